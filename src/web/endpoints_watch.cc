// The rows of watches of cases (異動追蹤).
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_watch.h"
#include "web/views_watch.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto workers = roles({Role::case_worker});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/watch/form", .guard = workers, .answer = schema_of<WatchForm>,
             .clause = "S2.2", .summary_zh = "可追蹤的異動類別，各依哪些資料項目，一次至多幾人", .summary_en = "The kinds of events that can be watched, under which fields, and for how many people at once", .blocking = get_watch_form},
    Endpoint{.method = Method::post, .path = "/api/v1/watches", .guard = workers, .request = schema_of<WatchRequest>, .answer = schema_of<WatchView>, .success = 201,
             .clause = "S2.2", .summary_zh = "開始追蹤案件當事人的異動；不查任何人", .summary_en = "Have the people of cases watched; nobody is looked up", .blocking = post_watch},
    Endpoint{.method = Method::get, .path = "/api/v1/watches", .guard = workers, .answer = schema_of<WatchList>, .query = "next",
             .clause = "S2.2", .summary_zh = "我的與我持有之授權的異動追蹤", .summary_en = "Watches of mine and under grants that I hold, the newest first", .blocking = get_watches},
    Endpoint{.method = Method::get, .path = "/api/v1/watches/{id}", .guard = workers, .answer = schema_of<WatchView>,
             .clause = "S2.2", .summary_zh = "一件異動追蹤", .summary_en = "One watch", .blocking = get_watch},
    Endpoint{.method = Method::get, .path = "/api/v1/watches/{id}/people", .guard = workers, .answer = schema_of<WatchedList>, .query = "next",
             .clause = "S2.2", .summary_zh = "追蹤哪些案號與統一編號（遮蔽）", .summary_en = "Whom it watches: case numbers and masked ids", .blocking = get_watched},
    Endpoint{.method = Method::post, .path = "/api/v1/watches/{id}/end", .guard = workers, .answer = schema_of<WatchView>,
             .clause = "S3.1", .summary_zh = "停止追蹤", .summary_en = "End a watch before its day", .blocking = post_watch_end},
    Endpoint{.method = Method::post, .path = "/api/v1/watches/{id}/take-over", .guard = workers, .answer = schema_of<WatchView>,
             .clause = "S2.2", .summary_zh = "接辦：此後的異動以我的名義核對", .summary_en = "Take it over: from now on hits are decided in my name", .blocking = post_watch_take_over},
    Endpoint{.method = Method::get, .path = "/api/v1/watch-hits", .guard = workers, .answer = schema_of<WatchHitList>, .query = "watch which next",
             .clause = "F2.4", .summary_zh = "異動通知；閱覽會留下紀錄", .summary_en = "Hits of watches; reading them is recorded", .blocking = get_watch_hits},
    Endpoint{.method = Method::post, .path = "/api/v1/watch-hits/{id}/seen", .guard = workers, .success = 204,
             .clause = "S2.2", .summary_zh = "已知悉", .summary_en = "It was seen", .blocking = post_watch_hit_seen},
    Endpoint{.method = Method::post, .path = "/api/v1/watch-hits/{id}/handled", .guard = workers, .request = schema_of<WatchNote>, .success = 204,
             .clause = "S2.2", .summary_zh = "已辦結，並可留辦理說明", .summary_en = "It is handled, with a note if wanted", .blocking = post_watch_hit_handled},
    Endpoint{.method = Method::post, .path = "/api/v1/watch-hits/{id}/take-up", .guard = workers, .success = 204,
             .clause = "S2.2", .summary_zh = "未告知的通知，以我的名義重新核對", .summary_en = "Decide a hit that could not be told anew, in my name", .blocking = post_watch_hit_take_up},
    Endpoint{.method = Method::post, .path = "/api/v1/watch-hits/{id}/look-up", .guard = workers, .answer = schema_of<QueryView>,
             .clause = "S2.2", .summary_zh = "查詢通知的當事人（遮蔽）；案號與事由已帶入，另留查詢紀錄", .summary_en = "Look up whom a hit is about, masked; case and reason are filled in; a look-up of its own", .fast = post_watch_hit_look_up},
};
// clang-format on

}  // namespace

std::span<const Endpoint> watch_endpoints() { return table; }

}  // namespace menhu::web
