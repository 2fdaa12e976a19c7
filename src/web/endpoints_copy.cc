// The rows of copies that leave: recipients, approvals, exports, the register of copies.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_copy.h"
#include "web/views_copy.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto keepers = roles({Role::designated_person, Role::account_administrator});
constexpr auto workers = roles({Role::case_worker});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/recipients", .guard = members, .answer = schema_of<RecipientList>,
             .clause = "S2.4", .summary_zh = "可收受複本的收件人與其公開金鑰", .summary_en = "Who may receive copies, and their public keys", .blocking = get_recipients},
    Endpoint{.method = Method::post, .path = "/api/v1/recipients", .guard = fresh(keepers), .request = schema_of<RecipientRequest>, .answer = schema_of<CopyMade>, .success = 201,
             .clause = "S2.4", .summary_zh = "登記收件人與 age 公開金鑰，待另一人核對指紋", .summary_en = "Register a recipient and a public key of age; another person compares the fingerprint", .blocking = post_recipient},
    Endpoint{.method = Method::post, .path = "/api/v1/recipients/{id}/confirm", .guard = fresh(keepers), .request = schema_of<RecipientConfirmation>, .success = 204,
             .clause = "S2.4", .summary_zh = "以另一管道核對指紋後確認金鑰", .summary_en = "Confirm a key whose fingerprint was compared by another channel", .blocking = post_recipient_confirm},
    Endpoint{.method = Method::post, .path = "/api/v1/recipients/{id}/revoke", .guard = fresh(keepers), .request = schema_of<CopyReason>, .success = 204,
             .clause = "S2.4", .summary_zh = "撤銷收件人，立即生效", .summary_en = "Revoke a recipient at once", .blocking = post_recipient_revoke},
    Endpoint{.method = Method::get, .path = "/api/v1/copy-approvals", .guard = members, .answer = schema_of<CopyApprovalList>, .query = "grant",
             .clause = "S2.4", .summary_zh = "民政局的複製核准", .summary_en = "The Civil Affairs Bureau's approvals to copy", .blocking = get_copy_approvals},
    Endpoint{.method = Method::post, .path = "/api/v1/copy-approvals", .guard = fresh(keepers), .request = schema_of<CopyApprovalRequest>, .answer = schema_of<CopyMade>, .success = 201,
             .clause = "S2.4", .summary_zh = "登錄複製核准函，待另一人核對", .summary_en = "Register an approval by its letter; another person compares it", .blocking = post_copy_approval},
    Endpoint{.method = Method::post, .path = "/api/v1/copy-approvals/{id}/confirm", .guard = fresh(keepers), .success = 204,
             .clause = "S2.4", .summary_zh = "與原函核對後確認", .summary_en = "Confirm it after comparing it with the letter", .blocking = post_copy_approval_confirm},
    Endpoint{.method = Method::post, .path = "/api/v1/copy-approvals/{id}/revoke", .guard = fresh(keepers), .request = schema_of<CopyReason>, .success = 204,
             .clause = "S2.4", .summary_zh = "撤銷核准，立即生效", .summary_en = "Revoke it at once", .blocking = post_copy_approval_revoke},
    Endpoint{.method = Method::post, .path = "/api/v1/exports", .guard = fresh(workers), .request = schema_of<ExportRequest>, .answer = schema_of<CopyRow>, .success = 201,
             .clause = "S2.4", .summary_zh = "匯出：依複製核准加密給收件人", .summary_en = "Export: encrypted to a recipient under an approval to copy", .blocking = post_export},
    Endpoint{.method = Method::get, .path = "/api/v1/copies", .guard = members, .answer = schema_of<CopyList>, .query = "state next",
             .clause = "S2.4", .summary_zh = "複本登記簿", .summary_en = "The register of copies", .blocking = get_copies},
    Endpoint{.method = Method::get, .path = "/api/v1/copies/{id}", .guard = members, .answer = schema_of<CopyRow>,
             .clause = "S2.4", .summary_zh = "一份複本", .summary_en = "One copy", .blocking = get_copy},
    Endpoint{.method = Method::get, .path = "/api/v1/copies/{id}/file", .guard = workers, .media = "application/octet-stream",
             .clause = "S2.4", .summary_zh = "領取加密檔；只給製作的人，逾時即移除", .summary_en = "Fetch the encrypted file: by who made it, while it waits", .blocking = get_copy_file},
    Endpoint{.method = Method::post, .path = "/api/v1/copies/{id}/end", .guard = members, .request = schema_of<CopyEndRequest>, .answer = schema_of<CopyRow>,
             .clause = "S3.1", .summary_zh = "登錄複本已銷毀與其證明", .summary_en = "Record that a copy was destroyed, and its proof", .blocking = post_copy_end},
};
// clang-format on

}  // namespace

std::span<const Endpoint> copy_endpoints() { return table; }

}  // namespace menhu::web
