#pragma once
// grants_case_loads and grants_cases, and which load counts for a purpose. Inside the room. Thread rule: as the
// transaction.
#include <cstdint>
#include <optional>
#include <span>

#include "base/id.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "grants/ids.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants {

struct CaseLoadTag;
using CaseLoadId = base::Id<CaseLoadTag>;  // of a list as it was loaded

}  // namespace menhu::grants

namespace menhu::grants::rows {

struct LoadRow {
    std::int64_t id = 0;
    PurposeId purpose{0};
    std::int64_t count = 0;
    std::int64_t closed = 0;
    base::Instant loaded_at{};
    std::optional<base::Instant> replaced_at{};
};
struct CaseRow {
    crypto::Digest case_tag{};
    std::optional<base::Instant> opened_at;
    std::optional<base::Instant> closed_at;  // the end of the day of closing
};

base::Result<void> insert_load(store::WriteTx& tx, const LoadRow& load, people::AccountId by);
base::Result<void> insert_case(store::WriteTx& tx, std::int64_t load, const CaseRow& row);
// From now on `load` counts (nothing: none); the cases of the one before go.
base::Result<void> replace_load(store::WriteTx& tx, PurposeId purpose, std::optional<std::int64_t> load,
                                base::Instant now);
base::Result<std::optional<LoadRow>> present_load(store::ReadTx& tx, PurposeId purpose);
base::Result<std::optional<LoadRow>> load(store::ReadTx& tx, std::int64_t id);
base::Result<std::optional<CaseRow>> listed_case(store::ReadTx& tx, std::int64_t load, const crypto::Digest& case_tag);

std::span<const store::Statement> cases_statements();

}  // namespace menhu::grants::rows
