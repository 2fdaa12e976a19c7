#include "crypto/sign.h"

#include <sodium.h>

#include <algorithm>

#include "base/result.h"

namespace menhu::crypto {

static_assert(crypto_sign_BYTES == 64);
static_assert(crypto_sign_PUBLICKEYBYTES == 32);
static_assert(crypto_sign_SEEDBYTES == 32);

std::optional<VerifyKey> VerifyKey::from_bytes(base::ByteView bytes) {
    PublicKey key;
    if (bytes.size() != key.size()) return std::nullopt;
    std::ranges::copy(bytes, key.begin());
    return VerifyKey{key};
}

bool VerifyKey::verify(base::ByteView message, base::ByteView signature) const {
    if (signature.size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), bytes_.data()) == 0;
}

SigningKey SigningKey::generate(base::Random& random) { return from_seed(Secret::random(seed_size, random)); }

SigningKey SigningKey::from_seed(const Secret& seed) {
    CHECK(seed.size() == seed_size);
    Secret expanded{crypto_sign_SECRETKEYBYTES};
    PublicKey public_key;
    CHECK(crypto_sign_seed_keypair(public_key.data(), expanded.writable().data(), seed.view().data()) == 0);
    return SigningKey{std::move(expanded)};
}

Signature SigningKey::sign(base::ByteView message) const {
    Signature signature;
    CHECK(crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), expanded_.view().data()) ==
          0);
    return signature;
}

VerifyKey SigningKey::verify_key() const {
    PublicKey key;
    std::ranges::copy(expanded_.view().last(key.size()), key.begin());
    return VerifyKey{key};
}

Secret SigningKey::seed() const { return Secret::copy_of(expanded_.view().first(seed_size)); }

}  // namespace menhu::crypto
