#include "crypto/jws.h"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>
#include <memory>

extern "C" {
#include <cjose/cjose.h>
}

#include "crypto/hash.h"

namespace menhu::crypto {
namespace {

struct FreeKey {
    void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
};
struct FreeJws {
    void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};
using Key = std::unique_ptr<cjose_jwk_t, FreeKey>;
using Jws = std::unique_ptr<cjose_jws_t, FreeJws>;

constexpr std::array names{std::pair{JwsAlgorithm::rs256, std::string_view{"RS256"}},
                           std::pair{JwsAlgorithm::ps256, std::string_view{"PS256"}},
                           std::pair{JwsAlgorithm::es256, std::string_view{"ES256"}},
                           std::pair{JwsAlgorithm::eddsa, std::string_view{"EdDSA"}}};

base::Error unusable(std::string_view why) {
    return {base::Fault::unsupported, "crypto.jwk_unusable", std::string{why}};
}
base::Error ill_formed(std::string_view why) {
    return {base::Fault::bad_input, "crypto.jws_ill_formed", std::string{why}};
}
base::Error wrong_signature() { return {base::Fault::bad_input, "crypto.jws_signature"}; }

// The library has no EdDSA; the form is simple enough: three parts, the signature over the first two (RFC 7515
// section 5.2). That the header names EdDSA is for the caller to have read.
base::Result<base::Bytes> verify_ed25519(std::string_view compact, const VerifyKey& key) {
    const auto first = compact.find('.');
    const auto last = compact.rfind('.');
    if (first == std::string_view::npos || first == last) return ill_formed("parts");
    const auto payload = base::from_base64url(compact.substr(first + 1, last - first - 1));
    const auto signature = base::from_base64url(compact.substr(last + 1));
    if (!payload || !signature) return ill_formed("base64url");
    if (!key.verify(base::as_bytes(compact.substr(0, last)), *signature)) return wrong_signature();
    return *payload;
}

}  // namespace

std::optional<JwsAlgorithm> jws_algorithm(std::string_view name) {
    for (const auto& [algorithm, its_name] : names) {
        if (its_name == name) return algorithm;
    }
    return std::nullopt;
}

std::string_view jws_algorithm_name(JwsAlgorithm algorithm) {
    for (const auto& [one, name] : names) {
        if (one == algorithm) return name;
    }
    return "";
}

base::Result<JwsKey> JwsKey::from_jwk(std::string_view jwk) {
    cjose_err error{};
    const Key key{cjose_jwk_import(jwk.data(), jwk.size(), &error)};
    if (!key) return unusable("not a key");
    switch (cjose_jwk_get_kty(key.get(), &error)) {
        case CJOSE_JWK_KTY_RSA:
            // Below 112 bits of strength (NIST SP 800-131A).
            if (cjose_jwk_get_keysize(key.get(), &error) < 2048) return unusable("short RSA key");
            return JwsKey{Kind::rsa, std::string{jwk}, std::nullopt};
        case CJOSE_JWK_KTY_EC:
            if (cjose_jwk_EC_get_curve(key.get(), &error) != CJOSE_JWK_EC_P_256) return unusable("curve");
            return JwsKey{Kind::p256, std::string{jwk}, std::nullopt};
        default:
            return unusable("kind");
    }
}

base::Result<JwsKey> JwsKey::from_ed25519(base::ByteView x) {
    const auto key = VerifyKey::from_bytes(x);
    if (!key) return unusable("Ed25519 key");
    return JwsKey{Kind::ed25519, {}, key};
}

bool JwsKey::fits(JwsAlgorithm algorithm) const {
    switch (algorithm) {
        case JwsAlgorithm::rs256:
        case JwsAlgorithm::ps256:
            return kind_ == Kind::rsa;
        case JwsAlgorithm::es256:
            return kind_ == Kind::p256;
        case JwsAlgorithm::eddsa:
            return kind_ == Kind::ed25519;
    }
    return false;
}

base::Result<base::Bytes> verify_jws(std::string_view compact, JwsAlgorithm algorithm, const JwsKey& key) {
    if (!key.fits(algorithm)) return unusable("a key of another kind");
    if (algorithm == JwsAlgorithm::eddsa) return verify_ed25519(compact, *key.ed25519_);
    cjose_err error{};
    const Jws jws{cjose_jws_import(compact.data(), compact.size(), &error)};
    if (!jws) return ill_formed("compact form");
    const char* named = cjose_header_get(cjose_jws_get_protected(jws.get()), CJOSE_HDR_ALG, &error);
    if (named == nullptr || named != jws_algorithm_name(algorithm)) return ill_formed("algorithm");
    const Key public_key{cjose_jwk_import(key.jwk_.data(), key.jwk_.size(), &error)};
    if (!public_key) return unusable("not a key");
    if (!cjose_jws_verify(jws.get(), public_key.get(), &error)) return wrong_signature();
    std::uint8_t* plain = nullptr;
    std::size_t size = 0;
    if (!cjose_jws_get_plaintext(jws.get(), &plain, &size, &error)) return ill_formed("payload");
    return base::Bytes(plain, plain + size);
}

std::string half_hash(JwsAlgorithm algorithm, std::string_view text) {
    if (algorithm != JwsAlgorithm::eddsa) {
        const Digest digest = sha256(text);
        return base::to_base64url(base::ByteView{digest}.first(digest.size() / 2));
    }
    std::array<std::uint8_t, 64> digest{};
    unsigned size = 0;
    CHECK(EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha512(), nullptr) == 1);
    CHECK(size == digest.size());
    return base::to_base64url(base::ByteView{digest}.first(digest.size() / 2));
}

}  // namespace menhu::crypto
