// The rows of what belongs to deliveries beside the files themselves.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_delivery.h"
#include "web/views_calendar.h"
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
    Endpoint{.method = Method::get, .path = "/api/v1/deliveries/{id}/rejects", .guard = designated, .answer = schema_of<RejectList>, .query = "next",
             .clause = "S2.1", .summary_zh = "退件：原因與原始位元組；調閱會留下紀錄", .summary_en = "Rejected rows with reasons and raw bytes; reading them is recorded", .blocking = get_reject_rows},
    Endpoint{.method = Method::get, .path = "/api/v1/deliveries/{id}/doubts", .guard = readers, .answer = schema_of<DoubtList>,
             .clause = "X1", .summary_zh = "資料疑義與七日期限", .summary_en = "Doubts about a delivery, and until when they are raised", .blocking = get_doubts},
    Endpoint{.method = Method::post, .path = "/api/v1/deliveries/{id}/doubts", .guard = designated, .request = schema_of<DoubtRequest>, .answer = schema_of<CalendarMade>, .success = 201,
             .clause = "X1", .summary_zh = "提出資料疑義", .summary_en = "Ask the provider to look into a delivery", .blocking = post_doubt},

    Endpoint{.method = Method::get, .path = "/api/v1/delivery-calendar", .guard = readers, .answer = schema_of<DeliveryCalendar>,
             .clause = "S2.1", .summary_zh = "應到與已到的交付、取檔通知", .summary_en = "What was due and what came; notices and their five days", .blocking = get_delivery_calendar},
    Endpoint{.method = Method::post, .path = "/api/v1/delivery-calendar/schedules", .guard = designated, .request = schema_of<ScheduleRequest>, .answer = schema_of<CalendarMade>, .success = 201,
             .clause = "S2.1", .summary_zh = "訂定交付時程", .summary_en = "Set the rhythm of a table", .blocking = post_schedule},
    Endpoint{.method = Method::post, .path = "/api/v1/delivery-calendar/schedules/{id}/end", .guard = designated, .request = schema_of<ScheduleEndRequest>, .success = 204,
             .clause = "S2.1", .summary_zh = "終止交付時程", .summary_en = "End a schedule", .blocking = post_schedule_end},
    Endpoint{.method = Method::post, .path = "/api/v1/delivery-calendar/notices", .guard = designated, .request = schema_of<NoticeRequest>, .answer = schema_of<CalendarMade>, .success = 201,
             .clause = "S2.1", .summary_zh = "登錄取檔通知", .summary_en = "Register the provider's notice that a file lies ready", .blocking = post_notice},

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
