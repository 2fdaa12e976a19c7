#include "oversight/scope.h"

#include "people/duty.h"

namespace menhu::oversight {

using people::Role;

base::Result<Within> reading_scope(store::ReadTx& tx, const people::Actor& by, base::Instant now) {
    if (by.has(Role::auditor) || by.has(Role::civil_affairs)) return Within{};
    auto reach = TRY(people::reach_of(tx, by, now));
    if (reach.agency == people::Reach::Agency::yes) return Within{};
    if (by.has(Role::unit_head)) reach.units.insert(by.unit());
    return Within{std::move(reach.units)};
}

base::Result<Within> narrowed(Within within, std::optional<people::UnitId> unit) {
    if (!unit) return within;
    if (!covers(within, *unit)) return base::Error{base::Fault::refused, "people.role_missing", "another unit"};
    return Within{{*unit}};
}

}  // namespace menhu::oversight
