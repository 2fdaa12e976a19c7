#include "grants/refusal.h"

#include <algorithm>
#include <array>

#include "base/result.h"

namespace menhu::grants {
namespace {

constexpr std::array table{
    Refused{Why::must_prove_second, "grants.must_prove_second", "F2.2", "您還沒有完成第二項驗證",
            "Your second factor is outstanding", "請輸入驗證碼或使用通行金鑰，完成登入後再試",
            "Give the code or use your passkey to complete the sign-in, then try again"},
    Refused{Why::must_change_password, "grants.must_change_password", "F2.2", "您的密碼必須先變更，才能查調資料",
            "Your password must be changed before you may use the data", "請到「變更密碼」設定新密碼後再試",
            "Choose a new password under \"Change password\", then try again"},
    Refused{Why::must_enrol, "grants.must_enrol", "F2.2", "您必須先設定登入驗證方式，才能查調資料",
            "You must set up how you sign in before you may use the data", "請到「登入安全」設定驗證器或通行金鑰後再試",
            "Enrol an authenticator or a passkey under \"Sign-in and security\", then try again"},
    Refused{Why::account_not_yet_valid, "grants.account_not_yet_valid", "F2.2", "您的帳號尚未到生效日",
            "Your account is not valid yet", "請於生效日後再使用；如需提前，請洽帳號管理者",
            "Wait for the day it takes effect, or ask the account administrator"},
    Refused{Why::account_expired, "grants.account_expired", "F2.2", "您的帳號使用期限已過",
            "Your account's period is over", "如仍有業務需要，請重新提出帳號申請",
            "If your work still needs it, apply for the account again"},
    Refused{Why::account_suspended, "grants.account_suspended", "F2.2", "您的帳號已停用", "Your account is suspended",
            "請洽帳號管理者了解原因", "Ask the account administrator for the reason"},
    Refused{Why::account_closed, "grants.account_closed", "F2.2", "您的帳號已廢止", "Your account is closed",
            "如仍有業務需要，請申請新的帳號", "If your work still needs it, apply for a new account"},
    Refused{Why::account_idle, "grants.account_idle", "U2", "您的帳號久未使用，已經停用",
            "Your account was unused for too long and is suspended", "如仍有業務需要，請申請恢復帳號",
            "If your work still needs it, apply for the account to be restored"},
    Refused{Why::account_separated, "grants.account_separated", "F2.6",
            "您的職務依規定不得由同一人兼任，帳號暫不能使用",
            "Your roles may not be held by one person, so the account may not be used", "請洽帳號管理者調整職務",
            "Ask the account administrator to change the roles"},
    Refused{Why::outside_hours, "grants.outside_hours", "F2.2", "現在不在您的職務可使用的時段",
            "It is outside the hours in which your role may use the system",
            "請於可使用的時段再試；如需調整，請洽帳號管理者",
            "Come back within the hours, or ask the account administrator"},
    Refused{Why::outside_network, "grants.outside_network", "F2.2", "您的職務不能從這個網路位置使用",
            "Your role may not use the system from this network", "請改由機關核可的網路連線",
            "Connect from a network that the agency has approved"},
    Refused{Why::no_grant, "grants.no_grant", "S2.2", "查無這項核准", "There is no such approved grant",
            "請從「我的核准」選擇一項；沒有時請先提出使用申請",
            "Choose one under \"My grants\"; if there is none, apply for it first"},
    Refused{Why::wrong_unit, "grants.wrong_unit", "S2.2", "這項核准屬於其他單位",
            "This grant was given to another unit", "請使用您目前單位的核准，或由您的單位提出申請",
            "Use a grant of your present unit, or have your unit apply"},
    Refused{Why::not_a_holder, "grants.not_a_holder", "S1.1", "您不是這項核准的持有人",
            "You are not among the holders of this grant", "請由單位主管將您列入使用申請，核准後再使用",
            "Have your unit head add you by an application, and use it once approved"},
    Refused{Why::grant_ended, "grants.ended", "S2.2", "這項核准已經終止", "This grant was ended",
            "如仍有業務需要，請重新提出使用申請", "If your work still needs it, apply again"},
    Refused{Why::grant_suspended, "grants.suspended", "S2.2", "這項核准已停用", "This grant is suspended",
            "請洽帳號管理者或單位主管了解原因", "Ask the account administrator or your unit head for the reason"},
    Refused{Why::not_yet_valid, "grants.not_yet_valid", "S2.2", "這項核准的使用期限尚未開始",
            "The period of this grant has not begun", "請於使用期限開始後再使用", "Wait until its period begins"},
    Refused{Why::expired, "grants.expired", "S2.2", "這項核准的使用期限已過", "The period of this grant is over",
            "如仍有業務需要，請提出展延或新的使用申請", "If your work still needs it, apply for a new period"},
    Refused{Why::basis_not_in_force, "grants.basis_not_in_force", "P2.1", "這項核准所依據的法規目前沒有一項有效",
            "None of the legal bases of this grant is in force", "請洽帳號管理者確認法規依據並更新用途設定",
            "Ask the account administrator to check the bases of the purpose"},
    Refused{Why::role_missing, "grants.role_missing", "S1.1", "您的職務不能進行這項作業",
            "Your duties do not include this operation", "請由有權的承辦人辦理，或提出帳號權限異動申請",
            "Have somebody do it whose duty it is, or apply for a change of your account"},
    Refused{Why::operation_not_granted, "grants.operation_not_granted", "S2.2", "這項核准不含這種作業",
            "This grant does not include the operation", "請改用核准所含的作業，或就新增作業提出申請",
            "Use an operation that it includes, or apply for this one"},
    Refused{Why::field_outside, "grants.field_outside", "S2.2", "要求的資料項目超出這項核准",
            "A field that was asked for is outside the grant", "請移除超出的資料項目，或就新增的資料項目提出申請",
            "Leave out the fields that are not granted, or apply for them"},
    Refused{Why::case_number_missing, "grants.case_number_missing", "F2.4", "沒有填寫案號",
            "The case number is missing", "請填寫承辦案件的案號或公文文號",
            "Fill in the number of the case or of the letter"},
    Refused{Why::case_number_ill_formed, "grants.case_number_ill_formed", "F2.4", "案號格式不符這項用途的規定",
            "The case number does not look like one of this purpose", "請對照欄位旁的範例，重新填寫案號",
            "Compare it with the example beside the field and fill it in again"},
    Refused{Why::reason_missing, "grants.reason_missing", "F2.4", "沒有填寫查詢事由", "The reason is missing",
            "請簡要說明為何需要這筆資料", "Say briefly what the data are needed for"},
    Refused{Why::reason_too_short, "grants.reason_too_short", "F2.4", "查詢事由太簡略", "The reason is too short",
            "請寫出能讓查核人員對照案卷的事由", "Write a reason that a checker can compare with the case file"},
    Refused{Why::quota_day_used_up, "grants.quota_day_used_up", "S2.2", "這項核准今天的查詢額度已用完",
            "Today's uses of this grant are used up", "請於明天再使用；如確有急需，請洽單位主管",
            "Try again tomorrow; if it is urgent, turn to your unit head"},
    Refused{Why::quota_total_used_up, "grants.quota_total_used_up", "S2.2", "這項核准的總查詢額度已用完",
            "All uses of this grant are used up", "如仍有業務需要，請提出新的使用申請",
            "If your work still needs it, apply for a new grant"},
    Refused{
        Why::outside_population, "grants.outside_population", "S2.2", "查詢對象不在這項核准的對象範圍內",
        "The person is not one of whom this grant speaks",
        "請確認查詢對象；如屬其他行政區或案件，請由有權單位辦理或另行申請",
        "Check whom you asked about; if the person belongs to another district or case, have its unit do it or apply"},
    Refused{Why::outside_holding, "grants.outside_holding", "S2.2", "這項核准不包含這一份資料",
            "This grant is for other data than those asked", "請選擇適用於這份資料的核准",
            "Choose a grant for these data"},
};

}  // namespace

std::span<const Refused> refusals() { return table; }

const Refused& refused(Why why) {
    const auto place = static_cast<std::size_t>(why);
    CHECK(place < table.size() && table[place].why == why);
    return table[place];
}

const Refused* find_refused(std::string_view code) {
    const auto* found = std::ranges::find(table, code, &Refused::code);
    return found == table.end() ? nullptr : found;
}

}  // namespace menhu::grants
