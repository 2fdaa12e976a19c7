#include "people/role.h"

#include <algorithm>

namespace menhu::people {

std::vector<Role> Roles::list() const {
    std::vector<Role> roles;
    for (const Role role : law::all_roles) {
        if (has(role)) roles.push_back(role);
    }
    return roles;
}

std::string Roles::text() const {
    std::string text;
    for (const Role role : list()) {
        if (!text.empty()) text += ' ';
        text += law::role_name(role);
    }
    return text;
}

std::optional<Roles> roles_from_text(std::string_view text) {
    Roles roles;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto role = law::parse_role(text.substr(0, end));
        if (!role) return std::nullopt;
        roles.add(*role);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return roles;
}

const law::Separation* broken_separation(const law::Profile& profile, Roles roles) {
    for (const law::Separation& separation : profile.separations()) {
        if (roles.has(separation.one) && roles.has(separation.other)) return &separation;
    }
    return nullptr;
}

}  // namespace menhu::people
