#pragma once
// What a decision reads and counts, in one statement each. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>

#include "crypto/tag.h"
#include "grants/verdict.h"
#include "store/database.h"

namespace menhu::grants::rows {

struct GrantQuestion {
    GrantId grant{0};
    people::AccountId account{0};
    const crypto::Digest& case_commitment;
};
// The grant, its purpose, its link, and the case, if a list of cases is loaded. `closed_grace`: of the profile.
base::Result<std::optional<StoredGrant>> stored_grant(store::ReadTx& tx, const GrantQuestion& question,
                                                      const law::Term& closed_grace, base::Instant now);
// One more use, of the day, of the month and of all.
base::Result<void> count_use(store::WriteTx& tx, GrantId grant, base::Instant now);
base::Result<std::int64_t> count_on_case_list(store::ReadTx& tx, GrantId grant, const crypto::Tag& person);
// Answers 1 if the person was not on the list yet, else 0.
base::Result<std::int64_t> insert_on_case_list(store::WriteTx& tx, GrantId grant, const crypto::Tag& person);

std::span<const store::Statement> decision_statements();

}  // namespace menhu::grants::rows
