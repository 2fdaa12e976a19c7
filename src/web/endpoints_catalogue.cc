// The rows of legal bases, purposes and links.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_catalogue.h"
#include "web/views_catalogue.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto keepers = roles({Role::designated_person, Role::account_administrator});
constexpr auto heads = roles({Role::unit_head});
constexpr auto enders = roles({Role::designated_person, Role::account_administrator, Role::unit_head});
constexpr auto stoppers = roles({Role::designated_person, Role::account_administrator, Role::ethics_officer});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/catalogue-form", .guard = keepers, .answer = schema_of<CatalogueForm>,
             .clause = "P2.1", .summary_zh = "用途與連結作業可選的欄位、資料類別與特定目的", .summary_en = "Fields, categories and specific purposes to choose from", .blocking = get_catalogue_form},
    Endpoint{.method = Method::get, .path = "/api/v1/link-candidates", .guard = keepers, .answer = schema_of<LinkCandidateList>, .query = "kind q",
             .clause = "F2.1", .summary_zh = "可指派為連結作業人員者", .summary_en = "Who may be named for a duty of a link", .blocking = get_link_candidates},
    Endpoint{.method = Method::get, .path = "/api/v1/bases", .guard = members, .answer = schema_of<BasisList>,
             .clause = "P2.1", .summary_zh = "法規依據", .summary_en = "The legal bases", .blocking = get_bases},
    Endpoint{.method = Method::post, .path = "/api/v1/bases", .guard = fresh(keepers), .request = schema_of<BasisRequest>, .answer = schema_of<CatalogueCreated>, .success = 201,
             .clause = "P2.1", .summary_zh = "新增本機關的法規依據", .summary_en = "Enter a basis of the agency's own", .blocking = post_basis},
    Endpoint{.method = Method::get, .path = "/api/v1/bases/{id}", .guard = members, .answer = schema_of<BasisFull>,
             .clause = "P2.1", .summary_zh = "一項法規依據、歷次異動與所據用途", .summary_en = "A basis, its versions, the purposes on it", .blocking = get_basis},
    Endpoint{.method = Method::post, .path = "/api/v1/bases/{id}/dates", .guard = fresh(keepers), .request = schema_of<BasisDatesRequest>, .success = 204,
             .clause = "P2.1", .summary_zh = "登錄施行、失效日期與取代它的依據", .summary_en = "Say from when to when it is in force, and what replaces it", .blocking = post_basis_dates},

    Endpoint{.method = Method::get, .path = "/api/v1/purposes", .guard = members, .answer = schema_of<PurposeList>,
             .clause = "P2.2", .summary_zh = "用途", .summary_en = "The purposes", .blocking = get_purposes},
    Endpoint{.method = Method::post, .path = "/api/v1/purposes", .guard = keepers, .request = schema_of<PurposeRequest>, .answer = schema_of<CatalogueCreated>, .success = 201,
             .clause = "P2.2", .summary_zh = "擬訂用途，待機關首長核可", .summary_en = "Make a purpose; the agency's head approves it", .blocking = post_purpose},
    Endpoint{.method = Method::get, .path = "/api/v1/purposes/{code}", .guard = members, .answer = schema_of<PurposeFull>,
             .clause = "P2.2", .summary_zh = "一項用途、待核可的變更與歷次異動", .summary_en = "A purpose, what waits for approval, its versions", .blocking = get_purpose},
    Endpoint{.method = Method::put, .path = "/api/v1/purposes/{code}", .guard = keepers, .request = schema_of<PurposeRequest>, .answer = schema_of<PurposeVersionMade>,
             .clause = "P2.2", .summary_zh = "變更用途；核可前仍依原核可內容", .summary_en = "Change a purpose; the approved version counts until this one is approved", .blocking = put_purpose},
    Endpoint{.method = Method::post, .path = "/api/v1/purposes/{code}/approve", .guard = fresh(heads), .request = schema_of<PurposeDecisionRequest>, .success = 204,
             .clause = "P2.1", .summary_zh = "機關首長（或代理人）核可", .summary_en = "Who acts as head of the agency approves it", .blocking = post_purpose_approve},
    Endpoint{.method = Method::post, .path = "/api/v1/purposes/{code}/refuse", .guard = heads, .request = schema_of<PurposeDecisionRequest>, .success = 204,
             .clause = "P2.1", .summary_zh = "不予核可", .summary_en = "It is not approved", .blocking = post_purpose_refuse},
    Endpoint{.method = Method::post, .path = "/api/v1/purposes/{code}/end", .guard = fresh(enders), .request = schema_of<EndingRequest>, .success = 204,
             .clause = "P2.2", .summary_zh = "終止用途", .summary_en = "End a purpose", .blocking = post_purpose_end},

    Endpoint{.method = Method::get, .path = "/api/v1/links", .guard = members, .answer = schema_of<LinkList>,
             .clause = "F2.3", .summary_zh = "連結作業", .summary_en = "The links to the provider", .blocking = get_links},
    Endpoint{.method = Method::post, .path = "/api/v1/links", .guard = fresh(keepers), .request = schema_of<LinkRequest>, .answer = schema_of<CatalogueCreated>, .success = 201,
             .clause = "X1", .summary_zh = "登錄核准的連結作業", .summary_en = "Register a link by its approval letter", .blocking = post_link},
    Endpoint{.method = Method::get, .path = "/api/v1/links/{code}/reviews/{id}.pdf", .guard = members, .media = "application/pdf",
             .clause = "F2.3", .summary_zh = "檢討紀錄（PDF）", .summary_en = "The record of a review as PDF", .blocking = get_link_review_pdf},
    Endpoint{.method = Method::get, .path = "/api/v1/links/{code}/reviews/{id}.odt", .guard = members, .media = "application/vnd.oasis.opendocument.text",
             .clause = "F2.3", .summary_zh = "檢討紀錄（ODT）", .summary_en = "The record of a review as ODT", .blocking = get_link_review_odt},
    Endpoint{.method = Method::get, .path = "/api/v1/links/{code}/usage", .guard = members, .answer = schema_of<LinkUsageView>, .query = "year",
             .clause = "F2.3", .summary_zh = "一年的使用情形", .summary_en = "How a link was used in a year", .blocking = get_link_usage},
    Endpoint{.method = Method::post, .path = "/api/v1/links/{code}/changes", .guard = fresh(keepers), .request = schema_of<LinkRequest>, .success = 204,
             .clause = "X1", .summary_zh = "變更連結作業", .summary_en = "Change a link within its term", .blocking = post_link_change},
    Endpoint{.method = Method::post, .path = "/api/v1/links/{code}/renewal", .guard = fresh(keepers), .request = schema_of<LinkRenewalRequest>, .success = 204,
             .clause = "X1", .summary_zh = "登錄重新核准，延續效期", .summary_en = "Renew it by a new letter", .blocking = post_link_renewal},
    Endpoint{.method = Method::post, .path = "/api/v1/links/{code}/suspend", .guard = fresh(stoppers), .request = schema_of<LinkReasonRequest>, .success = 204,
             .clause = "X1", .summary_zh = "暫停連結作業，立即生效", .summary_en = "Suspend it at once", .blocking = post_link_suspend},
    Endpoint{.method = Method::post, .path = "/api/v1/links/{code}/resume", .guard = fresh(keepers), .request = schema_of<LinkReasonRequest>, .success = 204,
             .clause = "X1", .summary_zh = "恢復連結作業", .summary_en = "Lift a suspension", .blocking = post_link_resume},
    Endpoint{.method = Method::post, .path = "/api/v1/links/{code}/ending", .guard = fresh(keepers), .request = schema_of<EndingRequest>, .success = 204,
             .clause = "X1", .summary_zh = "排定終止，至少一個月前函知", .summary_en = "Plan its ending; the provider is told a month before", .blocking = post_link_ending},
    Endpoint{.method = Method::post, .path = "/api/v1/links/{code}/keep", .guard = fresh(keepers), .request = schema_of<LinkReasonRequest>, .success = 204,
             .clause = "X1", .summary_zh = "取消排定的終止", .summary_en = "Take a planned ending back", .blocking = post_link_keep},
    Endpoint{.method = Method::post, .path = "/api/v1/links/{code}/people", .guard = fresh(keepers), .request = schema_of<LinkPersonRequest>, .answer = schema_of<CatalogueCreated>, .success = 201,
             .clause = "F2.1", .summary_zh = "指派專責、承辦人員或主管", .summary_en = "Name a designated person, a handler or a head", .blocking = post_link_person},
    Endpoint{.method = Method::post, .path = "/api/v1/links/people/{id}/end", .guard = fresh(keepers), .request = schema_of<LinkPersonEndRequest>, .success = 204,
             .clause = "U3", .summary_zh = "解除指派，並擬妥異動函", .summary_en = "End such a duty; the letter is drafted", .blocking = post_link_person_end},
    Endpoint{.method = Method::post, .path = "/api/v1/links/{code}/reviews", .guard = fresh(keepers), .request = schema_of<LinkReviewRequest>, .answer = schema_of<CatalogueCreated>, .success = 201,
             .clause = "F2.3", .summary_zh = "登錄年度檢討", .summary_en = "Record the yearly review", .blocking = post_link_review},
    Endpoint{.method = Method::get, .path = "/api/v1/links/{code}", .guard = members, .answer = schema_of<LinkFull>,
             .clause = "F2.3", .summary_zh = "一項連結作業：核准、人員、檢討、函", .summary_en = "A link: its letter, people, reviews, letters", .blocking = get_link},
};
// clang-format on

}  // namespace

std::span<const Endpoint> catalogue_endpoints() { return table; }

}  // namespace menhu::web
