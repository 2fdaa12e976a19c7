// The rows of what contractors destroy (U1.3).
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_kinship.h"
#include "web/views_destruction.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto recorders = roles({Role::designated_person, Role::unit_head});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/destructions", .guard = members, .answer = schema_of<DestructionList>, .query = "state",
             .clause = "U1.3", .summary_zh = "委外資料之銷毀", .summary_en = "What contractors have to destroy, by deadline, then what is done", .blocking = get_destructions},
    Endpoint{.method = Method::post, .path = "/api/v1/destructions/{id}/done", .guard = fresh(recorders), .request = schema_of<DestructionRequest>, .success = 204,
             .clause = "U1.3", .summary_zh = "登錄銷毀完成：方式、範圍、備份、見證與來函", .summary_en = "Record that it is done: method, scope, backups, witness, evidence and letter", .fast = post_destruction_done},
};
// clang-format on

}  // namespace

std::span<const Endpoint> destruction_endpoints() { return table; }

}  // namespace menhu::web
