#pragma once
// grants_bases, grants_purposes, grants_purpose_bases. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "grants/purpose.h"
#include "store/database.h"

namespace menhu::grants::rows {

struct BasisRow {
    Basis basis;  // until: of the profile
    std::optional<base::Instant> ended_at;
};
base::Result<std::vector<BasisRow>> bases(store::ReadTx& tx);
base::Result<void> put_basis(store::WriteTx& tx, const Basis& basis);
base::Result<std::int64_t> end_basis(store::WriteTx& tx, std::string_view id, base::Instant at);

base::Result<void> insert_purpose(store::WriteTx& tx, PurposeId id, const NewPurpose& purpose);
base::Result<std::vector<Purpose>> purposes(store::ReadTx& tx);
base::Result<std::optional<Purpose>> purpose(store::ReadTx& tx, std::string_view code);
base::Result<std::optional<Purpose>> purpose(store::ReadTx& tx, PurposeId id);

std::span<const store::Statement> purpose_statements();

}  // namespace menhu::grants::rows
