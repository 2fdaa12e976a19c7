// The rows of sign-in by way of outside providers, and of the identities of accounts.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_identity.h"
#include "web/views_identity.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto administrators = roles({Role::account_administrator});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/sign-in/methods", .guard = everybody, .answer = schema_of<SignInMethods>,
             .clause = "F2.2", .summary_zh = "可用的登入方式", .summary_en = "The ways to sign in here", .blocking = get_sign_in_methods},
    Endpoint{.method = Method::get, .path = "/api/v1/sign-in/oidc/{provider}", .guard = everybody, .media = "text/html", .success = 302,
             .clause = "F2.2", .summary_zh = "前往外部身分提供者登入（瀏覽器導向）", .summary_en = "To an OpenID provider (a browser's navigation)", .blocking = get_openid_departure},
    Endpoint{.method = Method::get, .path = "/api/v1/sign-in/oidc/{provider}/callback", .guard = everybody, .media = "text/html", .success = 302, .query = "code state iss error error_description session_state scope",
             .clause = "F2.2", .summary_zh = "由外部身分提供者返回", .summary_en = "Back from an OpenID provider", .blocking = get_openid_arrival},
    Endpoint{.method = Method::post, .path = "/api/v1/session/certificate/challenge", .guard = everybody, .answer = schema_of<CertificateChallengeView>,
             .clause = "F2.2", .summary_zh = "憑證登入：取得挑戰", .summary_en = "Sign in by certificate: a challenge to be signed", .blocking = post_certificate_challenge},
    Endpoint{.method = Method::post, .path = "/api/v1/session/certificate", .guard = everybody, .request = schema_of<CertificateSignInRequest>, .answer = schema_of<SessionView>,
             .clause = "F2.2", .summary_zh = "憑證登入：送出簽章", .summary_en = "Sign in by certificate: the signed challenge", .blocking = post_certificate_sign_in},
    Endpoint{.method = Method::get, .path = "/api/v1/accounts/{id}/identities", .guard = administrators, .answer = schema_of<IdentityList>,
             .clause = "F2.2", .summary_zh = "帳號綁定的外部身分", .summary_en = "The outside identities of an account", .blocking = get_identities},
    Endpoint{.method = Method::post, .path = "/api/v1/accounts/{id}/identities", .guard = fresh(administrators), .request = schema_of<IdentityRequest>, .answer = schema_of<IdentityCreated>, .success = 201,
             .clause = "F2.2", .summary_zh = "綁定外部身分", .summary_en = "Bind an outside identity", .fast = post_identity},
    Endpoint{.method = Method::delete_, .path = "/api/v1/accounts/{id}/identities/{identity}", .guard = fresh(administrators), .success = 204,
             .clause = "F2.2", .summary_zh = "解除綁定（同時結束登入）", .summary_en = "Unbind it; the account's sessions end", .fast = delete_identity},
};
// clang-format on

}  // namespace

std::span<const Endpoint> identity_endpoints() { return table; }

}  // namespace menhu::web
