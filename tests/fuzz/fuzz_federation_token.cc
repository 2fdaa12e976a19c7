// An ID token, a key set and claims from anybody: nothing here signs, so no token is ever believed; and claims that are
// believed were made for us.
#include <array>
#include <cstddef>
#include <cstdint>

#include "federation/id_token.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace menhu;
    constexpr std::array all{crypto::JwsAlgorithm::rs256, crypto::JwsAlgorithm::ps256, crypto::JwsAlgorithm::es256,
                             crypto::JwsAlgorithm::eddsa};
    // RFC 8037 appendix A.2; the key whose signatures the fuzzer cannot make.
    static const auto keys = federation::read_key_set(R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k",)"
                                                      R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})")
                                 .value();
    const std::string_view text = base::as_text({data, size});
    const auto now = base::from_millis(1'795'000'000'000);
    const federation::Expected expected{.issuer = "https://id.example",
                                        .client_id = "menhu",
                                        .nonce = "n",
                                        .access_token = "a",
                                        .subject_claim = "sub",
                                        .max_age = std::nullopt};
    if (const auto header = federation::read_token_header(text, all)) {
        if (const auto* key = federation::find_key(keys, *header)) {
            CHECK(!federation::check_id_token(text, *header, *key, expected, now));
        }
    }
    static_cast<void>(federation::read_key_set(text));
    if (const auto json = format::parse_json(text)) {
        const auto claims = federation::check_claims(*json, expected, crypto::JwsAlgorithm::rs256, now);
        if (claims) {
            CHECK(*json->find("iss")->text() == "https://id.example");
            CHECK(*json->find("nonce")->text() == "n");
            CHECK(!claims->subject.empty());
            CHECK(claims->proved_at <= now);
        }
    }
    return 0;
}
