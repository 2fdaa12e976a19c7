#pragma once
// The operator at the console: somebody with a shell on the machine, who needs no account and sees no personal data.
// May create units, the first administrator and suspend accounts; may not ask about anybody. Thread rule: as the
// transaction.
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

// An Actor with the one role operator_, for the command `command` (a literal such as "account create-administrator");
// that it was made is entered in the ledger in this transaction.
base::Result<Actor> operator_actor(store::WriteTx& tx, const Office& office, std::string_view command,
                                   base::Instant now);

}  // namespace menhu::people
