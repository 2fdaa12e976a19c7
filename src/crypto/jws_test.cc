// JSON Web Signatures: the vectors of RFC 7515 (A.2, A.3) and RFC 8037 (A.4), and what must be refused.
#include "crypto/jws.h"

#include <gtest/gtest.h>

#include <array>

namespace menhu::crypto {
namespace {

// RFC 7515 appendix A.2 (RS256).
constexpr std::string_view rsa_key =
    R"({"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"})";
constexpr std::string_view rsa_token =
    "eyJhbGciOiJSUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t"
    "1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12j"
    "zDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQ"
    "Ge77Rw";
// RFC 7515 appendix A.3 (ES256).
constexpr std::string_view ec_key =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";
constexpr std::string_view ec_token =
    "eyJhbGciOiJFUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
// RFC 8037 appendix A.4 (EdDSA).
constexpr std::string_view ed_x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
constexpr std::string_view ed_token =
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

JwsKey rsa() { return JwsKey::from_jwk(rsa_key).value(); }
JwsKey ec() { return JwsKey::from_jwk(ec_key).value(); }
JwsKey ed() { return JwsKey::from_ed25519(base::from_base64url(ed_x).value()).value(); }

std::string code(const base::Result<base::Bytes>& result) {
    return result ? "none" : std::string{result.error().code()};
}

TEST(Jws, VectorsOfTheStandards) {
    constexpr std::string_view payload =
        "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
    EXPECT_EQ(base::as_text(verify_jws(rsa_token, JwsAlgorithm::rs256, rsa()).value()), payload);
    EXPECT_EQ(base::as_text(verify_jws(ec_token, JwsAlgorithm::es256, ec()).value()), payload);
    EXPECT_EQ(base::as_text(verify_jws(ed_token, JwsAlgorithm::eddsa, ed()).value()), "Example of Ed25519 signing");
}

TEST(Jws, EveryChangedCharacterIsRefused) {
    const std::array tokens{std::tuple{rsa_token, JwsAlgorithm::rs256, rsa()},
                            std::tuple{ec_token, JwsAlgorithm::es256, ec()},
                            std::tuple{ed_token, JwsAlgorithm::eddsa, ed()}};
    for (const auto& [token, algorithm, key] : tokens) {
        std::string changed{token};
        // Not the last one: its low bits are no bits of the signature, and a lenient decoder drops them.
        for (std::size_t i = 0; i + 1 < changed.size(); i += 3) {
            const char kept = changed[i];
            if (kept == '.') continue;
            changed[i] = kept == 'A' ? 'B' : 'A';
            EXPECT_NE(code(verify_jws(changed, algorithm, key)), "none") << i;
            changed[i] = kept;
        }
    }
}

TEST(Jws, TheAlgorithmIsTheCallersAndFitsTheKey) {
    EXPECT_EQ(code(verify_jws(rsa_token, JwsAlgorithm::ps256, rsa())), "crypto.jws_ill_formed");
    EXPECT_EQ(code(verify_jws(rsa_token, JwsAlgorithm::es256, rsa())), "crypto.jwk_unusable");
    EXPECT_EQ(code(verify_jws(rsa_token, JwsAlgorithm::es256, ec())), "crypto.jws_ill_formed");
    EXPECT_EQ(code(verify_jws(ec_token, JwsAlgorithm::rs256, rsa())), "crypto.jws_ill_formed");
    for (const auto name : {"none", "None", "HS256", "HS384", "RS1", "rs256", "ES256K", ""}) {
        EXPECT_FALSE(jws_algorithm(name)) << name;
    }
    for (const auto name : {"RS256", "PS256", "ES256", "EdDSA"}) {
        EXPECT_EQ(jws_algorithm_name(jws_algorithm(name).value()), name);
    }
}

TEST(Jws, NoSignatureAndSharedSecretsAreRefused) {
    const std::string payload{rsa_token.substr(rsa_token.find('.') + 1, 20)};
    const auto header = [](std::string_view text) { return base::to_base64url(base::as_bytes(text)); };
    for (const auto algorithm : {JwsAlgorithm::rs256, JwsAlgorithm::ps256}) {
        EXPECT_NE(code(verify_jws(header(R"({"alg":"none"})") + "." + payload + ".", algorithm, rsa())), "none");
        EXPECT_NE(code(verify_jws(header(R"({"alg":"HS256"})") + "." + payload + ".AAAA", algorithm, rsa())), "none");
    }
    for (const auto text : {"", ".", "..", "a.b", "a.b.c", "a.b.c.d.e", "\0\0"}) {
        EXPECT_NE(code(verify_jws(text, JwsAlgorithm::rs256, rsa())), "none");
        EXPECT_NE(code(verify_jws(text, JwsAlgorithm::eddsa, ed())), "none");
    }
}

TEST(Jws, WeakOrOtherKeysAreRefused) {
    EXPECT_EQ(
        JwsKey::from_jwk(
            R"({"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"})")
            .error()
            .code(),
        "crypto.jwk_unusable");
    // 1024 bits.
    EXPECT_EQ(
        JwsKey::from_jwk(R"({"kty":"RSA","e":"AQAB","n":")" + base::to_base64url(base::Bytes(128, 0xc1)) + R"("})")
            .error()
            .code(),
        "crypto.jwk_unusable");
    EXPECT_EQ(JwsKey::from_jwk("{}").error().code(), "crypto.jwk_unusable");
    EXPECT_EQ(JwsKey::from_ed25519(base::Bytes(31)).error().code(), "crypto.jwk_unusable");
}

// OpenID Connect Core appendix A.3: at_hash of this access token under RS256.
TEST(Jws, TheHashOfAnAccessToken) {
    EXPECT_EQ(half_hash(JwsAlgorithm::rs256, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
    EXPECT_EQ(half_hash(JwsAlgorithm::eddsa, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y").size(), 43U);
}

}  // namespace
}  // namespace menhu::crypto
