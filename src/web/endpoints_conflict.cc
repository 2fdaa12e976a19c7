// The rows of conflicts of interest.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_kinship.h"
#include "web/views_conflict.h"

namespace menhu::web {

namespace {

constexpr auto heads = roles({people::Role::unit_head});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/conflicts", .guard = members, .answer = schema_of<ConflictList>,
             .clause = "S1.1", .summary_zh = "利害關係迴避", .summary_en = "Conflicts of interest: one's own, those handed to one, those of one's unit", .blocking = get_conflicts},
    Endpoint{.method = Method::get, .path = "/api/v1/conflicts/colleagues", .guard = members, .answer = schema_of<Colleagues>, .query = "grant",
             .clause = "S1.1", .summary_zh = "可移交的同仁", .summary_en = "Who may take a case over: the other holders of a grant of one's own", .blocking = get_colleagues},
    Endpoint{.method = Method::post, .path = "/api/v1/conflicts", .guard = members, .request = schema_of<ConflictRequest>, .answer = schema_of<ConflictMade>, .success = 201,
             .clause = "S1.1", .summary_zh = "聲明利害關係：不再查詢這個人，案件移交", .summary_en = "Declare a conflict of interest: nothing more is asked about the person, the case goes to a colleague", .fast = post_conflict},
    Endpoint{.method = Method::post, .path = "/api/v1/conflicts/{id}/take", .guard = members, .success = 204,
             .clause = "S1.1", .summary_zh = "接手案件", .summary_en = "Take the case over", .fast = post_conflict_take},
    Endpoint{.method = Method::post, .path = "/api/v1/conflicts/{id}/withdraw", .guard = heads, .request = schema_of<ConflictReasonRequest>, .success = 204,
             .clause = "S1.1", .summary_zh = "主管撤銷聲明", .summary_en = "The head withdraws a declaration", .fast = post_conflict_withdraw},
};
// clang-format on

}  // namespace

std::span<const Endpoint> conflict_endpoints() { return table; }

}  // namespace menhu::web
