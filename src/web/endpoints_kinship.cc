// The rows of kinship authorisations (the ministry's rules, article 10).
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_kinship.h"
#include "web/views_kinship.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto controllers = roles({Role::controller});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/kinship/authorisation-form", .guard = controllers, .answer = schema_of<KinshipForm>,
             .clause = "F2.4", .summary_zh = "親等查詢授權：可授權的核准、人員與期限", .summary_en = "What a kinship authorisation may be given for", .blocking = get_kinship_form},
    Endpoint{.method = Method::get, .path = "/api/v1/kinship/authorisations", .guard = members, .answer = schema_of<KinshipList>, .query = "box",
             .clause = "F2.4", .summary_zh = "親等查詢授權", .summary_en = "Kinship authorisations, the newest first: one's own, or all for who controls and checks", .blocking = get_authorisations},
    Endpoint{.method = Method::post, .path = "/api/v1/kinship/authorisations", .guard = fresh(controllers), .request = schema_of<KinshipRequest>, .answer = schema_of<KinshipMade>, .success = 201,
             .clause = "F2.4", .summary_zh = "登錄授權：誰、對誰、哪一案、到何時；授權碼只顯示一次", .summary_en = "Authorise somebody to ask about one person in one case; the code is shown once", .fast = post_authorisation},
    Endpoint{.method = Method::get, .path = "/api/v1/kinship/authorisations/{id}", .guard = members, .answer = schema_of<KinshipFull>,
             .clause = "F2.4", .summary_zh = "一件授權與其使用經過", .summary_en = "An authorisation, and what happened to it", .blocking = get_authorisation},
    Endpoint{.method = Method::get, .path = "/api/v1/kinship/authorisations/{id}/readiness", .guard = members, .answer = schema_of<KinshipReadiness>,
             .clause = "F2.4", .summary_zh = "是否可以查詢，還缺什麼", .summary_en = "Whether it may be used now, and what is missing", .blocking = get_readiness},
    Endpoint{.method = Method::post, .path = "/api/v1/kinship/authorisations/{id}/open", .guard = members, .request = schema_of<KinshipCodeRequest>, .success = 204,
             .clause = "F2.4", .summary_zh = "查詢人員輸入授權碼，在這次登入開啟", .summary_en = "The asker types the code and opens it in this session", .fast = post_authorisation_open},
    Endpoint{.method = Method::post, .path = "/api/v1/kinship/authorisations/{id}/presence", .guard = fresh(controllers), .answer = schema_of<KinshipPresence>,
             .clause = "F2.4", .summary_zh = "管控稽核人員會同簽到", .summary_en = "A controller signs in beside the asker", .fast = post_authorisation_presence},
    Endpoint{.method = Method::post, .path = "/api/v1/kinship/authorisations/{id}/withdraw", .guard = controllers, .request = schema_of<KinshipReasonRequest>, .success = 204,
             .clause = "F2.4", .summary_zh = "撤回授權", .summary_en = "Withdraw it, at once", .fast = post_authorisation_withdraw},
};
// clang-format on

}  // namespace

std::span<const Endpoint> kinship_endpoints() { return table; }

}  // namespace menhu::web
