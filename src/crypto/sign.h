#pragma once
// Ed25519 signatures (RFC 8032). Thread rule: const calls from any thread.
#include <array>
#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "base/random.h"
#include "crypto/secret.h"

namespace menhu::crypto {

using Signature = std::array<std::uint8_t, 64>;
using PublicKey = std::array<std::uint8_t, 32>;

class VerifyKey {
public:
    // Nothing if `bytes` is not 32 bytes long. A point of small order is refused when it verifies.
    static std::optional<VerifyKey> from_bytes(base::ByteView bytes);
    explicit VerifyKey(const PublicKey& bytes) : bytes_{bytes} {}
    const PublicKey& bytes() const { return bytes_; }
    bool verify(base::ByteView message, base::ByteView signature) const;

private:
    PublicKey bytes_;
};

class SigningKey {
public:
    static constexpr std::size_t seed_size = 32;
    static SigningKey generate(base::Random& random);
    // The key that the 32 bytes of RFC 8032 section 5.1.5 make.
    static SigningKey from_seed(const Secret& seed);

    Signature sign(base::ByteView message) const;
    VerifyKey verify_key() const;
    // For wrapping.
    Secret seed() const;

private:
    explicit SigningKey(Secret expanded) : expanded_{std::move(expanded)} {}
    Secret expanded_;  // seed, then public key
};

}  // namespace menhu::crypto
