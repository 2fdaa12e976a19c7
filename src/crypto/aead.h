#pragma once
// Seal and open: AES-256-GCM (NIST SP 800-38D) with 12-byte nonces and 16-byte tags.
//
// A nonce must never come twice under one key: use a counter, or a key of its own per segment; random nonces only for
// fewer than 2^32 messages a key. The key schedule is kept, so one call costs the bytes and a nonce. Thread rule: one
// thread at a time for each Aead; make one per thread from the same key.
#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/secret.h"

struct evp_cipher_ctx_st;

namespace menhu::crypto {

using Nonce = std::array<std::uint8_t, 12>;

// The nonce of a counter: four zero bytes, then the number big-endian.
Nonce nonce_of(std::uint64_t number);
Nonce random_nonce(base::Random& random);

class Aead {
public:
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t overhead = 16;  // how much longer than the plain bytes the sealed ones are

    explicit Aead(const Secret& key) : Aead{key.view()} {}
    explicit Aead(base::ByteView key);
    Aead(Aead&&) noexcept;
    Aead& operator=(Aead&&) noexcept;
    ~Aead();

    // Ciphertext, then the tag. `aad` is authenticated but not kept.
    base::Bytes seal(const Nonce& nonce, base::ByteView aad, base::ByteView plain);
    // The same into memory of the caller's, exactly plain.size() + overhead bytes.
    void seal_into(const Nonce& nonce, base::ByteView aad, base::ByteView plain, std::span<std::uint8_t> out);

    // Error: crypto.seal_broken (wrong key, nonce or aad, or changed bytes).
    base::Result<Secret> open(const Nonce& nonce, base::ByteView aad, base::ByteView sealed);
    // The same into memory of the caller's, exactly sealed.size() - overhead bytes; wiped on failure.
    base::Result<void> open_into(const Nonce& nonce, base::ByteView aad, base::ByteView sealed,
                                 std::span<std::uint8_t> out);

private:
    struct Free {
        void operator()(evp_cipher_ctx_st* context) const;
    };
    std::unique_ptr<evp_cipher_ctx_st, Free> sealer_;
    std::unique_ptr<evp_cipher_ctx_st, Free> opener_;
};

}  // namespace menhu::crypto
