#pragma once
// Sign-in at an OpenID Connect provider: the authorization code flow (OpenID Connect Core 1.0 section 3.1) with PKCE
// (RFC 7636, S256), state and nonce; the provider's addresses from its discovery document, its keys from its key set,
// which is fetched anew when a token names a key that is not in it.
//
// Promises: what begins in one browser ends in that browser, within ten minutes and once; a token is believed only if
// it is signed by the provider under an algorithm of the list, was made for this client and this sign-in, and is in
// force at the instant given. Thread rule: const calls from any thread; those that answer a Result block for requests.
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/jws.h"
#include "crypto/secret.h"
#include "federation/https.h"
#include "federation/proven.h"

namespace menhu::federation {

class Seal;
struct ProviderKey;
struct TokenHeader;
struct IdClaims;

struct OpenIdSettings {
    std::string id;  // of the provider, in addresses: [a-z0-9-]{1,32}
    std::string name_zh;
    std::string name_en;
    std::string issuer;
    std::string client_id;
    crypto::Secret client_secret;  // empty: the client has none
    std::string scopes = "openid profile";
    std::string subject_claim = "sub";
    std::vector<crypto::JwsAlgorithm> algorithms;
    std::optional<base::Duration> max_age;  // since the person was seen there
    // When a sign-in there counts as two factors: by what its token says (amr, RFC 8176), always, or never.
    enum class TwoFactors : std::uint8_t { by_token, always, never } two_factors = TwoFactors::by_token;
    std::string redirect;  // where the browser comes back: https://…/callback
    HttpsSettings https;
};

// A browser on its way: where it goes, and what it must bring back in a cookie.
struct Departure {
    std::string address;
    std::string sealed;
    base::Instant until{};
};

// What the browser came back with.
struct Arrival {
    std::string_view code;
    std::string_view state;
    std::string_view issuer;  // iss (RFC 9207); empty if absent
    std::string_view error;   // OAuth's; empty if there is none
    std::string_view sealed;  // of the cookie
};

// Who was proved, and what went along on the way.
struct Arrived {
    Proven proven;
    std::string carried;
};

class OpenIdProvider {
public:
    OpenIdProvider(OpenIdSettings settings, const Seal& seal);
    ~OpenIdProvider();

    const std::string& id() const { return settings_.id; }
    const std::string& name_zh() const { return settings_.name_zh; }
    const std::string& name_en() const { return settings_.name_en; }

    // `carried` (the token of a session; empty: none) is sealed with the rest and comes back with the browser; with it
    // the provider must ask anew who it is, and not answer from a sign-in of before. Errors:
    // federation.provider_unreachable, federation.provider_answer.
    base::Result<Departure> depart(std::string_view carried, base::Random& random, base::Instant now) const;
    // Errors: those of depart; federation.sign_in_lost (no cookie, another sign-in's, too late),
    // federation.sign_in_denied (the provider said no), federation.code_refused, federation.proof_refused (detail: what
    // was wrong).
    base::Result<Arrived> arrive(const Arrival& arrival, base::Instant now) const;

private:
    struct Metadata {
        std::string authorization_endpoint;
        std::string token_endpoint;
        std::string key_set;
        enum class Login : std::uint8_t { basic, post } login = Login::basic;
        enum class SaysIssuer : std::uint8_t { yes, no } says_issuer = SaysIssuer::no;
    };
    struct Known;

    base::Result<Metadata> metadata(base::Instant now) const;
    base::Result<Metadata> fetch_metadata() const;
    base::Result<std::vector<ProviderKey>> fetch_keys(const Metadata& metadata, base::Instant now) const;
    base::Result<ProviderKey> key_for(const TokenHeader& header, const Metadata& metadata, base::Instant now) const;
    struct Tokens {
        std::string id_token;
        std::string access_token;
    };
    base::Result<Tokens> redeem(const Metadata& metadata, std::string_view code, std::string_view verifier) const;
    Assurance assurance_of(const IdClaims& claims) const;

    OpenIdSettings settings_;
    const Seal& seal_;
    Https https_;
    mutable std::mutex mutex_;  // guards known_
    std::unique_ptr<Known> known_;
};

}  // namespace menhu::federation
