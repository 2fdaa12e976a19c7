#pragma once
// grants_purposes, grants_purpose_bases and their versions. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "grants/purpose.h"
#include "store/database.h"

namespace menhu::grants::rows {

base::Result<void> insert_purpose(store::WriteTx& tx, PurposeId id, const NewPurpose& purpose);
// All but the code; bases too.
base::Result<void> update_purpose(store::WriteTx& tx, PurposeId id, const NewPurpose& purpose, std::int64_t version);
base::Result<void> update_pending(store::WriteTx& tx, PurposeId id, std::optional<std::int64_t> pending);
base::Result<void> update_purpose_end(store::WriteTx& tx, PurposeId id, base::Instant at);

base::Result<std::vector<Purpose>> purposes(store::ReadTx& tx);
base::Result<std::optional<Purpose>> purpose(store::ReadTx& tx, std::string_view code);
base::Result<std::optional<Purpose>> purpose(store::ReadTx& tx, PurposeId id);

struct Step {
    std::string_view act;
    std::optional<std::int64_t> of_number{};
    people::AccountId by{0};
    std::optional<base::Instant> ended_at{};
    std::string_view note{};
};
// Answers its number: one more than the greatest.
base::Result<std::int64_t> insert_version(store::WriteTx& tx, PurposeId id, const NewPurpose& what, const Step& step,
                                          base::Instant now);
base::Result<std::vector<PurposeVersion>> versions(store::ReadTx& tx, PurposeId id);
base::Result<std::optional<PurposeVersion>> version(store::ReadTx& tx, PurposeId id, std::int64_t number);
base::Result<std::int64_t> grants_in_force(store::ReadTx& tx, PurposeId id, base::Instant now);

std::span<const store::Statement> purpose_statements();

}  // namespace menhu::grants::rows
