#include "federation/openid.h"

#include <algorithm>
#include <array>

#include "base/bytes.h"
#include "crypto/hash.h"
#include "federation/id_token.h"
#include "federation/proven_maker.h"
#include "federation/seal.h"

namespace menhu::federation {

namespace {

using format::Json;

// How long somebody may take at the provider.
constexpr std::chrono::minutes longest_absence{10};
// After this a known document is fetched again; if that fails it is used for a day more, since its provider's keys and
// addresses rarely change and a sign-in needs the provider anyhow.
constexpr std::chrono::hours fresh_for{1};
constexpr std::chrono::hours usable_for{24};
// An unknown key makes the key set be fetched again, but no more often than this: a stranger must not be able to make
// this server call the provider as often as he likes.
constexpr std::chrono::seconds between_key_fetches{10};

std::string_view text_of(const Json& object, std::string_view name) {
    const Json* found = object.find(name);
    const std::string* text = found == nullptr ? nullptr : found->text();
    return text == nullptr ? std::string_view{} : std::string_view{*text};
}

bool lists(const Json& object, std::string_view name, std::string_view wanted) {
    const Json* found = object.find(name);
    const auto* list = found == nullptr ? nullptr : found->array();
    return list != nullptr &&
           std::ranges::any_of(*list, [&](const Json& one) { return one.text() != nullptr && *one.text() == wanted; });
}

base::Error wrong_answer(std::string_view what) {
    return {base::Fault::unavailable, "federation.provider_answer", std::string{what}};
}
base::Error lost(std::string_view why) { return {base::Fault::bad_input, "federation.sign_in_lost", std::string{why}}; }

std::string random_text(base::Random& random) {
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    return base::to_base64url(bytes);
}

// RFC 7636 section 4.2.
std::string challenge_of(std::string_view verifier) { return base::to_base64url(crypto::sha256(verifier)); }

std::string use_of(std::string_view provider) { return "openid " + std::string{provider}; }

// What the cookie holds.
struct Underway {
    std::string state;
    std::string nonce;
    std::string verifier;
    std::string carried;
    base::Instant asked_at{};
    base::Instant until{};
};

std::string to_text(const Underway& underway) {
    return format::canonical_json(Json::Object{{"asked", base::to_millis(underway.asked_at)},
                                               {"carried", underway.carried},
                                               {"nonce", underway.nonce},
                                               {"state", underway.state},
                                               {"until", base::to_millis(underway.until)},
                                               {"verifier", underway.verifier}});
}

std::optional<Underway> underway_from(std::string_view text) {
    const auto json = format::parse_json(text);
    const Json* until = json ? json->find("until") : nullptr;
    const Json* asked = json ? json->find("asked") : nullptr;
    if (until == nullptr || until->integer() == nullptr || asked == nullptr || asked->integer() == nullptr) {
        return std::nullopt;
    }
    return Underway{.state = std::string{text_of(*json, "state")},
                    .nonce = std::string{text_of(*json, "nonce")},
                    .verifier = std::string{text_of(*json, "verifier")},
                    .carried = std::string{text_of(*json, "carried")},
                    .asked_at = base::from_millis(*asked->integer()),
                    .until = base::from_millis(*until->integer())};
}

}  // namespace

// What was last learnt from the provider.
struct OpenIdProvider::Known {
    std::optional<Metadata> metadata;
    base::Instant metadata_at{};
    std::vector<ProviderKey> keys;
    base::Instant keys_at{};
};

OpenIdProvider::OpenIdProvider(OpenIdSettings settings, const Seal& seal)
    : settings_{std::move(settings)}, seal_{seal}, https_{settings_.https}, known_{std::make_unique<Known>()} {}

OpenIdProvider::~OpenIdProvider() = default;

// OpenID Connect Discovery 1.0 section 4.
base::Result<OpenIdProvider::Metadata> OpenIdProvider::fetch_metadata() const {
    const bool ends_in_slash = settings_.issuer.ends_with('/');
    const auto answer =
        TRY(https_.get(settings_.issuer + (ends_in_slash ? "" : "/") + ".well-known/openid-configuration"));
    if (answer.status != 200) return wrong_answer("discovery: status " + std::to_string(answer.status));
    const auto json = format::parse_json(answer.body);
    if (!json) return wrong_answer("discovery: not JSON");
    // Section 4.3: exactly the issuer that was asked, or somebody else's document.
    if (text_of(*json, "issuer") != settings_.issuer) return wrong_answer("discovery: issuer");
    Metadata metadata;
    metadata.authorization_endpoint = text_of(*json, "authorization_endpoint");
    metadata.token_endpoint = text_of(*json, "token_endpoint");
    metadata.key_set = text_of(*json, "jwks_uri");
    for (const auto* address : {&metadata.authorization_endpoint, &metadata.token_endpoint, &metadata.key_set}) {
        const bool is_good = address->starts_with("https://") &&
                             std::ranges::none_of(*address, [](char c) { return c <= ' ' || c == 0x7f || c == '#'; });
        if (!is_good) return wrong_answer("discovery: an address");
    }
    if (json->find("token_endpoint_auth_methods_supported") != nullptr &&
        !lists(*json, "token_endpoint_auth_methods_supported", "client_secret_basic")) {
        metadata.login = Metadata::Login::post;
    }
    const Json* says = json->find("authorization_response_iss_parameter_supported");
    if (says != nullptr && says->boolean() != nullptr && *says->boolean()) {
        metadata.says_issuer = Metadata::SaysIssuer::yes;
    }
    return metadata;
}

base::Result<OpenIdProvider::Metadata> OpenIdProvider::metadata(base::Instant now) const {
    std::optional<Metadata> old;
    {
        const std::lock_guard lock{mutex_};
        if (known_->metadata && now < known_->metadata_at + fresh_for) return *known_->metadata;
        if (known_->metadata && now < known_->metadata_at + usable_for) old = known_->metadata;
    }
    auto fetched = fetch_metadata();
    if (!fetched) {
        if (old) return *std::move(old);
        return fetched;
    }
    const std::lock_guard lock{mutex_};
    known_->metadata = *fetched;
    known_->metadata_at = now;
    return fetched;
}

base::Result<std::vector<ProviderKey>> OpenIdProvider::fetch_keys(const Metadata& metadata, base::Instant now) const {
    const auto answer = TRY(https_.get(metadata.key_set));
    if (answer.status != 200) return wrong_answer("key set: status " + std::to_string(answer.status));
    auto keys = TRY(read_key_set(answer.body));
    const std::lock_guard lock{mutex_};
    known_->keys = keys;
    known_->keys_at = now;
    return keys;
}

base::Result<ProviderKey> OpenIdProvider::key_for(const TokenHeader& header, const Metadata& metadata,
                                                  base::Instant now) const {
    std::vector<ProviderKey> keys;
    base::Instant keys_at{};
    {
        const std::lock_guard lock{mutex_};
        keys = known_->keys;
        keys_at = known_->keys_at;
    }
    const auto* key = now < keys_at + fresh_for ? find_key(keys, header) : nullptr;
    if (key == nullptr && now >= keys_at + between_key_fetches) {
        auto newer = TRY(fetch_keys(metadata, now));
        keys = std::move(newer);
        key = find_key(keys, header);
    }
    if (key == nullptr) return base::Error{base::Fault::bad_input, "federation.proof_refused", "kid"};
    return *key;
}

base::Result<Departure> OpenIdProvider::depart(std::string_view carried, base::Random& random,
                                               base::Instant now) const {
    const auto metadata = TRY(this->metadata(now));
    const Underway underway{.state = random_text(random),
                            .nonce = random_text(random),
                            .verifier = random_text(random),
                            .carried = std::string{carried},
                            .asked_at = now,
                            .until = now + longest_absence};
    const auto challenge = challenge_of(underway.verifier);
    std::vector<std::pair<std::string_view, std::string_view>> fields{
        {"response_type", "code"},     {"client_id", settings_.client_id}, {"redirect_uri", settings_.redirect},
        {"scope", settings_.scopes},   {"state", underway.state},          {"nonce", underway.nonce},
        {"code_challenge", challenge}, {"code_challenge_method", "S256"}};
    std::string max_age;
    if (!carried.empty()) {  // a fresh proof: whom the provider knows from before is asked again
        fields.emplace_back("prompt", "login");
        fields.emplace_back("max_age", "0");
    } else if (settings_.max_age) {
        max_age = std::to_string(std::chrono::floor<std::chrono::seconds>(*settings_.max_age).count());
        fields.emplace_back("max_age", max_age);
    }
    const bool has_query = metadata.authorization_endpoint.find('?') != std::string::npos;
    return Departure{.address = metadata.authorization_endpoint + (has_query ? "&" : "?") + form_encoded(fields),
                     .sealed = seal_.seal(use_of(settings_.id), to_text(underway), random),
                     .until = underway.until};
}

base::Result<OpenIdProvider::Tokens> OpenIdProvider::redeem(const Metadata& metadata, std::string_view code,
                                                            std::string_view verifier) const {
    std::vector<std::pair<std::string_view, std::string_view>> fields{{"grant_type", "authorization_code"},
                                                                      {"code", code},
                                                                      {"redirect_uri", settings_.redirect},
                                                                      {"code_verifier", verifier}};
    crypto::Secret authorization;
    if (settings_.client_secret.empty()) {
        fields.emplace_back("client_id", settings_.client_id);
    } else if (metadata.login == Metadata::Login::post) {
        fields.emplace_back("client_id", settings_.client_id);
        fields.emplace_back("client_secret", settings_.client_secret.text());
    } else {  // RFC 6749 section 2.3.1: both are form-encoded first
        const auto pair = percent_encoded(settings_.client_id) + ":" + percent_encoded(settings_.client_secret.text());
        authorization = crypto::Secret::copy_of("Basic " + base::to_base64(base::as_bytes(pair)));
    }
    const auto answer = TRY(https_.post(metadata.token_endpoint, fields, authorization));
    const auto json = format::parse_json(answer.body);
    if (answer.status >= 400 && answer.status < 500) {
        // "invalid_grant", "invalid_client" … (RFC 6749 section 5.2): a code word, nothing about a person.
        const auto word = json ? text_of(*json, "error").substr(0, 40) : std::string_view{};
        return base::Error{base::Fault::bad_input, "federation.code_refused", std::string{word}};
    }
    if (answer.status != 200 || !json) return wrong_answer("token: status " + std::to_string(answer.status));
    Tokens tokens{.id_token = std::string{text_of(*json, "id_token")},
                  .access_token = std::string{text_of(*json, "access_token")}};
    if (tokens.id_token.empty()) return wrong_answer("token: no id_token");
    return tokens;
}

Assurance OpenIdProvider::assurance_of(const IdClaims& claims) const {
    switch (settings_.two_factors) {
        case OpenIdSettings::TwoFactors::always:
            return Assurance::two_factors;
        case OpenIdSettings::TwoFactors::never:
            return Assurance::one_factor;
        case OpenIdSettings::TwoFactors::by_token:
            break;
    }
    // RFC 8176 section 2: "mfa" says that more than one method was used.
    return std::ranges::find(claims.methods, "mfa") != claims.methods.end() ? Assurance::two_factors
                                                                            : Assurance::one_factor;
}

base::Result<Arrived> OpenIdProvider::arrive(const Arrival& arrival, base::Instant now) const {
    const auto opened = seal_.open(use_of(settings_.id), arrival.sealed);
    if (!opened) return lost(arrival.sealed.empty() ? "no cookie" : "the cookie is another's");
    const auto underway = underway_from(opened->text());
    CHECK(underway);
    if (now >= underway->until) return lost("too late");
    if (!crypto::constant_time_equal(base::as_bytes(arrival.state), base::as_bytes(underway->state))) {
        return lost("state");
    }
    const auto metadata = TRY(this->metadata(now));
    // RFC 9207: which of several providers answers must not be taken on trust.
    const bool must_say = metadata.says_issuer == Metadata::SaysIssuer::yes;
    if ((must_say || !arrival.issuer.empty()) && arrival.issuer != settings_.issuer) return lost("issuer");
    if (!arrival.error.empty() || arrival.code.empty()) {
        const bool is_word = arrival.error.size() <= 40 && std::ranges::all_of(arrival.error, [](char c) {
                                 return (c >= 'a' && c <= 'z') || c == '_';
                             });
        return base::Error{base::Fault::bad_input, "federation.sign_in_denied",
                           is_word ? std::string{arrival.error} : std::string{}};
    }
    const auto tokens = TRY(redeem(metadata, arrival.code, underway->verifier));
    const auto header = TRY(read_token_header(tokens.id_token, settings_.algorithms));
    const auto key = TRY(key_for(header, metadata, now));
    // Who went for a fresh proof must have been seen since.
    const auto max_age = underway->carried.empty() ? settings_.max_age : std::optional{now - underway->asked_at};
    const auto claims = TRY(check_id_token(tokens.id_token, header, key,
                                           {.issuer = settings_.issuer,
                                            .client_id = settings_.client_id,
                                            .nonce = underway->nonce,
                                            .access_token = tokens.access_token,
                                            .subject_claim = settings_.subject_claim,
                                            .max_age = max_age},
                                           now));
    auto proven = ProvenMaker::make(
        {.method = Method::openid,
         .assurance = assurance_of(claims),
         .provider = settings_.id,
         .subject = claims.subject,
         .name = claims.name,
         .proved_at = claims.proved_at,
         // The cookie is taken back and the provider redeems a code once; a copy of both is still good for nothing.
         .once = Once{.digest = crypto::sha256({base::as_bytes("openid\n"), base::as_bytes(underway->nonce)}),
                      .until = underway->until}});
    return Arrived{.proven = std::move(proven), .carried = underway->carried};
}

}  // namespace menhu::federation
