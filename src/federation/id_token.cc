#include "federation/id_token.h"

#include <algorithm>
#include <cmath>

#include "crypto/secret.h"

namespace menhu::federation {
namespace {

using format::Json;

constexpr std::size_t longest_token = 32 * 1024;
constexpr std::size_t longest_subject = 255;  // OpenID Connect Core section 2

base::Error refuse(std::string_view what) {
    return {base::Fault::bad_input, "federation.proof_refused", std::string{what}};
}

std::string_view text_of(const Json& object, std::string_view name) {
    const Json* found = object.find(name);
    const std::string* text = found == nullptr ? nullptr : found->text();
    return text == nullptr ? std::string_view{} : std::string_view{*text};
}

// NumericDate (RFC 7519 section 2); the fraction, where there is one, is dropped.
std::optional<base::Instant> instant_of(const Json& object, std::string_view name) {
    const Json* found = object.find(name);
    if (found == nullptr) return std::nullopt;
    std::int64_t seconds = 0;
    if (const auto* whole = found->integer()) {
        seconds = *whole;
    } else if (const auto* real = found->real(); real != nullptr && std::isfinite(*real) && std::abs(*real) < 1e12) {
        seconds = static_cast<std::int64_t>(*real);
    } else {
        return std::nullopt;
    }
    constexpr std::int64_t last = 253'402'300'799;  // 9999-12-31T23:59:59Z
    if (seconds < 0 || seconds > last) return std::nullopt;
    return base::Instant{std::chrono::seconds{seconds}};
}

bool is_same(std::string_view left, std::string_view right) {
    return crypto::constant_time_equal(base::as_bytes(left), base::as_bytes(right));
}

// aud is one text or a list; of several, azp must say that the token was made for this client (section 3.1.3.7, 3-5).
base::Result<void> check_audience(const Json& payload, std::string_view client_id) {
    const Json* audience = payload.find("aud");
    if (audience == nullptr) return refuse("aud");
    const Json* party = payload.find("azp");
    if (party != nullptr && text_of(payload, "azp") != client_id) return refuse("azp");
    if (const auto* one = audience->text()) {
        if (*one != client_id) return refuse("aud");
        return {};
    }
    const auto* list = audience->array();
    if (list == nullptr) return refuse("aud");
    const bool is_here =
        std::ranges::any_of(*list, [&](const Json& one) { return one.text() != nullptr && *one.text() == client_id; });
    if (!is_here) return refuse("aud");
    if (list->size() > 1 && party == nullptr) return refuse("azp");
    return {};
}

}  // namespace

base::Result<std::vector<ProviderKey>> read_key_set(std::string_view json) {
    const auto set = format::parse_json(json);
    const Json* list = set ? set->find("keys") : nullptr;
    if (list == nullptr || list->array() == nullptr) {
        return base::Error{base::Fault::unavailable, "federation.provider_answer", "key set"};
    }
    std::vector<ProviderKey> keys;
    for (const Json& one : *list->array()) {
        if (const auto use = text_of(one, "use"); !use.empty() && use != "sig") continue;
        auto key = [&]() -> base::Result<crypto::JwsKey> {
            if (text_of(one, "kty") != "OKP") return crypto::JwsKey::from_jwk(format::canonical_json(one));
            const auto x = base::from_base64url(text_of(one, "x"));
            if (text_of(one, "crv") != "Ed25519" || !x) return crypto::JwsKey::from_ed25519({});
            return crypto::JwsKey::from_ed25519(*x);
        }();
        if (!key) continue;
        keys.push_back({std::string{text_of(one, "kid")}, std::string{text_of(one, "alg")}, *std::move(key)});
    }
    return keys;
}

base::Result<TokenHeader> read_token_header(std::string_view compact, std::span<const crypto::JwsAlgorithm> allowed) {
    if (compact.size() > longest_token || std::ranges::count(compact, '.') != 2) return refuse("form");
    const auto bytes = base::from_base64url(compact.substr(0, compact.find('.')));
    if (!bytes) return refuse("header");
    const auto header = format::parse_json(base::as_text(*bytes));
    if (!header || header->object() == nullptr) return refuse("header");
    // An extension that must be understood and is not (RFC 7515 section 4.1.11).
    if (header->find("crit") != nullptr) return refuse("crit");
    const auto algorithm = crypto::jws_algorithm(text_of(*header, "alg"));
    if (!algorithm || std::ranges::find(allowed, *algorithm) == allowed.end()) return refuse("alg");
    return TokenHeader{.algorithm = *algorithm, .key_id = std::string{text_of(*header, "kid")}};
}

const ProviderKey* find_key(std::span<const ProviderKey> keys, const TokenHeader& header) {
    const ProviderKey* found = nullptr;
    for (const ProviderKey& one : keys) {
        const bool is_bound_to_it =
            one.algorithm.empty() || one.algorithm == crypto::jws_algorithm_name(header.algorithm);
        if (!is_bound_to_it || !one.key.fits(header.algorithm)) continue;
        if (!header.key_id.empty() && one.id != header.key_id) continue;
        if (found != nullptr) return nullptr;  // which of two is not to be guessed
        found = &one;
    }
    return found;
}

base::Result<IdClaims> check_claims(const Json& payload, const Expected& expected, crypto::JwsAlgorithm algorithm,
                                    base::Instant now) {
    if (payload.object() == nullptr) return refuse("payload");
    if (text_of(payload, "iss") != expected.issuer) return refuse("iss");
    TRY(check_audience(payload, expected.client_id));
    const auto expires = instant_of(payload, "exp");
    if (!expires || now >= *expires + clock_skew) return refuse("exp");
    const auto issued = instant_of(payload, "iat");
    if (!issued || *issued > now + clock_skew || *issued < now - longest_token_age) return refuse("iat");
    if (payload.find("nbf") != nullptr) {
        const auto from = instant_of(payload, "nbf");
        if (!from || *from > now + clock_skew) return refuse("nbf");
    }
    if (expected.nonce.empty() || !is_same(text_of(payload, "nonce"), expected.nonce)) return refuse("nonce");
    if (payload.find("at_hash") != nullptr) {
        const auto hash = crypto::half_hash(algorithm, expected.access_token);
        if (expected.access_token.empty() || !is_same(text_of(payload, "at_hash"), hash)) return refuse("at_hash");
    }
    IdClaims claims;
    const auto seen = instant_of(payload, "auth_time");
    if (seen && *seen > now + clock_skew) return refuse("auth_time");
    if (expected.max_age && (!seen || now > *seen + *expected.max_age + clock_skew)) return refuse("auth_time");
    claims.proved_at = std::min(seen.value_or(*issued), now);
    const auto subject = text_of(payload, "sub");
    if (subject.empty() || subject.size() > longest_subject) return refuse("sub");
    claims.subject = text_of(payload, expected.subject_claim);
    if (claims.subject.empty() || claims.subject.size() > longest_subject) return refuse(expected.subject_claim);
    if (const auto name = text_of(payload, "name"); name.size() <= longest_subject) claims.name = name;
    if (const Json* methods = payload.find("amr"); methods != nullptr && methods->array() != nullptr) {
        for (const Json& one : *methods->array()) {
            if (one.text() != nullptr) claims.methods.push_back(*one.text());
        }
    }
    return claims;
}

base::Result<IdClaims> check_id_token(std::string_view compact, const TokenHeader& header, const ProviderKey& key,
                                      const Expected& expected, base::Instant now) {
    const auto bytes = crypto::verify_jws(compact, header.algorithm, key.key);
    if (!bytes) return refuse(bytes.error().code());
    const auto payload = format::parse_json(base::as_text(*bytes));
    if (!payload) return refuse("payload");
    return check_claims(*payload, expected, header.algorithm, now);
}

}  // namespace menhu::federation
