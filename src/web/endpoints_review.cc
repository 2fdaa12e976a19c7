// The rows of account reviews.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_review.h"
#include "web/views_review.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto readers =
    roles({Role::account_administrator, Role::unit_head, Role::auditor, Role::checker, Role::civil_affairs});
constexpr auto deciders = roles({Role::account_administrator, Role::unit_head});
constexpr auto administrators = roles({Role::account_administrator});
constexpr auto heads = roles({Role::unit_head});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/reviews", .guard = readers, .answer = schema_of<ReviewList>,
             .clause = "U2", .summary_zh = "帳號清查", .summary_en = "Account reviews, the newest first", .blocking = get_reviews},
    Endpoint{.method = Method::get, .path = "/api/v1/reviews/{id}", .guard = readers, .answer = schema_of<ReviewView>,
             .clause = "U2", .summary_zh = "一次清查：進度、統計與可辦事項", .summary_en = "A review: how far it is, its sums, what one may do", .blocking = get_review},
    Endpoint{.method = Method::get, .path = "/api/v1/reviews/{id}/lines", .guard = readers, .answer = schema_of<ReviewLineList>, .query = "proposal decision unit q cursor",
             .clause = "U2", .summary_zh = "逐筆帳號、系統建議與決定", .summary_en = "Its lines: accounts, proposals, decisions", .blocking = get_review_lines},
    Endpoint{.method = Method::post, .path = "/api/v1/reviews/{id}/lines", .guard = deciders, .request = schema_of<DecideLinesRequest>, .answer = schema_of<DecidedView>,
             .clause = "U2", .summary_zh = "決定一筆或多筆", .summary_en = "Decide about lines", .blocking = post_review_lines},
    Endpoint{.method = Method::post, .path = "/api/v1/reviews/{id}/personnel", .guard = administrators, .request = schema_of<PersonnelRequest>, .answer = schema_of<PersonnelView>,
             .clause = "U2", .summary_zh = "與人事名冊比對", .summary_en = "Compare the personnel list", .upload = post_review_personnel},
    Endpoint{.method = Method::post, .path = "/api/v1/reviews/{id}/submit", .guard = administrators, .success = 204,
             .clause = "U2", .summary_zh = "送首長核定", .summary_en = "Submit to the head", .blocking = post_review_submit},
    Endpoint{.method = Method::post, .path = "/api/v1/reviews/{id}/send-back", .guard = heads, .request = schema_of<ReviewReasonRequest>, .success = 204,
             .clause = "U2", .summary_zh = "退回", .summary_en = "Send back", .blocking = post_review_send_back},
    Endpoint{.method = Method::post, .path = "/api/v1/reviews/{id}/sign", .guard = fresh(heads), .answer = schema_of<ReviewView>,
             .clause = "U2", .summary_zh = "核定並執行", .summary_en = "Sign, and carry out what was decided", .blocking = post_review_sign},
    Endpoint{.method = Method::get, .path = "/api/v1/reviews/{id}/record.json", .guard = readers, .media = "application/json",
             .clause = "F2.2", .summary_zh = "清查紀錄（雜湊的原文）；下載會留下紀錄", .summary_en = "The record, the bytes that were hashed; taking it is recorded", .blocking = get_review_json},
    Endpoint{.method = Method::get, .path = "/api/v1/reviews/{id}/record.pdf", .guard = readers, .media = "application/pdf",
             .clause = "F2.2", .summary_zh = "清查紀錄（PDF）；下載會留下紀錄", .summary_en = "The record for the paper file; taking it is recorded", .blocking = get_review_pdf},
    Endpoint{.method = Method::get, .path = "/api/v1/reviews/{id}/record.ods", .guard = readers, .media = "application/vnd.oasis.opendocument.spreadsheet",
             .clause = "F2.2", .summary_zh = "清查紀錄（ODS）；下載會留下紀錄", .summary_en = "The record as a spreadsheet; taking it is recorded", .blocking = get_review_ods},
    Endpoint{.method = Method::get, .path = "/api/v1/reviews/{id}/verification", .guard = readers, .answer = schema_of<ReviewVerificationView>,
             .clause = "F2.2", .summary_zh = "驗證清查紀錄", .summary_en = "Compute the record anew and compare it with the ledger", .blocking = get_review_verification},
};
// clang-format on

}  // namespace

std::span<const Endpoint> review_endpoints() { return table; }

}  // namespace menhu::web
