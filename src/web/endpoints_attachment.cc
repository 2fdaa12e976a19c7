// The rows of what goes into case files (附卷).
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_attachment.h"
#include "web/views_attachment.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto workers = roles({Role::case_worker});
constexpr auto answerable = roles({Role::case_worker, Role::unit_head});
constexpr auto readers = roles({Role::case_worker, Role::unit_head, Role::checker, Role::auditor});

// clang-format off
const std::array table{
    Endpoint{.method = Method::post, .path = "/api/v1/attachments", .guard = workers, .request = schema_of<AttachRequest>, .answer = schema_of<CaseAttachmentView>, .success = 201,
             .clause = "S1.2", .summary_zh = "附卷：把查詢結果做成密件 PDF，先登載再取得", .summary_en = "Put an answer into the case file: a PDF marked as sealed, entered before it is handed out", .blocking = post_attachment},
    Endpoint{.method = Method::post, .path = "/api/v1/matches/{id}/attachments", .guard = workers, .request = schema_of<MatchAttachRequest>, .answer = schema_of<CaseAttachmentView>, .success = 201,
             .clause = "S1.2", .summary_zh = "附卷：勾稽結果中選取的列", .summary_en = "Put chosen rows of a match's result into a case file", .blocking = post_match_attachment},
    Endpoint{.method = Method::post, .path = "/api/v1/attachments/search", .guard = readers, .request = schema_of<AttachmentSearchRequest>, .answer = schema_of<CaseAttachmentList>,
             .clause = "S1.2", .summary_zh = "附卷登記；看他人的會留下紀錄", .summary_en = "The register of attachments; reading what others attached is recorded", .blocking = post_attachment_search},
    Endpoint{.method = Method::get, .path = "/api/v1/attachments/{id}", .guard = readers, .answer = schema_of<CaseAttachmentView>,
             .clause = "S1.2", .summary_zh = "一件附卷", .summary_en = "One attachment", .blocking = get_attachment},
    Endpoint{.method = Method::get, .path = "/api/v1/attachments/{id}/file", .guard = workers, .media = "application/pdf",
             .clause = "S1.2", .summary_zh = "取得附卷的 PDF；限附卷人，會留下紀錄", .summary_en = "The document, for who attached it; recorded", .blocking = get_attachment_file},
    Endpoint{.method = Method::post, .path = "/api/v1/attachments/{id}/destroy", .guard = answerable, .answer = schema_of<CaseAttachmentView>,
             .clause = "S3.1", .summary_zh = "銷毀電子檔：金鑰與內容一併刪除", .summary_en = "Destroy the file: key and content", .blocking = post_attachment_destroy},
    Endpoint{.method = Method::post, .path = "/api/v1/attachments/{id}/paper", .guard = answerable, .request = schema_of<PaperRequest>, .answer = schema_of<CaseAttachmentView>,
             .clause = "S3.1", .summary_zh = "登載紙本去向：已歸檔、已銷毀或未列印", .summary_en = "Say what became of the paper: filed, destroyed, or never printed", .blocking = post_attachment_paper},
};
// clang-format on

}  // namespace

std::span<const Endpoint> attachment_endpoints() { return table; }

}  // namespace menhu::web
