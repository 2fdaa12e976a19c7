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
        case Standing::outside_hours:
            return "outside_hours";
        case Standing::outside_network:
            return "outside_network";
    }
    base::throw_bug("standing_code: no such standing");
}

std::string_view duty_code(Duty duty) {
    switch (duty) {
        case Duty::none:
            return "none";
        case Duty::must_prove_second:
            return "must_prove_second";
        case Duty::must_change_password:
            return "must_change_password";
        case Duty::must_enrol:
            return "must_enrol";
    }
    base::throw_bug("duty_code: no such duty");
}

base::Result<void> require(const Actor& actor, Role role) { return require_any(actor, Roles{role}); }

base::Result<void> require_able(const Actor& actor) {
    switch (actor.standing()) {
        case Standing::active:
            break;
        case Standing::outside_hours:
            return base::Error{base::Fault::refused, "people.outside_hours"};
        case Standing::outside_network:
            return base::Error{base::Fault::refused, "people.outside_network"};
        default:
            return base::Error{base::Fault::refused, "people.account_inactive",
                               std::string{standing_code(actor.standing())}};
    }
    switch (actor.duty()) {
        case Duty::none:
            return {};
        case Duty::must_prove_second:
            return base::Error{base::Fault::refused, "people.must_prove_second"};
        case Duty::must_change_password:
            return base::Error{base::Fault::refused, "people.must_change_password"};
        case Duty::must_enrol:
            return base::Error{base::Fault::refused, "people.must_enrol"};
    }
    base::throw_bug("require_able: no such duty");
}

base::Result<void> require_any(const Actor& actor, Roles roles) {
    TRY(require_able(actor));
    if (!actor.roles().has_any(roles)) {
        return base::Error{base::Fault::refused, "people.role_missing", roles.text()};
    }
    return {};
}

}  // namespace menhu::people
