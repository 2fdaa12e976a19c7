#include "law/roles.h"

#include "base/result.h"

namespace menhu::law {

std::string_view role_name(Role role) {
    switch (role) {
        case Role::case_worker:
            return "case_worker";
        case Role::unit_head:
            return "unit_head";
        case Role::account_administrator:
            return "account_administrator";
        case Role::designated_person:
            return "designated_person";
        case Role::controller:
            return "controller";
        case Role::checker:
            return "checker";
        case Role::auditor:
            return "auditor";
        case Role::ethics_officer:
            return "ethics_officer";
        case Role::it_staff:
            return "it_staff";
        case Role::civil_affairs:
            return "civil_affairs";
        case Role::operator_:
            return "operator";
    }
    base::throw_bug("role_name: no such role");
}

std::optional<Role> parse_role(std::string_view name) {
    for (const Role role : all_roles) {
        if (role_name(role) == name) return role;
    }
    return std::nullopt;
}

}  // namespace menhu::law
