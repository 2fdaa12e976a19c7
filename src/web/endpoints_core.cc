// The rows of the core: what the installation is, the session, queries, the trail, deliveries and the log.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_credentials.h"
#include "web/views.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto designated = roles({Role::designated_person});
constexpr auto deliveries_readers = roles({Role::designated_person, Role::auditor, Role::civil_affairs});
constexpr auto trail_readers = roles({Role::checker, Role::auditor, Role::ethics_officer});
constexpr auto log_readers = roles({Role::checker, Role::auditor, Role::civil_affairs});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/meta", .guard = everybody, .answer = schema_of<MetaView>,
             .summary_zh = "這套系統是誰的、什麼版本", .summary_en = "Whose installation this is, and which version", .fast = get_meta},
    Endpoint{.method = Method::get, .path = "/api/v1/health", .guard = everybody, .answer = schema_of<HealthView>,
             .summary_zh = "是否能寫入", .summary_en = "Whether the installation can record", .fast = get_health},
    Endpoint{.method = Method::get, .path = "/api/v1/openapi.json", .guard = everybody, .media = "application/json",
             .summary_zh = "這份介面說明", .summary_en = "This description", .fast = get_openapi},
    Endpoint{.method = Method::get, .path = "/api/v1/metrics", .guard = loopback, .media = "text/plain",
             .summary_zh = "運轉數據，僅限本機", .summary_en = "Counters for Prometheus, on the machine itself only", .fast = get_metrics},

    Endpoint{.method = Method::post, .path = "/api/v1/session", .guard = everybody, .request = schema_of<SignInRequest>, .answer = schema_of<SessionView>,
             .clause = "F2.2", .summary_zh = "登入", .summary_en = "Sign in", .fast = queue_sign_in},
    Endpoint{.method = Method::get, .path = "/api/v1/session", .guard = signed_in, .answer = schema_of<SessionView>,
             .clause = "S1.3", .summary_zh = "目前的登入與期限", .summary_en = "The session and its limits", .blocking = get_session},
    Endpoint{.method = Method::delete_, .path = "/api/v1/session", .guard = signed_in,
             .clause = "S1.3", .summary_zh = "登出", .summary_en = "Sign out", .fast = delete_session},
    Endpoint{.method = Method::post, .path = "/api/v1/session/extension", .guard = signed_in, .answer = schema_of<SessionView>,
             .clause = "S1.3", .summary_zh = "延長一次", .summary_en = "Extend the session, once", .fast = post_session_extension},
    Endpoint{.method = Method::post, .path = "/api/v1/session/password", .guard = signed_in, .request = schema_of<PasswordRequest>,
             .clause = "F2.2", .summary_zh = "變更密碼", .summary_en = "Change the password", .fast = queue_password_change},

    Endpoint{.method = Method::get, .path = "/api/v1/home", .guard = members, .answer = schema_of<HomeView>,
             .summary_zh = "待辦、核准與最近的存取", .summary_en = "What is to do, grants and newest accesses", .blocking = get_home},
    Endpoint{.method = Method::get, .path = "/api/v1/grants", .guard = members, .answer = schema_of<GrantList>,
             .clause = "S2.2", .summary_zh = "我的核准", .summary_en = "My grants", .blocking = get_grants},
    Endpoint{.method = Method::get, .path = "/api/v1/accesses", .guard = members, .answer = schema_of<AccessList>, .query = "from to cursor limit",
             .clause = "F2.4", .summary_zh = "我的存取紀錄", .summary_en = "My accesses", .blocking = get_accesses},

    Endpoint{.method = Method::get, .path = "/api/v1/query-form", .guard = members, .answer = schema_of<QueryForm>,
             .clause = "S1.1", .summary_zh = "查詢表單：行政區與姓名查詢的限制", .summary_en = "What the form of a query offers: districts, and what is left of searches by name", .blocking = get_query_form},
    Endpoint{.method = Method::post, .path = "/api/v1/queries", .guard = signed_in, .request = schema_of<QueryRequest>, .answer = schema_of<QueryView>,
             .clause = "F2.4", .summary_zh = "查詢：統一編號、姓名加出生日期、戶號、行政區內姓名（先顯示遮蔽值）", .summary_en = "Ask by id, by name and birth date, by household number, or by name within a district; masked", .fast = post_query},
    Endpoint{.method = Method::post, .path = "/api/v1/queries/{id}/listed", .guard = signed_in, .request = schema_of<FollowRequest>, .answer = schema_of<QueryView>,
             .clause = "F2.4", .summary_zh = "開啟名單中的一人（遮蔽）", .summary_en = "Open one of a list; masked", .fast = post_listed},
    Endpoint{.method = Method::post, .path = "/api/v1/queries/{id}/reveal", .guard = signed_in, .request = schema_of<FollowRequest>, .answer = schema_of<QueryView>,
             .clause = "S1.1", .summary_zh = "揭示一人的完整值", .summary_en = "Reveal one card of an answer", .fast = post_reveal},
    Endpoint{.method = Method::post, .path = "/api/v1/queries/{id}/household", .guard = signed_in, .request = schema_of<FollowRequest>, .answer = schema_of<QueryView>,
             .clause = "F2.4", .summary_zh = "同戶成員（遮蔽）", .summary_en = "The members of the household; masked", .fast = post_household},
    Endpoint{.method = Method::get, .path = "/api/v1/receipts/{log}/{index}", .guard = members, .media = "text/plain",
             .clause = "F2.4", .summary_zh = "收據：可離線驗證的證明", .summary_en = "The receipt of an entry, to be checked offline", .blocking = get_receipt},

    Endpoint{.method = Method::post, .path = "/api/v1/trail", .guard = trail_readers, .request = schema_of<TrailRequest>, .answer = schema_of<TrailList>,
             .clause = "A1", .summary_zh = "軌跡：誰查了誰", .summary_en = "The trail: who looked up whom; reading it is recorded", .blocking = post_trail},
    Endpoint{.method = Method::post, .path = "/api/v1/trail.csv", .guard = fresh(trail_readers), .request = schema_of<TrailExportRequest>, .media = "text/csv",
             .clause = "A1", .summary_zh = "軌跡，試算表", .summary_en = "The trail for a spreadsheet", .blocking = post_trail_csv},

    Endpoint{.method = Method::get, .path = "/api/v1/deliveries", .guard = deliveries_readers, .answer = schema_of<DeliveryList>,
             .clause = "S2.1", .summary_zh = "交付檔", .summary_en = "Deliveries, newest first", .blocking = get_deliveries},
    Endpoint{.method = Method::post, .path = "/api/v1/deliveries", .guard = designated, .request = schema_of<DeliveryRequest>, .answer = schema_of<DeliveryCreated>, .success = 201,
             .clause = "S2.1", .summary_zh = "收下交付清單", .summary_en = "Take in a manifest", .blocking = post_delivery},
    Endpoint{.method = Method::get, .path = "/api/v1/deliveries/{id}", .guard = deliveries_readers, .answer = schema_of<DeliveryView>,
             .clause = "S2.1", .summary_zh = "一個交付檔、進度與檢核報告", .summary_en = "A delivery, its progress and its report", .blocking = get_delivery},
    Endpoint{.method = Method::delete_, .path = "/api/v1/deliveries/{id}", .guard = designated,
             .clause = "S2.1", .summary_zh = "取消", .summary_en = "Cancel a delivery that is not in use", .blocking = delete_delivery},
    Endpoint{.method = Method::get, .path = "/api/v1/deliveries/{id}/file", .guard = designated, .answer = schema_of<UploadView>,
             .clause = "S2.1", .summary_zh = "已收到多少位元組", .summary_en = "How many bytes of the file are here", .blocking = get_delivery_file},
    Endpoint{.method = Method::put, .path = "/api/v1/deliveries/{id}/file", .guard = designated, .answer = schema_of<UploadView>,
             .clause = "S2.1", .summary_zh = "上傳（可續傳）", .summary_en = "Upload the file, or go on with it (Content-Range)", .upload = put_delivery_file},
    Endpoint{.method = Method::post, .path = "/api/v1/deliveries/{id}/import", .guard = designated, .answer = schema_of<DeliveryView>, .success = 202,
             .clause = "U1.1", .summary_zh = "開始或接續匯入", .summary_en = "Start the import, or take it up again", .blocking = post_import},
    Endpoint{.method = Method::get, .path = "/api/v1/deliveries/{id}/rejects.csv", .guard = designated, .media = "text/csv",
             .clause = "S2.1", .summary_zh = "被退回的資料列；開啟會留下紀錄", .summary_en = "The rows that were rejected; opening them is recorded", .blocking = get_rejects},
    Endpoint{.method = Method::post, .path = "/api/v1/deliveries/{id}/sign-off", .guard = designated, .request = schema_of<SignOffRequest>, .answer = schema_of<DeliveryView>,
             .clause = "S2.1", .summary_zh = "放行：採用或退回", .summary_en = "Sign off: accept or refuse", .blocking = post_sign_off},

    Endpoint{.method = Method::get, .path = "/api/v1/ledger/{log}/checkpoint", .guard = everybody, .media = "text/plain",
             .clause = "F2.4", .summary_zh = "日誌的最新檢查點", .summary_en = "The newest checkpoint of a log", .blocking = get_checkpoint},
    Endpoint{.method = Method::get, .path = "/api/v1/ledger/{log}/tile/{path*}", .guard = log_readers, .media = "application/octet-stream",
             .clause = "F2.4", .summary_zh = "日誌的磚（c2sp tlog-tiles）", .summary_en = "A tile or an entry bundle (c2sp tlog-tiles)", .blocking = get_ledger_file},
};
// clang-format on

}  // namespace

std::span<const Endpoint> core_endpoints() { return table; }

}  // namespace menhu::web
