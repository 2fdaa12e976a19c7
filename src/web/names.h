#pragma once
// The names of the accounts, units and purposes that a list speaks of, each read once. Thread rule: as the transaction.
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "grants/grant.h"
#include "people/ids.h"
#include "store/database.h"
#include "web/views.h"

namespace menhu::web {

class Names {
public:
    Names(store::ReadTx& tx, base::Instant now) : tx_{tx}, now_{now} {}

    base::Result<AccountRef> account(people::AccountId id);
    base::Result<std::optional<AccountRef>> account(const std::optional<people::AccountId>& id);
    base::Result<UnitView> unit(people::UnitId id);
    // nullptr if there is no such grant.
    base::Result<const grants::GrantView*> grant(grants::GrantId id);

private:
    store::ReadTx& tx_;
    base::Instant now_;
    std::map<people::AccountId, AccountRef> accounts_;
    std::map<people::UnitId, UnitView> units_;
    std::map<grants::GrantId, std::optional<grants::GrantView>> grants_;
};

}  // namespace menhu::web
