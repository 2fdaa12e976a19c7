// The rows of sampling frames for commissioned studies (抽樣).
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_frame.h"
#include "web/views_frame.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto workers = roles({Role::case_worker});
// Who checks may see how was drawn, and draw again; never who.
constexpr auto overseers = roles({Role::case_worker, Role::checker, Role::auditor});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/frames/form", .guard = workers, .answer = schema_of<FrameForm>,
             .clause = "S2.2", .summary_zh = "抽樣表單：公開號碼的來源、行政區、可列出的資料項目與限制", .summary_en = "What the form of a frame offers: public numbers, districts, fields, limits", .blocking = get_frame_form},
    Endpoint{.method = Method::get, .path = "/api/v1/frames", .guard = overseers, .answer = schema_of<FrameList>, .query = "next",
             .clause = "S2.2", .summary_zh = "我的抽樣；查核與稽核人員看全部，不含被抽中的人", .summary_en = "My frames; of a checker or auditor all, without who was drawn", .blocking = get_frames},
    Endpoint{.method = Method::post, .path = "/api/v1/frames", .guard = workers, .request = schema_of<FrameRequest>, .answer = schema_of<FrameView>, .success = 201,
             .clause = "S2.2", .summary_zh = "申請抽樣：母體、分層與樣本數在號碼產生前登錄", .summary_en = "Order a frame: population, strata and sizes are entered before there is a number", .blocking = post_frame},
    Endpoint{.method = Method::get, .path = "/api/v1/frames/{id}", .guard = overseers, .answer = schema_of<FrameView>,
             .clause = "S2.2", .summary_zh = "一件抽樣：各層人數、號碼、種子與雜湊值", .summary_en = "A frame: strata, number, seed and hashes", .blocking = get_frame},
    Endpoint{.method = Method::post, .path = "/api/v1/frames/{id}/draw", .guard = workers, .request = schema_of<FrameNumberRequest>, .answer = schema_of<FrameView>, .success = 202,
             .clause = "S2.2", .summary_zh = "輸入公開號碼並抽出；逐人計入額度並留下紀錄", .summary_en = "Enter the public number and draw; each person counts and has an entry", .blocking = post_frame_draw},
    Endpoint{.method = Method::post, .path = "/api/v1/frames/{id}/cancel", .guard = workers, .answer = schema_of<FrameView>,
             .clause = "S2.2", .summary_zh = "取消尚未抽出的抽樣", .summary_en = "Cancel a frame that is not drawn", .blocking = post_frame_cancel},
    Endpoint{.method = Method::post, .path = "/api/v1/frames/{id}/redraw", .guard = overseers, .answer = schema_of<FrameRedrawn>,
             .clause = "F2.4", .summary_zh = "重抽核對：以同一號碼再抽一次，是否抽出相同的人", .summary_en = "Draw again by the same number: do the same people come out?", .blocking = post_frame_redraw},
};
// clang-format on

}  // namespace

std::span<const Endpoint> frame_endpoints() { return table; }

}  // namespace menhu::web
