// The rows of units, duties of office, applications and accounts.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_office.h"
#include "web/views_office.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto administrators = roles({Role::account_administrator});
constexpr auto account_readers =
    roles({Role::account_administrator, Role::unit_head, Role::auditor, Role::ethics_officer, Role::checker});
constexpr auto alarmed = roles({Role::account_administrator, Role::unit_head, Role::auditor, Role::ethics_officer});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/units", .guard = members, .answer = schema_of<OfficeUnitList>,
             .clause = "U1.1", .summary_zh = "單位、主管、代理人、帳號管理者與契約", .summary_en = "Units with head, deputy, administrator and contract", .blocking = get_units},
    Endpoint{.method = Method::post, .path = "/api/v1/units", .guard = fresh(administrators), .request = schema_of<ContractorRequest>, .answer = schema_of<OfficeCreated>, .success = 201,
             .clause = "U1.2", .summary_zh = "新增委辦機構與其契約", .summary_en = "A contractor with its contract", .fast = post_unit},
    Endpoint{.method = Method::get, .path = "/api/v1/units/{id}", .guard = members, .answer = schema_of<OfficeUnitDetail>,
             .clause = "U1.1", .summary_zh = "一個單位與歷來的職責", .summary_en = "A unit with its duties of office, past and present", .blocking = get_unit},
    Endpoint{.method = Method::get, .path = "/api/v1/units/{id}/answerable", .guard = members, .answer = schema_of<AnswerableView>, .query = "on",
             .clause = "F2.1", .summary_zh = "某日由誰負責", .summary_en = "Who answered for the unit on a day", .blocking = get_answerable},
    Endpoint{.method = Method::put, .path = "/api/v1/units/{id}/contract", .guard = fresh(administrators), .request = schema_of<ContractRequest>,
             .clause = "U1.2", .summary_zh = "變更契約", .summary_en = "Change a contract; the accounts' bounds follow", .fast = put_contract},
    Endpoint{.method = Method::post, .path = "/api/v1/units/{id}/duties", .guard = fresh(administrators), .request = schema_of<DutyRequest>, .answer = schema_of<OfficeCreated>, .success = 201,
             .clause = "F2.1", .summary_zh = "指派主管、代理人、管理者、專責或承辦", .summary_en = "Give somebody a duty of office", .fast = post_duty},
    Endpoint{.method = Method::post, .path = "/api/v1/duties/{id}/end", .guard = fresh(administrators), .request = schema_of<DutyEndRequest>,
             .clause = "F2.1", .summary_zh = "終止職責", .summary_en = "End a duty of office", .fast = post_duty_end},
    Endpoint{.method = Method::get, .path = "/api/v1/absences", .guard = members, .answer = schema_of<AbsenceList>,
             .clause = "U1.1", .summary_zh = "請假（自己與所管單位）", .summary_en = "Absences: one's own, and of the units one answers for", .blocking = get_absences},
    Endpoint{.method = Method::post, .path = "/api/v1/absences", .guard = members, .request = schema_of<AbsenceRequest>, .answer = schema_of<OfficeCreated>, .success = 201,
             .clause = "U1.1", .summary_zh = "登錄請假，期間由代理人核定", .summary_en = "Enter an absence; the deputy acts", .fast = post_absence},
    Endpoint{.method = Method::post, .path = "/api/v1/absences/{id}/end", .guard = members,
             .clause = "U1.1", .summary_zh = "提前銷假", .summary_en = "Back early", .fast = post_absence_end},

    Endpoint{.method = Method::get, .path = "/api/v1/application-form", .guard = everybody, .answer = schema_of<ApplicationFormView>,
             .clause = "F2.1", .summary_zh = "申請表：單位、職務、不得兼任與保密切結", .summary_en = "The form: units, roles, what may not meet, the pledge", .blocking = get_application_form},
    Endpoint{.method = Method::post, .path = "/api/v1/applications", .guard = everybody, .request = schema_of<ApplicationForm>, .answer = schema_of<ApplicationMade>, .success = 201,
             .clause = "U1.1", .summary_zh = "申請帳號、異動、停用、恢復或廢止；申請新帳號不需登入", .summary_en = "Apply for an account, or its change, suspension, restoration or end; for a new one nobody need be signed in", .blocking = post_application},
    Endpoint{.method = Method::get, .path = "/api/v1/applications", .guard = members, .answer = schema_of<ApplicationList>, .query = "box state kind cursor limit",
             .clause = "F2.1", .summary_zh = "我的、待我處理的、單位的或全部的申請", .summary_en = "Applications: mine, my inbox, my units', or all", .blocking = get_applications},
    Endpoint{.method = Method::post, .path = "/api/v1/applications/claim", .guard = everybody, .request = schema_of<ClaimRequest>, .answer = schema_of<ApplicationView>,
             .clause = "F2.1", .summary_zh = "以申請編號與領取碼查看", .summary_en = "See an application by its number and claim code", .blocking = post_claim},
    Endpoint{.method = Method::post, .path = "/api/v1/applications/claim/resubmit", .guard = everybody, .request = schema_of<ClaimResubmitRequest>,
             .clause = "F2.1", .summary_zh = "以領取碼補正後重送", .summary_en = "Correct it and send it again", .blocking = post_claim_resubmit},
    Endpoint{.method = Method::post, .path = "/api/v1/applications/claim/withdraw", .guard = everybody, .request = schema_of<ClaimWithdrawRequest>,
             .clause = "F2.1", .summary_zh = "以領取碼撤回", .summary_en = "Withdraw it", .blocking = post_claim_withdraw},
    Endpoint{.method = Method::get, .path = "/api/v1/applications/{id}", .guard = members, .answer = schema_of<ApplicationView>,
             .clause = "F2.1", .summary_zh = "一份申請、提醒與歷程", .summary_en = "An application with what to know and its steps", .blocking = get_application},
    Endpoint{.method = Method::put, .path = "/api/v1/applications/{id}", .guard = members, .request = schema_of<ApplicationForm>,
             .clause = "F2.1", .summary_zh = "補正後重送", .summary_en = "Correct it and send it again", .blocking = put_application},
    Endpoint{.method = Method::post, .path = "/api/v1/applications/{id}/endorse", .guard = members, .request = schema_of<NoteRequest>,
             .clause = "U1.1", .summary_zh = "主管（或代理人）核定", .summary_en = "The head, or the deputy, endorses", .fast = post_endorse},
    Endpoint{.method = Method::post, .path = "/api/v1/applications/{id}/carry-out", .guard = fresh(administrators), .request = schema_of<NoteRequest>,
             .clause = "F2.2", .summary_zh = "帳號管理者辦理", .summary_en = "The account administrator carries it out", .fast = post_carry_out},
    Endpoint{.method = Method::post, .path = "/api/v1/applications/{id}/send-back", .guard = members, .request = schema_of<ReasonRequest>,
             .clause = "U1.1", .summary_zh = "退回補正", .summary_en = "Send it back to be corrected", .fast = post_send_back},
    Endpoint{.method = Method::post, .path = "/api/v1/applications/{id}/refuse", .guard = members, .request = schema_of<ReasonRequest>,
             .clause = "U1.1", .summary_zh = "駁回", .summary_en = "Refuse it", .fast = post_refuse},
    Endpoint{.method = Method::post, .path = "/api/v1/applications/{id}/withdraw", .guard = members, .request = schema_of<ReasonRequest>,
             .clause = "U1.1", .summary_zh = "撤回自己的申請", .summary_en = "Withdraw one's own", .fast = post_withdraw},

    Endpoint{.method = Method::get, .path = "/api/v1/accounts", .guard = account_readers, .answer = schema_of<AccountList>, .query = "q unit role standing flag sort cursor limit",
             .clause = "U2", .summary_zh = "帳號（所管單位的，稽核為全部）", .summary_en = "Accounts: of the units one answers for; all for who audits", .blocking = get_accounts},
    Endpoint{.method = Method::get, .path = "/api/v1/accounts.csv", .guard = account_readers, .media = "text/csv", .query = "q unit role standing flag sort",
             .clause = "U2", .summary_zh = "帳號，試算表；下載會留下紀錄", .summary_en = "Accounts for a spreadsheet; taking it is recorded", .blocking = get_accounts_csv},
    Endpoint{.method = Method::get, .path = "/api/v1/accounts/{id}", .guard = members, .answer = schema_of<AccountView>,
             .clause = "U2", .summary_zh = "一個帳號與歷來的單位、職務、狀態", .summary_en = "An account with every unit, role and state that it had", .blocking = get_account},
    Endpoint{.method = Method::post, .path = "/api/v1/accounts/{id}/suspend", .guard = fresh(administrators), .request = schema_of<ReasonRequest>,
             .clause = "F2.2", .summary_zh = "緊急停用，登入立即結束", .summary_en = "Suspend at once; its sessions end", .fast = post_account_suspend},
    Endpoint{.method = Method::post, .path = "/api/v1/accounts/{id}/restore", .guard = fresh(administrators), .request = schema_of<ReasonRequest>,
             .clause = "F2.2", .summary_zh = "解除停用", .summary_en = "Lift a suspension", .fast = post_account_restore},
    Endpoint{.method = Method::post, .path = "/api/v1/accounts/{id}/sessions/end", .guard = administrators, .answer = schema_of<SessionsEnded>,
             .clause = "F2.2", .summary_zh = "結束這個帳號的所有登入", .summary_en = "End everything that the account has open", .fast = post_account_sessions_end},

    Endpoint{.method = Method::get, .path = "/api/v1/pledge", .guard = members, .answer = schema_of<PledgeState>,
             .clause = "L1", .summary_zh = "保密切結與自己是否已同意", .summary_en = "The pledge, and whether one has acknowledged it", .blocking = get_pledge},
    Endpoint{.method = Method::post, .path = "/api/v1/pledge", .guard = members, .request = schema_of<PledgeRequest>,
             .clause = "L1", .summary_zh = "同意目前版本的保密切結", .summary_en = "Acknowledge the present version", .fast = post_pledge},
    Endpoint{.method = Method::get, .path = "/api/v1/break-glass", .guard = alarmed, .answer = schema_of<BreakGlassList>,
             .clause = "F2.2", .summary_zh = "緊急存取", .summary_en = "Emergency accesses", .blocking = get_break_glass},
    Endpoint{.method = Method::post, .path = "/api/v1/break-glass/{id}/acknowledge", .guard = alarmed, .request = schema_of<AcknowledgeRequest>,
             .clause = "F2.2", .summary_zh = "確認已知悉這次緊急存取", .summary_en = "Acknowledge an emergency access", .fast = post_break_glass_acknowledge},
};
// clang-format on

}  // namespace

std::span<const Endpoint> office_endpoints() { return table; }

}  // namespace menhu::web
