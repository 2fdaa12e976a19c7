#pragma once
// Signatures of JSON Web Signature in compact form (RFC 7515, RFC 7518, RFC 8037), checked against a public JWK
// (RFC 7517). Only what an outside identity provider signs with, and never with a shared secret or with none: the
// algorithm is the caller's to name, from its own list, and must be the one that the header names.
//
// What the payload says is not this room's business. Thread rule: values; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/sign.h"

namespace menhu::crypto {

enum class JwsAlgorithm : std::uint8_t { rs256, ps256, es256, eddsa };
// "RS256" …; nothing for any other, "none" and "HS256" among them.
std::optional<JwsAlgorithm> jws_algorithm(std::string_view name);
std::string_view jws_algorithm_name(JwsAlgorithm algorithm);

class JwsKey {
public:
    // RSA of 2048 bits or more, or P-256, from the text of a JWK. Error: crypto.jwk_unusable.
    static base::Result<JwsKey> from_jwk(std::string_view jwk);
    // The `x` of an Ed25519 key (RFC 8037 section 2). Error: crypto.jwk_unusable.
    static base::Result<JwsKey> from_ed25519(base::ByteView x);

    // RSA serves RS256 and PS256, P-256 ES256, Ed25519 EdDSA.
    bool fits(JwsAlgorithm algorithm) const;

private:
    friend base::Result<base::Bytes> verify_jws(std::string_view compact, JwsAlgorithm algorithm, const JwsKey& key);
    enum class Kind : std::uint8_t { rsa, p256, ed25519 };
    JwsKey(Kind kind, std::string jwk, std::optional<VerifyKey> ed25519)
        : kind_{kind}, jwk_{std::move(jwk)}, ed25519_{ed25519} {}

    Kind kind_;
    std::string jwk_;
    std::optional<VerifyKey> ed25519_;
};

// The payload, if the signature is of this key under this algorithm.
// Errors: crypto.jws_ill_formed (also when the header names another algorithm), crypto.jws_signature.
base::Result<base::Bytes> verify_jws(std::string_view compact, JwsAlgorithm algorithm, const JwsKey& key);

// OpenID Connect Core section 3.1.3.6: the left half of the hash of an access token, in base64url. The hash is the
// algorithm's own: SHA-256, or SHA-512 for EdDSA.
std::string half_hash(JwsAlgorithm algorithm, std::string_view text);

}  // namespace menhu::crypto
