#include "web/passkey_views.h"

#include "base/bytes.h"
#include "crypto/webauthn.h"

namespace menhu::web {
namespace {

Invalid not_base64(std::string path) {
    return {.path = std::move(path), .zh = "應為 base64url（不含填充字元）", .en = "must be base64url without padding"};
}

// What is wrong with the text at `path`, or nothing.
std::optional<Invalid> decode(const std::string& text, std::string path, base::Bytes& out) {
    auto bytes = base::from_base64url(text);
    if (!bytes) return not_base64(std::move(path));
    out = *std::move(bytes);
    return std::nullopt;
}

std::optional<Invalid> decode(const std::string& text, std::string path, std::string& out) {
    base::Bytes bytes;
    if (auto wrong = decode(text, std::move(path), bytes)) return wrong;
    out = base::as_text(bytes);
    return std::nullopt;
}

std::vector<PasskeyDescriptor> descriptors(const people::Challenge& challenge) {
    std::vector<PasskeyDescriptor> all;
    for (const auto& id : challenge.passkeys) all.push_back({.type = "public-key", .id = base::to_base64url(id)});
    return all;
}

}  // namespace

PasskeyRequestOptions request_options(const people::PasskeySite& site, const people::Challenge& challenge) {
    return {.challenge_id = challenge.id.text(),
            .public_key = {.challenge = challenge.challenge,
                           .rp_id = site.id,
                           .timeout = challenge.good_for.count(),
                           .user_verification = "required",
                           .allow_credentials = descriptors(challenge)}};
}

PasskeyCreationOptions creation_options(const people::PasskeySite& site, std::string_view agency,
                                        const people::Challenge& challenge, const people::Actor& actor) {
    using crypto::PasskeyAlgorithm;
    PasskeyCreationOptions options{
        .challenge_id = challenge.id.text(),
        .public_key = {.challenge = challenge.challenge,
                       .rp = {.id = site.id, .name = "門戶 " + std::string{agency}},
                       .user = {.id = base::to_base64url(base::as_bytes(challenge.user_handle)),
                                .name = actor.account_name(),
                                .display_name = actor.display_name()},
                       .pub_key_cred_params = {},
                       .timeout = challenge.good_for.count(),
                       .attestation = "none",
                       .authenticator_selection = {.resident_key = "required", .user_verification = "required"},
                       .exclude_credentials = descriptors(challenge)}};
    for (const auto algorithm : {PasskeyAlgorithm::es256, PasskeyAlgorithm::eddsa, PasskeyAlgorithm::rs256}) {
        options.public_key.pub_key_cred_params.push_back(
            {.type = "public-key", .alg = static_cast<std::int64_t>(algorithm)});
    }
    return options;
}

std::expected<people::PasskeyAnswer, Invalid> read_assertion(const PasskeyAssertion& assertion) {
    people::PasskeyAnswer answer;
    const auto& response = assertion.response;
    const std::string at = "credential.response.";
    auto wrong = decode(assertion.id.value, "credential.id", answer.credential);
    if (!wrong) wrong = decode(response.client_data.value, at + "client_data", answer.client_data);
    if (!wrong) wrong = decode(response.authenticator_data.value, at + "authenticator_data", answer.authenticator_data);
    if (!wrong) wrong = decode(response.signature.value, at + "signature", answer.signature);
    if (!wrong && response.user_handle && !response.user_handle->value.empty()) {
        wrong = decode(response.user_handle->value, at + "user_handle", answer.user_handle.emplace());
    }
    if (wrong) return std::unexpected{*std::move(wrong)};
    return answer;
}

std::expected<people::NewPasskey, Invalid> read_registration(const PasskeyRegistration& registration) {
    people::NewPasskey made;
    made.name = registration.name.value;
    const auto& credential = registration.credential;
    const std::string at = "credential.response.";
    auto wrong = decode(credential.id.value, "credential.id", made.credential);
    if (!wrong) wrong = decode(credential.response.client_data.value, at + "client_data", made.client_data);
    if (!wrong) {
        wrong =
            decode(credential.response.attestation_object.value, at + "attestation_object", made.attestation_object);
    }
    if (wrong) return std::unexpected{*std::move(wrong)};
    return made;
}

}  // namespace menhu::web
