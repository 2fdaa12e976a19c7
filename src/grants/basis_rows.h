#pragma once
// grants_bases and grants_basis_versions. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "grants/basis.h"
#include "store/database.h"

namespace menhu::grants::rows {

// Who set the beginning of a basis: the profile leaves an agency's alone.
enum class FromBy : std::uint8_t { profile, agency };

struct BasisRow {
    Basis basis;  // until: of the profile, or of the agency's own
    std::optional<base::Instant> ended_at;
    FromBy from_by = FromBy::profile;
    std::int64_t version = 0;

    Basis effective() const;
};
base::Result<std::vector<BasisRow>> bases(store::ReadTx& tx);
base::Result<std::optional<BasisRow>> basis(store::ReadTx& tx, std::string_view id);
// The row as given, and the version that follows: its number is one more than the row's.
base::Result<void> put_basis(store::WriteTx& tx, const BasisRow& row, people::AccountId by, std::string_view note,
                             base::Instant now);
base::Result<std::vector<BasisVersion>> basis_versions(store::ReadTx& tx, std::string_view id);

std::span<const store::Statement> basis_statements();

}  // namespace menhu::grants::rows
