#pragma once
// Enters the acts of this room in the ledger, in the act's transaction. Inside the room. What is in clear tells account
// numbers, roles and instants; what is about a person (names, addresses, reasons in words) goes into `sealed`. Thread
// rule: as the transaction.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

using Facts = std::vector<std::pair<std::string, std::string>>;

struct Act {
    std::string_view kind;  // "people.account_created"; the list is in docs/formats/entries.md
    AccountId by = operator_account;
    UnitId unit = operator_unit;
    Facts facts;   // in clear
    Facts sealed;  // under the month's key; none: nothing is sealed
};

base::Result<void> record(store::WriteTx& tx, const Office& office, const Act& act, base::Instant now);

// The same, by an actor.
base::Result<void> record(store::WriteTx& tx, const Office& office, const Actor& by, std::string_view kind, Facts facts,
                          Facts sealed, base::Instant now);

}  // namespace menhu::people
