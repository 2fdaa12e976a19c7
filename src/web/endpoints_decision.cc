// The rows of what explains and narrows decisions: why an access was answered or refused, and lists of cases.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_decision.h"
#include "web/views_why.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto keepers = roles({Role::designated_person, Role::account_administrator});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/accesses/{log}/{index}/why", .guard = members, .answer = schema_of<WhyView>,
             .clause = "F2.4", .summary_zh = "為何准許或拒絕：當時的每一條規則，及之後的變動；閱覽他人的會留下紀錄", .summary_en = "Why an access was answered or refused: each rule as it stood then, and what changed since; reading another's is recorded", .blocking = get_access_why},
    Endpoint{.method = Method::post, .path = "/api/v1/purposes/{code}/cases", .guard = fresh(keepers), .answer = schema_of<CasesReport>,
             .clause = "F2.4", .summary_zh = "載入用途的案件清單（CSV），取代舊的", .summary_en = "Load the list of cases of a purpose (CSV) in place of the old one", .upload = post_cases},
    Endpoint{.method = Method::delete_, .path = "/api/v1/purposes/{code}/cases", .guard = fresh(keepers), .success = 204,
             .clause = "F2.4", .summary_zh = "清除用途的案件清單", .summary_en = "Clear the list of cases of a purpose", .blocking = delete_cases},
};
// clang-format on

}  // namespace

std::span<const Endpoint> decision_endpoints() { return table; }

}  // namespace menhu::web
