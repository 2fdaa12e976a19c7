// ID tokens: every claim that is checked, wrong by itself; keys; headers. Signed here with Ed25519, whose keys need no
// library; the other algorithms have their vectors in crypto and their provider in the stories.
#include "federation/id_token.h"

#include <gtest/gtest.h>

#include "federation/seal.h"

namespace menhu::federation {
namespace {

using format::Json;
using namespace std::chrono_literals;

constexpr std::array all_algorithms{crypto::JwsAlgorithm::rs256, crypto::JwsAlgorithm::ps256,
                                    crypto::JwsAlgorithm::es256, crypto::JwsAlgorithm::eddsa};

class IdTokens : public testing::Test {
protected:
    static std::int64_t seconds(base::Instant instant) {
        return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
    }
    Json::Object good() const {
        return {{"iss", "https://id.example"},
                {"sub", "s-123"},
                {"aud", "menhu"},
                {"nonce", "n-1"},
                {"iat", seconds(now_)},
                {"exp", seconds(now_ + 5min)},
                {"name", "王小明"}};
    }
    std::string token(const Json::Object& payload, std::string_view header = R"({"alg":"EdDSA","kid":"k1"})") const {
        const auto part = [](std::string_view text) { return base::to_base64url(base::as_bytes(text)); };
        const auto text = part(header) + "." + part(format::canonical_json(payload));
        return text + "." + base::to_base64url(key_.sign(base::as_bytes(text)));
    }
    std::vector<ProviderKey> keys(std::string_view id = "k1") const {
        const auto x = base::to_base64url(key_.verify_key().bytes());
        return read_key_set(R"({"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":")" +
                            std::string{id} + R"(","x":")" + x + R"("}]})")
            .value();
    }
    base::Result<IdClaims> check(std::string_view compact) const {
        const auto header = TRY(read_token_header(compact, all_algorithms));
        const auto known = keys();
        const auto* key = find_key(known, header);
        if (key == nullptr) return base::Error{base::Fault::bad_input, "federation.proof_refused", "kid"};
        return check_id_token(compact, header, *key, expected_, now_);
    }
    // What was wrong with it; "none" if it is believed.
    std::string why(std::string_view compact) const {
        const auto claims = check(compact);
        if (claims) return "none";
        EXPECT_EQ(claims.error().code(), "federation.proof_refused");
        return claims.error().detail();
    }
    std::string why_with(std::string name, Json value) const {
        auto payload = good();
        payload[std::move(name)] = std::move(value);
        return why(token(payload));
    }
    std::string why_without(const std::string& name) const {
        auto payload = good();
        payload.erase(name);
        return why(token(payload));
    }

    base::Instant now_ = *base::from_rfc3339("2026-11-23T01:00:00.000Z");
    base::SeededRandom random_{5};
    crypto::SigningKey key_ = crypto::SigningKey::generate(random_);
    Expected expected_{.issuer = "https://id.example",
                       .client_id = "menhu",
                       .nonce = "n-1",
                       .access_token = "at-1",
                       .subject_claim = "sub",
                       .max_age = std::nullopt};
};

TEST_F(IdTokens, AGoodOneIsBelieved) {
    const auto claims = check(token(good()));
    ASSERT_TRUE(claims) << claims.error().describe();
    EXPECT_EQ(claims->subject, "s-123");
    EXPECT_EQ(claims->name, "王小明");
    EXPECT_EQ(claims->proved_at, now_);
}

TEST_F(IdTokens, IssuerAudienceAndParty) {
    EXPECT_EQ(why_with("iss", "https://id.example/"), "iss");
    EXPECT_EQ(why_without("iss"), "iss");
    EXPECT_EQ(why_with("aud", "another"), "aud");
    EXPECT_EQ(why_without("aud"), "aud");
    EXPECT_EQ(why_with("aud", Json::Array{"menhu"}), "none");
    EXPECT_EQ(why_with("aud", Json::Array{"menhu", "another"}), "azp");
    EXPECT_EQ(why_with("aud", Json::Array{"another"}), "aud");
    EXPECT_EQ(why_with("aud", Json::Array{}), "aud");
    EXPECT_EQ(why_with("azp", "another"), "azp");
    EXPECT_EQ(why_with("azp", 7), "azp");
    EXPECT_EQ(why_with("azp", "menhu"), "none");
}

TEST_F(IdTokens, TimesWithASmallSkew) {
    EXPECT_EQ(why_with("exp", seconds(now_ - clock_skew)), "exp");
    EXPECT_EQ(why_with("exp", seconds(now_ - clock_skew + 1s)), "none");
    EXPECT_EQ(why_without("exp"), "exp");
    EXPECT_EQ(why_with("exp", "tomorrow"), "exp");
    EXPECT_EQ(why_with("exp", std::int64_t{1} << 60), "exp");
    EXPECT_EQ(why_with("iat", seconds(now_ + clock_skew + 1s)), "iat");
    EXPECT_EQ(why_with("iat", seconds(now_ - longest_token_age - 1s)), "iat");
    EXPECT_EQ(why_without("iat"), "iat");
    EXPECT_EQ(why_with("nbf", seconds(now_ + clock_skew + 1s)), "nbf");
    EXPECT_EQ(why_with("nbf", seconds(now_ + clock_skew)), "none");
}

TEST_F(IdTokens, NonceAndHashOfTheAccessToken) {
    EXPECT_EQ(why_with("nonce", "n-2"), "nonce");
    EXPECT_EQ(why_without("nonce"), "nonce");
    EXPECT_EQ(why_with("at_hash", crypto::half_hash(crypto::JwsAlgorithm::eddsa, "at-1")), "none");
    EXPECT_EQ(why_with("at_hash", crypto::half_hash(crypto::JwsAlgorithm::eddsa, "at-2")), "at_hash");
    EXPECT_EQ(why_with("at_hash", crypto::half_hash(crypto::JwsAlgorithm::rs256, "at-1")), "at_hash");
}

TEST_F(IdTokens, WhenThePersonWasSeen) {
    expected_.max_age = 300s;
    EXPECT_EQ(why_without("auth_time"), "auth_time");
    EXPECT_EQ(why_with("auth_time", seconds(now_ - 300s - clock_skew - 1s)), "auth_time");
    EXPECT_EQ(why_with("auth_time", seconds(now_ + clock_skew + 1s)), "auth_time");
    auto payload = good();
    payload["auth_time"] = seconds(now_ - 200s);
    EXPECT_EQ(check(token(payload)).value().proved_at, now_ - 200s);
}

TEST_F(IdTokens, SubjectsOfTheClaimThatIsSet) {
    EXPECT_EQ(why_without("sub"), "sub");
    EXPECT_EQ(why_with("sub", ""), "sub");
    EXPECT_EQ(why_with("sub", std::string(256, 'x')), "sub");
    EXPECT_EQ(why_with("sub", 12), "sub");
    expected_.subject_claim = "employee_number";
    EXPECT_EQ(why(token(good())), "employee_number");
    EXPECT_EQ(why_with("employee_number", "A-77"), "none");
}

TEST_F(IdTokens, SignaturesHeadersAndAlgorithms) {
    const auto compact = token(good());
    auto payload = good();
    payload["sub"] = "s-999";
    const auto other = token(payload);
    // Another's claims under this signature.
    const auto swapped = compact.substr(0, compact.find('.')) +
                         other.substr(other.find('.'), other.rfind('.') - other.find('.')) +
                         compact.substr(compact.rfind('.'));
    EXPECT_EQ(why(swapped), "crypto.jws_signature");
    for (const auto header : {R"({"alg":"none"})", R"({"alg":"HS256","kid":"k1"})", R"({"alg":"ES512","kid":"k1"})",
                              R"({"kid":"k1"})", R"({"alg":["EdDSA"]})"}) {
        EXPECT_EQ(why(token(good(), header)), "alg") << header;
    }
    EXPECT_EQ(why(token(good(), R"({"alg":"EdDSA","kid":"k1","crit":["exp"],"exp":1})")), "crit");
    EXPECT_EQ(why(token(good(), R"({"alg":"EdDSA","alg":"none"})")), "header");
    EXPECT_EQ(why(token(good(), R"({"alg":"EdDSA","kid":"k2"})")), "kid");
    EXPECT_EQ(why(token(good(), R"({"alg":"EdDSA"})")), "none");  // one key that fits
    EXPECT_EQ(why(compact.substr(0, compact.rfind('.') + 1)), "crypto.jws_signature");
    EXPECT_EQ(why(""), "form");
    EXPECT_EQ(why("a.b"), "form");
    EXPECT_EQ(why(std::string(40'000, 'a') + ".b.c"), "form");
    const std::array only_rsa{crypto::JwsAlgorithm::rs256};
    EXPECT_FALSE(read_token_header(compact, only_rsa));
}

TEST_F(IdTokens, KeySetsKeepWhatCanBeUsed) {
    EXPECT_EQ(read_key_set("{}").error().code(), "federation.provider_answer");
    EXPECT_EQ(read_key_set("[").error().code(), "federation.provider_answer");
    EXPECT_TRUE(read_key_set(R"({"keys":[{"kty":"oct","k":"AAAA"},{"kty":"OKP","crv":"X25519","x":"AAAA"},7]})")
                    .value()
                    .empty());
    auto two = keys("k1");
    const auto more = keys("k1");
    two.insert(two.end(), more.begin(), more.end());
    EXPECT_EQ(find_key(two, {.algorithm = crypto::JwsAlgorithm::eddsa, .key_id = "k1"}), nullptr);  // which?
    EXPECT_EQ(find_key(keys(), {.algorithm = crypto::JwsAlgorithm::rs256, .key_id = "k1"}), nullptr);
}

TEST(Seals, OnlyForTheirUseAndUnchanged) {
    base::SeededRandom random{3};
    const Seal seal{crypto::Secret::random(32, random)};
    const Seal other{crypto::Secret::random(32, random)};
    const auto sealed = seal.seal("openid a", "state", random);
    EXPECT_EQ(seal.open("openid a", sealed)->text(), "state");
    EXPECT_FALSE(seal.open("openid b", sealed));
    EXPECT_FALSE(other.open("openid a", sealed));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(seal.open("openid a", changed)) << i;
    }
    EXPECT_FALSE(seal.open("openid a", ""));
    EXPECT_FALSE(seal.open("openid a", "AAAA"));
    const auto mark = seal.mark("use", "text");
    EXPECT_TRUE(seal.is_marked("use", "text", mark));
    EXPECT_FALSE(seal.is_marked("other", "text", mark));
    EXPECT_FALSE(seal.is_marked("use", "texts", mark));
    EXPECT_FALSE(other.is_marked("use", "text", mark));
}

}  // namespace
}  // namespace menhu::federation
