#pragma once
// The duties that a person may hold in Menhu, as the regulation names them. Their titles and hard separations are data
// (profile.h). Thread rule: values.
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace menhu::law {

enum class Role : std::uint8_t {
    case_worker,            // 承辦人
    unit_head,              // 單位主管
    account_administrator,  // 帳號管理者
    designated_person,      // 專責人員
    controller,             // 管控稽核人員
    checker,                // 查核人員
    auditor,                // 稽核人員
    ethics_officer,         // 政風人員
    it_staff,               // 資訊人員
    civil_affairs,          // 民政局（唯讀）
    operator_,              // 系統維運人員
};

inline constexpr std::array all_roles{
    Role::case_worker, Role::unit_head, Role::account_administrator, Role::designated_person, Role::controller,
    Role::checker,     Role::auditor,   Role::ethics_officer,        Role::it_staff,          Role::civil_affairs,
    Role::operator_,
};

// The name in data, API and tables: "case_worker" … "operator".
std::string_view role_name(Role role);
std::optional<Role> parse_role(std::string_view name);

}  // namespace menhu::law
