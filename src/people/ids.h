#pragma once
// The ids of people. Values; any thread.
#include "base/id.h"

namespace menhu::people {

struct AccountTag;
struct UnitTag;
struct SessionTag;
using AccountId = base::Id<AccountTag>;
using UnitId = base::Id<UnitTag>;
using SessionId = base::Id<SessionTag>;

// The operator at the console has no account and no unit: both numbers are 0 in the ledger.
constexpr AccountId operator_account{0};
constexpr UnitId operator_unit{0};

}  // namespace menhu::people
