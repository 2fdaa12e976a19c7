#pragma once
// Holders come and go while a grant stays (F2.2: on transfer, resignation and retirement rights change at once): taken
// off, or their grant handed to somebody else of the unit, now or on a day that is known in advance.
//
// Promise: who holds a grant is computed when asked, to the millisecond. Thread rule: as the transaction.
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "people/actor.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants {

struct HolderGrant {
    GrantId grant{0};
    people::UnitId unit{0};
    std::string purpose_code;
    std::string purpose_zh;
    std::string purpose_en;
    base::Instant until{};         // the grant's
    std::int64_t other_holders{};  // that hold it at `at` too
};
// The grants that the account still holds at `at`, neither ended nor over by then; by end.
base::Result<std::vector<HolderGrant>> grants_held_at(store::ReadTx& tx, people::AccountId account, base::Instant at);

// From `at` on the account holds none of its grants any more. One entry for each. By whoever ends or moves the account:
// an account administrator, or the head who signs a review. Answers which grants. Errors: those of require_any();
// grants.period_ill_formed (`at` is past).
base::Result<std::vector<GrantId>> remove_holder(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                                 people::AccountId account, base::Instant at, base::Instant now);
// From `at` on `to` holds the grant in the account's place. By an account administrator, who is not `to`
// (grants.own_grant). Errors: grants.not_found, grants.grant_ended, grants.holder_not_in_unit,
// grants.period_ill_formed, those of require().
base::Result<void> replace_holder(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                  people::AccountId account, people::AccountId to, base::Instant at, base::Instant now);
// Takes back removals of the account that begin at `at`, still ahead; whoever came in its place at that instant does
// not. By an account administrator. Answers for how many grants.
base::Result<std::int64_t> keep_holder(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       people::AccountId account, base::Instant at, base::Instant now);

}  // namespace menhu::grants
