#pragma once
// ID tokens (OpenID Connect Core 1.0 sections 2 and 3.1.3.7): the signature by a key of the provider, then the claims.
// Inside the room. Pure: time is an argument; any thread.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "crypto/jws.h"
#include "format/json.h"

namespace menhu::federation {

// How far the provider's clock may be off, and how old a token may be when it arrives.
inline constexpr std::chrono::seconds clock_skew{60};
inline constexpr std::chrono::seconds longest_token_age{600};

// A key of the provider's set (RFC 7517).
struct ProviderKey {
    std::string id;         // kid; may be empty
    std::string algorithm;  // alg, if the provider binds the key to one
    crypto::JwsKey key;
};
// Keys that cannot be used here (of other kinds, for encryption) are left out. Error: federation.provider_answer.
base::Result<std::vector<ProviderKey>> read_key_set(std::string_view json);

// What stands in the header and decides which key is asked.
struct TokenHeader {
    crypto::JwsAlgorithm algorithm{};
    std::string key_id;  // empty: none named
};
// Error: federation.proof_refused (detail: what is wrong), also for an algorithm that is not `allowed`.
base::Result<TokenHeader> read_token_header(std::string_view compact, std::span<const crypto::JwsAlgorithm> allowed);

// The key that the header names; with no name, the only one that fits. Null: none, perhaps a newer set has it.
const ProviderKey* find_key(std::span<const ProviderKey> keys, const TokenHeader& header);

// What the claims must be.
struct Expected {
    std::string_view issuer;
    std::string_view client_id;
    std::string_view nonce;
    std::string_view access_token;          // empty: none was given
    std::string_view subject_claim;         // "sub", or another that the agency knows its people by
    std::optional<base::Duration> max_age;  // how long ago the person may have been seen by the provider
};

struct IdClaims {
    std::string subject;
    std::string name;
    base::Instant proved_at{};         // auth_time, or the issue of the token
    std::vector<std::string> methods;  // amr (RFC 8176)
};
// Error: federation.proof_refused; the detail names the claim, never its value.
base::Result<IdClaims> check_claims(const format::Json& payload, const Expected& expected,
                                    crypto::JwsAlgorithm algorithm, base::Instant now);

// The whole of it, but for finding the key.
base::Result<IdClaims> check_id_token(std::string_view compact, const TokenHeader& header, const ProviderKey& key,
                                      const Expected& expected, base::Instant now);

}  // namespace menhu::federation
