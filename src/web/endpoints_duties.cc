// The rows of leavers and letters.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_duties.h"
#include "web/views_duties.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto administrators = roles({Role::account_administrator});
constexpr auto leaver_readers = roles({Role::account_administrator, Role::unit_head, Role::auditor, Role::checker});
constexpr auto letter_readers = roles({Role::account_administrator, Role::unit_head, Role::designated_person,
                                       Role::auditor, Role::checker, Role::civil_affairs});
constexpr auto letter_writers = roles({Role::account_administrator, Role::unit_head, Role::designated_person});

// clang-format off
const std::array table{
    Endpoint{.method = Method::post, .path = "/api/v1/leavers/preview", .guard = administrators, .request = schema_of<LeaverPreviewRequest>, .answer = schema_of<LeaverPreviewView>,
             .clause = "F2.2", .summary_zh = "人員異動預覽：會發生什麼", .summary_en = "What a leaver would bring with it", .blocking = post_leaver_preview},
    Endpoint{.method = Method::post, .path = "/api/v1/leavers", .guard = fresh(administrators), .request = schema_of<LeaverRequest>, .answer = schema_of<LeaverCreated>, .success = 201,
             .clause = "F2.2", .summary_zh = "登錄調動、離職、退休或留職停薪，一次完成", .summary_en = "Record a transfer, resignation, retirement or leave, in one motion", .blocking = post_leaver},
    Endpoint{.method = Method::get, .path = "/api/v1/leavers", .guard = leaver_readers, .answer = schema_of<LeaverList>,
             .clause = "F2.2", .summary_zh = "人員異動", .summary_en = "Leavers, the newest first", .blocking = get_leavers},
    Endpoint{.method = Method::get, .path = "/api/v1/leavers/{id}", .guard = leaver_readers, .answer = schema_of<LeaverView>, .query = "cursor",
             .clause = "F2.2", .summary_zh = "一筆人員異動；主管另見異動前的查詢，閱覽會留下紀錄", .summary_en = "A leaver; the head also sees what was looked up before, and reading that is recorded", .blocking = get_leaver},
    Endpoint{.method = Method::post, .path = "/api/v1/leavers/{id}/withdraw", .guard = fresh(administrators), .request = schema_of<LeaverReasonRequest>, .success = 204,
             .clause = "F2.2", .summary_zh = "生效前撤回", .summary_en = "Take it back before it takes effect", .blocking = post_leaver_withdraw},

    Endpoint{.method = Method::get, .path = "/api/v1/letters", .guard = letter_readers, .answer = schema_of<LetterList>,
             .clause = "U3", .summary_zh = "致資料提供機關的函", .summary_en = "Letters to the provider, drafts by their deadline first", .blocking = get_letters},
    Endpoint{.method = Method::get, .path = "/api/v1/letters/{id}.odt", .guard = letter_readers, .media = "application/vnd.oasis.opendocument.text",
             .clause = "U3", .summary_zh = "函稿（ODT）", .summary_en = "A letter as ODT", .blocking = get_letter_odt},
    Endpoint{.method = Method::get, .path = "/api/v1/letters/{id}.pdf", .guard = letter_readers, .media = "application/pdf",
             .clause = "U3", .summary_zh = "函（PDF）", .summary_en = "A letter as PDF", .blocking = get_letter_pdf},
    Endpoint{.method = Method::get, .path = "/api/v1/letters/{id}", .guard = letter_readers, .answer = schema_of<LetterView>,
             .clause = "U3", .summary_zh = "一份函", .summary_en = "A letter", .blocking = get_letter},
    Endpoint{.method = Method::put, .path = "/api/v1/letters/{id}", .guard = letter_writers, .request = schema_of<LetterTextRequest>, .success = 204,
             .clause = "U3", .summary_zh = "修改函稿文字", .summary_en = "Change the wording of a draft", .blocking = put_letter},
    Endpoint{.method = Method::post, .path = "/api/v1/letters/{id}/sent", .guard = letter_writers, .request = schema_of<LetterSentRequest>, .success = 204,
             .clause = "U3", .summary_zh = "登錄發文日期與字號", .summary_en = "Say when and under which number it was sent", .blocking = post_letter_sent},
};
// clang-format on

}  // namespace

std::span<const Endpoint> duties_endpoints() { return table; }

}  // namespace menhu::web
