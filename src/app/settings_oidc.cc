// The settings of each OpenID provider, a table [oidc.<id>].
#include <array>

#include "app/config.h"

namespace menhu::app {

namespace {

// clang-format off
const std::array table{
    OidcSetting{.name = "name_zh", .member = &OidcConfig::name_zh, .usual = "", .unit = "",
                .zh = "登入頁上的中文名稱", .en = "Its Chinese name on the sign-in page"},
    OidcSetting{.name = "name_en", .member = &OidcConfig::name_en, .usual = "", .unit = "",
                .zh = "登入頁上的英文名稱", .en = "Its English name on the sign-in page"},
    OidcSetting{.name = "issuer", .member = &OidcConfig::issuer, .usual = "", .unit = "",
                .zh = "發行者（https://…），須與探索文件所載完全相同", .en = "The issuer (https://…), exactly as its discovery document says"},
    OidcSetting{.name = "client_id", .member = &OidcConfig::client_id, .usual = "", .unit = "",
                .zh = "在提供者處登記的用戶端代碼；重新導向網址登記為 `<server.origin>/api/v1/sign-in/oidc/<id>/callback`", .en = "The client's id there; register `<server.origin>/api/v1/sign-in/oidc/<id>/callback` as its redirect address"},
    OidcSetting{.name = "secret_file", .member = &OidcConfig::secret_file, .usual = "", .unit = "path",
                .zh = "用戶端密鑰的檔案（權限 0600）；空白表示沒有密鑰（仍有 PKCE）", .en = "File of the client's secret (mode 0600); empty: it has none, and PKCE alone protects the code"},
    OidcSetting{.name = "scopes", .member = &OidcConfig::scopes, .usual = "openid profile", .unit = "",
                .zh = "要求的範圍，須含 openid", .en = "Scopes to ask for, openid among them"},
    OidcSetting{.name = "subject_claim", .member = &OidcConfig::subject_claim, .usual = "sub", .unit = "",
                .zh = "以哪個宣告認人；帳號綁定的就是它的值，必須是提供者不會轉給別人的", .en = "The claim by which a person is known; its value is what an account is bound to, so the provider must never give it to somebody else"},
    OidcSetting{.name = "algorithms", .member = &OidcConfig::algorithms, .usual = "RS256 PS256 ES256 EdDSA", .unit = "",
                .zh = "接受的簽章演算法", .en = "Signature algorithms that are accepted"},
    OidcSetting{.name = "max_age_seconds", .member = &OidcConfig::max_age_seconds, .usual = "600", .unit = "s", .least = 0, .most = 86400,
                .zh = "提供者上次確認本人不得早於多久以前，否則要求重新驗證；0 表示不要求", .en = "How long ago the provider may have seen the person before it must ask again; 0: it is not asked"},
    OidcSetting{.name = "two_factors", .member = &OidcConfig::two_factors, .usual = "by_token", .unit = "", .choices = "by_token|always|never",
                .zh = "提供者的登入是否算雙因子：依權杖的 amr（mfa）、一律算、一律不算", .en = "Whether a sign-in there counts as two factors: by what its token says (amr: mfa), always, or never"},
    OidcSetting{.name = "authorities", .member = &OidcConfig::authorities, .usual = "", .unit = "path",
                .zh = "簽發提供者憑證的憑證機構（PEM）；空白則用作業系統信任的", .en = "Authorities of the provider's certificate (PEM); empty: those that the machine trusts"},
    OidcSetting{.name = "proxy", .member = &OidcConfig::proxy, .usual = "", .unit = "",
                .zh = "對外連線的代理伺服器；空白則直接連線（不看環境變數）", .en = "Proxy for the requests; empty: none, whatever the environment says"},
    OidcSetting{.name = "timeout_millis", .member = &OidcConfig::timeout_millis, .usual = "10000", .unit = "ms", .least = 100, .most = 60000,
                .zh = "每次連線的時限", .en = "Time limit of each request"},
};
// clang-format on

}  // namespace

std::span<const OidcSetting> oidc_settings() { return table; }

}  // namespace menhu::app
