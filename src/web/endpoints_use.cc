// The rows of applications to use data and of the register of grants.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_use.h"
#include "web/views_use.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto applicants = roles({Role::case_worker, Role::unit_head});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/data-application-form", .guard = applicants, .answer = schema_of<DataForm>,
             .clause = "S2.2", .summary_zh = "使用資料申請表：可用的業務、連結作業、人員與核定關卡", .summary_en = "The form: businesses and links that one's unit may have, its people, and the stages", .blocking = get_data_form},
    Endpoint{.method = Method::post, .path = "/api/v1/data-applications", .guard = applicants, .request = schema_of<DataApplicationForm>, .answer = schema_of<DataApplicationMade>, .success = 201,
             .clause = "S2.2", .summary_zh = "申請使用資料，或展延", .summary_en = "Apply to use data, or to renew a grant", .blocking = post_data_application},
    Endpoint{.method = Method::get, .path = "/api/v1/data-applications", .guard = members, .answer = schema_of<DataApplicationList>, .query = "box state purpose cursor limit",
             .clause = "F2.3", .summary_zh = "使用資料申請：我的、待我核定、單位的或全部", .summary_en = "Applications to use data: mine, my inbox, my units', or all", .blocking = get_data_applications},
    Endpoint{.method = Method::get, .path = "/api/v1/data-applications/{id}", .guard = members, .answer = schema_of<DataApplicationView>,
             .clause = "F2.3", .summary_zh = "一份使用資料申請、關卡與歷程", .summary_en = "An application to use data with its stages and steps", .blocking = get_data_application},
    Endpoint{.method = Method::put, .path = "/api/v1/data-applications/{id}", .guard = applicants, .request = schema_of<DataApplicationChange>, .success = 204,
             .clause = "S2.2", .summary_zh = "補正後重送，核定重新開始", .summary_en = "Correct it and send it again; the stages begin anew", .blocking = put_data_application},
    Endpoint{.method = Method::get, .path = "/api/v1/data-applications/{id}/preview", .guard = members, .answer = schema_of<DataPreview>,
             .clause = "F2.3", .summary_zh = "核定前預覽：欄位、人數、依據、相近的核准與提醒", .summary_en = "Before deciding: fields, people in reach, bases, similar grants and their use, warnings", .blocking = get_data_preview},
    Endpoint{.method = Method::post, .path = "/api/v1/data-applications/{id}/approve", .guard = fresh(members), .request = schema_of<ApproveRequest>, .answer = schema_of<ApproveAnswer>,
             .clause = "S2.2", .summary_zh = "核定這一關，全部或部分；最後一關發給核准", .summary_en = "Approve one's stage, in whole or in part; the last one issues the grant", .fast = post_data_approve},
    Endpoint{.method = Method::post, .path = "/api/v1/data-applications/{id}/send-back", .guard = members, .request = schema_of<TurnDownRequest>, .success = 204,
             .clause = "F2.3", .summary_zh = "退回補正", .summary_en = "Send it back to be corrected", .fast = post_data_send_back},
    Endpoint{.method = Method::post, .path = "/api/v1/data-applications/{id}/refuse", .guard = members, .request = schema_of<TurnDownRequest>, .success = 204,
             .clause = "F2.3", .summary_zh = "駁回", .summary_en = "Refuse it", .fast = post_data_refuse},
    Endpoint{.method = Method::post, .path = "/api/v1/data-applications/{id}/withdraw", .guard = members, .request = schema_of<UseWithdrawRequest>, .success = 204,
             .clause = "S2.2", .summary_zh = "撤回自己的申請", .summary_en = "Withdraw one's own", .fast = post_data_withdraw},
    Endpoint{.method = Method::post, .path = "/api/v1/data-applications/{id}/attachments", .guard = applicants, .answer = schema_of<AttachmentView>, .success = 201,
             .clause = "S2.2", .summary_zh = "附上檔案（PDF、PNG、JPEG、ODT、ODS，5 MB 以內；檔名放在 X-File-Name）", .summary_en = "Attach a file: PDF, PNG, JPEG, ODT or ODS up to 5 MB, its name in X-File-Name", .upload = post_data_attachment},
    Endpoint{.method = Method::get, .path = "/api/v1/data-applications/{id}/attachments/{file}", .guard = members, .media = "application/octet-stream",
             .clause = "F2.3", .summary_zh = "下載附件；下載會留下紀錄", .summary_en = "Download an attachment; that is recorded", .blocking = get_data_attachment},
    Endpoint{.method = Method::delete_, .path = "/api/v1/data-applications/{id}/attachments/{file}", .guard = applicants, .success = 204,
             .clause = "S2.2", .summary_zh = "移除自己申請的附件", .summary_en = "Take an attachment off one's own application", .fast = delete_data_attachment},

    Endpoint{.method = Method::get, .path = "/api/v1/grants/all", .guard = members, .answer = schema_of<GrantRegister>, .query = "state unit purpose q holder sort cursor limit",
             .clause = "S2.2", .summary_zh = "所有核准（主管為本單位，承辦人為自己的）", .summary_en = "All grants: of one's unit for a head, one's own for a case worker", .blocking = get_grant_register},
    Endpoint{.method = Method::get, .path = "/api/v1/grants/all.csv", .guard = members, .media = "text/csv", .query = "state unit purpose q holder sort",
             .clause = "S2.2", .summary_zh = "所有核准，試算表；下載會留下紀錄", .summary_en = "All grants for a spreadsheet; taking it is recorded", .blocking = get_grant_register_csv},
    Endpoint{.method = Method::get, .path = "/api/v1/grants/{id}", .guard = members, .answer = schema_of<GrantFull>,
             .clause = "S2.2", .summary_zh = "一項核准與歷來的狀態", .summary_en = "A grant with every state that it was in", .blocking = get_grant},
    Endpoint{.method = Method::post, .path = "/api/v1/grants/{id}/suspend", .guard = fresh(members), .request = schema_of<ReasonRequest>, .success = 204,
             .clause = "S2.2", .summary_zh = "暫停核准", .summary_en = "Suspend a grant at once", .fast = post_grant_suspend},
    Endpoint{.method = Method::post, .path = "/api/v1/grants/{id}/resume", .guard = fresh(roles({Role::account_administrator})), .request = schema_of<ReasonRequest>, .success = 204,
             .clause = "S2.2", .summary_zh = "恢復暫停的核准", .summary_en = "Resume a suspended grant", .fast = post_grant_resume},
    Endpoint{.method = Method::post, .path = "/api/v1/grants/{id}/end", .guard = fresh(members), .request = schema_of<ReasonRequest>, .success = 204,
             .clause = "S2.2", .summary_zh = "提前終止核准", .summary_en = "End a grant early", .fast = post_grant_end},
};
// clang-format on

}  // namespace

std::span<const Endpoint> use_endpoints() { return table; }

}  // namespace menhu::web
