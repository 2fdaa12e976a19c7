// The rows of sign-in by more than a password, of credentials and of sessions.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_credentials.h"
#include "web/views_credentials.h"

namespace menhu::web {

namespace {

constexpr auto administrator = fresh(roles({people::Role::account_administrator}));

// clang-format off
const std::array table{
    Endpoint{.method = Method::post, .path = "/api/v1/session/totp", .guard = signed_in, .request = schema_of<CodeRequest>, .answer = schema_of<SessionView>,
             .clause = "F2.2", .summary_zh = "以驗證碼完成登入", .summary_en = "Complete the sign-in with a code", .blocking = post_session_code},
    Endpoint{.method = Method::post, .path = "/api/v1/session/passkey/options", .guard = everybody, .answer = schema_of<PasskeyRequestOptions>,
             .clause = "F2.2", .summary_zh = "通行金鑰的挑戰：登入、第二項驗證或再次證明", .summary_en = "A challenge for a passkey: to sign in, as second factor, or as a fresh proof", .blocking = post_passkey_options},
    Endpoint{.method = Method::post, .path = "/api/v1/session/passkey", .guard = everybody, .request = schema_of<PasskeySignInRequest>, .answer = schema_of<SessionView>,
             .clause = "F2.2", .summary_zh = "以通行金鑰登入或證明身分", .summary_en = "Sign in, or prove who one is, with a passkey", .blocking = post_session_passkey},
    Endpoint{.method = Method::post, .path = "/api/v1/session/step-up", .guard = signed_in, .request = schema_of<StepUpRequest>, .answer = schema_of<SessionView>,
             .clause = "F2.2", .summary_zh = "再次證明身分（密碼或驗證碼）", .summary_en = "Prove again who one is, by password or code", .fast = queue_step_up},
    Endpoint{.method = Method::post, .path = "/api/v1/session/redeem", .guard = everybody, .request = schema_of<RedeemRequest>, .answer = schema_of<SessionView>,
             .clause = "F2.2", .summary_zh = "以一次性代碼開始（啟用或復原帳號）", .summary_en = "Begin with a one-time token: a new account, or one recovered", .blocking = post_redeem},

    Endpoint{.method = Method::get, .path = "/api/v1/credentials", .guard = signed_in, .answer = schema_of<CredentialsView>,
             .clause = "F2.2", .summary_zh = "我的登入驗證方式", .summary_en = "What I prove myself with", .blocking = get_credentials},
    Endpoint{.method = Method::post, .path = "/api/v1/credentials/totp", .guard = signed_in, .answer = schema_of<TotpOffer>,
             .clause = "F2.2", .summary_zh = "產生驗證器的密鑰，待確認", .summary_en = "A secret for an authenticator, to be confirmed", .blocking = post_totp},
    Endpoint{.method = Method::post, .path = "/api/v1/credentials/totp/confirm", .guard = signed_in, .request = schema_of<CodeRequest>, .answer = schema_of<CredentialsView>,
             .clause = "F2.2", .summary_zh = "以驗證碼確認驗證器", .summary_en = "Confirm the authenticator by its code", .blocking = post_totp_code},
    Endpoint{.method = Method::delete_, .path = "/api/v1/credentials/totp", .guard = fresh(signed_in), .success = 204,
             .clause = "F2.2", .summary_zh = "移除驗證器", .summary_en = "Remove the authenticator", .blocking = delete_totp},
    Endpoint{.method = Method::post, .path = "/api/v1/credentials/passkeys/options", .guard = signed_in, .answer = schema_of<PasskeyCreationOptions>,
             .clause = "F2.2", .summary_zh = "登錄通行金鑰的挑戰", .summary_en = "A challenge for another passkey", .blocking = post_enrolment_options},
    Endpoint{.method = Method::post, .path = "/api/v1/credentials/passkeys", .guard = signed_in, .request = schema_of<PasskeyRegistration>, .answer = schema_of<PasskeyView>, .success = 201,
             .clause = "F2.2", .summary_zh = "登錄通行金鑰", .summary_en = "Enrol a passkey", .blocking = post_passkey},
    Endpoint{.method = Method::delete_, .path = "/api/v1/credentials/passkeys/{id}", .guard = fresh(signed_in), .success = 204,
             .clause = "F2.2", .summary_zh = "移除通行金鑰", .summary_en = "Remove a passkey", .blocking = delete_passkey},
    Endpoint{.method = Method::get, .path = "/api/v1/sessions", .guard = members, .answer = schema_of<SessionList>,
             .clause = "S1.3", .summary_zh = "我目前的登入", .summary_en = "My sessions that live", .blocking = get_sessions},
    Endpoint{.method = Method::delete_, .path = "/api/v1/sessions/{id}", .guard = members, .success = 204,
             .clause = "S1.3", .summary_zh = "結束我的一次登入", .summary_en = "End one of my sessions", .blocking = delete_my_session},
    Endpoint{.method = Method::post, .path = "/api/v1/accounts/{id}/recovery", .guard = administrator, .request = schema_of<RecoveryRequest>, .answer = schema_of<RecoveryView>,
             .clause = "F2.2", .summary_zh = "復原帳號：一次性代碼，只顯示一次", .summary_en = "Recover an account: a one-time token, shown once", .blocking = post_recovery},
};
// clang-format on

}  // namespace

std::span<const Endpoint> credential_endpoints() { return table; }

}  // namespace menhu::web
