#pragma once
// Enters the acts of this room in the ledger, in the act's transaction. Inside the room. Thread rule: as the
// transaction.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::duties {

using Facts = std::vector<std::pair<std::string, std::string>>;

// "duties.leaver_recorded", …; the list is in docs/formats/entries.md. `sealed` under the month's key; empty members
// are left out.
base::Result<void> record_act(store::WriteTx& tx, const people::Office& office, people::AccountId by,
                              people::UnitId unit, std::string_view kind, Facts facts, const Facts& sealed,
                              base::Instant now);

}  // namespace menhu::duties
