#pragma once
// What an account may do, and which duties never meet in one hand (F2.2, A1, F2.6). The duties are law's; which of
// them are separated is the profile's. Pure; values; any thread.
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "law/profile.h"
#include "law/roles.h"

namespace menhu::people {

using law::Role;

// A set of roles; its bits are the store's form, one for each place in law::Role.
class Roles {
public:
    constexpr Roles() = default;
    constexpr Roles(std::initializer_list<Role> roles) {
        for (const Role role : roles) add(role);
    }
    static constexpr Roles from_bits(std::int64_t bits) {
        Roles roles;
        roles.bits_ = bits;
        return roles;
    }
    constexpr std::int64_t bits() const { return bits_; }
    constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
    constexpr bool has_any(Roles roles) const { return (bits_ & roles.bits_) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr void add(Role role) { bits_ |= bit(role); }
    std::vector<Role> list() const;  // in the order of law::Role
    std::string text() const;        // "case_worker unit_head"; "" for none
    friend constexpr bool operator==(Roles, Roles) = default;

private:
    static constexpr std::int64_t bit(Role role) { return std::int64_t{1} << static_cast<int>(role); }
    std::int64_t bits_ = 0;
};

// From "case_worker unit_head", in any order; nothing if a word is no role.
std::optional<Roles> roles_from_text(std::string_view text);

// The first separation of the profile that `roles` would break; nullptr if none.
const law::Separation* broken_separation(const law::Profile& profile, Roles roles);

}  // namespace menhu::people
