// The rows of what belongs to deliveries beside the files themselves.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_delivery.h"
#include "web/views_delivery.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto designated = roles({Role::designated_person});
constexpr auto readers = roles({Role::designated_person, Role::auditor, Role::civil_affairs});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/deliveries/{id}/difference", .guard = readers, .answer = schema_of<DeliveryDifference>,
             .clause = "S2.1", .summary_zh = "與使用中資料之差異，及覆核放行", .summary_en = "What a delivery would change, by district, and whether it takes a second person", .blocking = get_difference},
    Endpoint{.method = Method::post, .path = "/api/v1/deliveries/{id}/release", .guard = designated, .request = schema_of<SignOffRequest>, .answer = schema_of<DeliveryView>,
             .clause = "S2.1", .summary_zh = "第二人覆核放行或退回", .summary_en = "The second person releases or refuses it", .blocking = post_release},
};
// clang-format on

}  // namespace

std::span<const Endpoint> delivery_endpoints() { return table; }

}  // namespace menhu::web
