// The rows of matching lists against the registry (勾稽).
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_match.h"
#include "web/views_match.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto workers = roles({Role::case_worker});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/match/rules", .guard = workers, .answer = schema_of<MatchRuleList>,
             .clause = "S2.2", .summary_zh = "勾稽規則：各項業務的欄位、結果與施行日期", .summary_en = "The rules of matching: columns, outcomes and dates of validity, programme by programme", .blocking = get_match_rules},
    Endpoint{.method = Method::post, .path = "/api/v1/match/lists", .guard = workers, .answer = schema_of<MatchListView>, .success = 201, .query = "name",
             .clause = "S2.2", .summary_zh = "上傳名冊（CSV、ODS、XLSX，至多 64 MiB），加密保存一日", .summary_en = "Upload a list (CSV, ODS, XLSX, at most 64 MiB); kept sealed for a day", .upload = post_match_list},
    Endpoint{.method = Method::get, .path = "/api/v1/match/lists/{id}", .guard = workers, .answer = schema_of<MatchListView>, .query = "sheet header_row",
             .clause = "S2.2", .summary_zh = "名冊的工作表與欄位，並猜測各欄的意義", .summary_en = "A list's sheets and columns, with a guess at what each means", .blocking = get_match_list},
    Endpoint{.method = Method::post, .path = "/api/v1/match/lists/{id}/check", .guard = workers, .request = schema_of<MatchCheckRequest>, .answer = schema_of<MatchCheckView>,
             .clause = "S2.2", .summary_zh = "檢查名冊：整理了什麼、哪裡有錯、有多少人；不查任何人", .summary_en = "Check a list: what was cleaned, what is wrong, how many people; nobody is asked about", .blocking = post_match_check},
    Endpoint{.method = Method::post, .path = "/api/v1/matches", .guard = workers, .request = schema_of<MatchRequest>, .answer = schema_of<MatchView>, .success = 202,
             .clause = "S2.2", .summary_zh = "開始勾稽：每一人都計入核准的額度並留下紀錄", .summary_en = "Begin a match: each person counts as a use of the grant and has an entry", .blocking = post_match},
    Endpoint{.method = Method::get, .path = "/api/v1/matches", .guard = workers, .answer = schema_of<MatchList>, .query = "next",
             .clause = "S2.2", .summary_zh = "我的勾稽", .summary_en = "My matches, the newest first", .blocking = get_matches},
    Endpoint{.method = Method::get, .path = "/api/v1/matches/{id}", .guard = workers, .answer = schema_of<MatchView>,
             .clause = "S2.2", .summary_zh = "一件勾稽與其進度", .summary_en = "A match and how far it is", .blocking = get_match},
    Endpoint{.method = Method::post, .path = "/api/v1/matches/{id}/cancel", .guard = workers, .answer = schema_of<MatchView>,
             .clause = "S2.2", .summary_zh = "取消；已查的仍可下載", .summary_en = "Cancel; what was asked stays", .blocking = post_match_cancel},
    Endpoint{.method = Method::post, .path = "/api/v1/matches/{id}/resume", .guard = workers, .answer = schema_of<MatchView>, .success = 202,
             .clause = "S2.2", .summary_zh = "從中斷處繼續，不重複查任何人", .summary_en = "Go on where it stopped; nobody is asked about twice", .blocking = post_match_resume},
    Endpoint{.method = Method::post, .path = "/api/v1/matches/{id}/destroy", .guard = workers, .answer = schema_of<MatchView>,
             .clause = "S2.2", .summary_zh = "銷毀結果：金鑰與內容一併刪除", .summary_en = "Destroy the result: key and content", .blocking = post_match_destroy},
    Endpoint{.method = Method::get, .path = "/api/v1/matches/{id}/rows", .guard = workers, .answer = schema_of<MatchRows>, .query = "outcome next",
             .clause = "F2.4", .summary_zh = "結果逐列（遮蔽）；閱覽會留下紀錄", .summary_en = "The result row by row, masked; reading it is recorded", .blocking = get_match_rows},
    Endpoint{.method = Method::get, .path = "/api/v1/matches/{id}/result", .guard = workers, .media = "application/octet-stream", .query = "as",
             .clause = "F2.4", .summary_zh = "附卷：結果檔（ODS 或 CSV）存入案卷，登記為複本；名冊須經核准匯出", .summary_en = "Take the result into the case file (ODS or CSV), as a registered copy; a roster is exported under an approval", .blocking = get_match_result},
};
// clang-format on

}  // namespace

std::span<const Endpoint> match_endpoints() { return table; }

}  // namespace menhu::web
