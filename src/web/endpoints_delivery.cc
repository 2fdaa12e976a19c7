// The rows of what belongs to deliveries beside the files themselves.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_delivery.h"
#include "web/views_delivery.h"
#include "web/views_layout.h"

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

    Endpoint{.method = Method::get, .path = "/api/v1/layouts", .guard = readers, .answer = schema_of<DefinitionList>,
             .clause = "U1.1", .summary_zh = "佈局、造字對照與村里各版", .summary_en = "Layouts, user-defined characters and villages: all versions", .blocking = get_layouts},
    Endpoint{.method = Method::post, .path = "/api/v1/layouts", .guard = designated, .answer = schema_of<DefinitionSaved>, .success = 201, .query = "kind",
             .clause = "U1.1", .summary_zh = "存為草稿", .summary_en = "Keep a text (the body) as a draft", .upload = post_layout},
    Endpoint{.method = Method::post, .path = "/api/v1/layouts/check", .guard = designated, .answer = schema_of<DefinitionCheck>, .query = "kind",
             .clause = "U1.1", .summary_zh = "逐行檢查，不保留", .summary_en = "What is wrong with a text (the body), by line; nothing is kept", .upload = post_layout_check},
    Endpoint{.method = Method::get, .path = "/api/v1/layouts/{id}", .guard = readers, .answer = schema_of<DefinitionText>,
             .clause = "U1.1", .summary_zh = "一個版本的全文", .summary_en = "The text of a version", .blocking = get_layout},
    Endpoint{.method = Method::post, .path = "/api/v1/layouts/{id}/approve", .guard = designated, .success = 204,
             .clause = "S2.1", .summary_zh = "核定（不得核定自己擬的）", .summary_en = "Approve a draft that somebody else made", .blocking = post_layout_approve},
    Endpoint{.method = Method::post, .path = "/api/v1/layouts/{id}/refuse", .guard = designated, .request = schema_of<DefinitionRefusal>, .success = 204,
             .clause = "S2.1", .summary_zh = "退回或收回草稿", .summary_en = "Refuse a draft, or take one's own back", .blocking = post_layout_refuse},
    Endpoint{.method = Method::post, .path = "/api/v1/layouts/{id}/sample", .guard = designated, .answer = schema_of<SampleView>, .query = "base_date",
             .clause = "F2.4", .summary_zh = "以佈局切開樣本檔；留有紀錄，不保留檔案", .summary_en = "A sample (the body) cut by the layout; recorded, not kept", .upload = post_layout_sample},
    Endpoint{.method = Method::post, .path = "/api/v1/layouts/{id}/dry-run", .guard = designated, .answer = schema_of<DryRunView>, .query = "base_date",
             .clause = "F2.4", .summary_zh = "整檔試跑，不保留", .summary_en = "A whole file (the body) counted as an import would; nothing is kept", .upload = post_layout_dry_run},
};
// clang-format on

}  // namespace

std::span<const Endpoint> delivery_endpoints() { return table; }

}  // namespace menhu::web
