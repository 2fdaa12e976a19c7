#pragma once
// Somebody who is not here, for what they ordered in a session and what then happens on a day that nobody knew (a watch
// of cases, registry/watch.h).
//
// Promise: the Actor has the unit and the roles that the account has now, and its state: whose account is suspended,
// closed, over, idle or may no longer hold its roles together may do nothing, here either. Nobody sits anywhere, so the
// hours and networks of signing in do not hold; it has no session, so nothing that wants a fresh proof is open to it.
// Cost: one SELECT. Thread rule: as the transaction.
#include <optional>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

// Nothing if there is no such account.
base::Result<std::optional<Actor>> absent_actor(store::ReadTx& tx, const Office& office, AccountId account,
                                                base::Instant now);

}  // namespace menhu::people
