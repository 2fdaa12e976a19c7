#pragma once
// Two acts of an administrator beside the life of an account: ending its sessions, and taking the list of accounts out
// of the system. Thread rule: as the transaction.
#include <cstdint>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

// Everything that the account has open, at once; it may sign in anew. Answers how many. Errors: people.not_found,
// people.own_account, people.not_your_unit, people.account_closed, those of require().
base::Result<std::int64_t> end_account_sessions(store::WriteTx& tx, const Office& office, const Actor& by,
                                                AccountId account, base::Instant now);

// Enters that a list of so many accounts was taken as a file.
base::Result<void> record_accounts_taken(store::WriteTx& tx, const Office& office, const Actor& by, std::int64_t count,
                                         base::Instant now);

}  // namespace menhu::people
