#include "people/actor.h"

#include "law/roles.h"

namespace menhu::people {

std::string_view standing_code(Standing standing) {
    switch (standing) {
        case Standing::active:
            return "active";
        case Standing::not_yet_valid:
            return "not_yet_valid";
        case Standing::expired:
            return "expired";
        case Standing::suspended:
            return "suspended";
        case Standing::closed:
            return "closed";
        case Standing::idle:
            return "idle";
        case Standing::separated:
            return "separated";
    }
    base::throw_bug("standing_code: no such standing");
}

base::Result<void> require(const Actor& actor, Role role) { return require_any(actor, Roles{role}); }

base::Result<void> require_any(const Actor& actor, Roles roles) {
    if (actor.standing() != Standing::active) {
        return base::Error{base::Fault::refused, "people.account_inactive",
                           std::string{standing_code(actor.standing())}};
    }
    if (actor.password_duty() != PasswordDuty::none) {
        return base::Error{base::Fault::refused, "people.must_change_password"};
    }
    if (!actor.roles().has_any(roles)) {
        return base::Error{base::Fault::refused, "people.role_missing", roles.text()};
    }
    return {};
}

}  // namespace menhu::people
