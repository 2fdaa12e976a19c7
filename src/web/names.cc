#include "web/names.h"

#include "people/account.h"
#include "people/unit.h"

namespace menhu::web {

base::Result<AccountRef> Names::account(people::AccountId id) {
    if (const auto known = accounts_.find(id); known != accounts_.end()) return known->second;
    AccountRef ref{.id = id.text(), .account = {}, .name = {}};
    const auto found = TRY(people::find_account(tx_, id, now_));
    if (found) {
        ref.account = found->name;
        ref.name = found->display_name;
    }
    accounts_[id] = ref;
    return ref;
}

base::Result<std::optional<AccountRef>> Names::account(const std::optional<people::AccountId>& id) {
    using Answer = std::optional<AccountRef>;
    if (!id) return Answer{};
    auto ref = TRY(account(*id));
    return Answer{std::move(ref)};
}

base::Result<UnitView> Names::unit(people::UnitId id) {
    if (const auto known = units_.find(id); known != units_.end()) return known->second;
    UnitView view{.id = id.text(), .name = {}};
    const auto found = TRY(people::find_unit(tx_, id));
    if (found) view.name = found->name_zh;
    units_[id] = view;
    return view;
}

base::Result<const grants::GrantView*> Names::grant(grants::GrantId id) {
    auto known = grants_.find(id);
    if (known == grants_.end()) {
        auto found = TRY(grants::find_grant(tx_, id, now_));
        known = grants_.emplace(id, std::move(found)).first;
    }
    return known->second ? &*known->second : nullptr;
}

}  // namespace menhu::web
