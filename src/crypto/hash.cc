// The low-level calls are kept on purpose: fetching EVP_sha256 for each hash costs three times the hash of a short
// entry.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypto/hash.h"

#include <openssl/sha.h>

#include "base/result.h"

namespace menhu::crypto {
namespace {

static_assert(sizeof(SHA256_CTX) <= 112 && alignof(SHA256_CTX) <= 8);

SHA256_CTX* context(std::array<std::uint8_t, 112>& state) { return reinterpret_cast<SHA256_CTX*>(state.data()); }

}  // namespace

void Sha256::reset() { CHECK(SHA256_Init(context(state_)) == 1); }

Sha256& Sha256::add(base::ByteView bytes) {
    CHECK(SHA256_Update(context(state_), bytes.data(), bytes.size()) == 1);
    return *this;
}

Digest Sha256::finish() {
    Digest digest;
    CHECK(SHA256_Final(digest.data(), context(state_)) == 1);
    return digest;
}

Digest sha256(base::ByteView bytes) { return Sha256{}.add(bytes).finish(); }

Digest sha256(std::initializer_list<base::ByteView> parts) {
    Sha256 hash;
    for (const base::ByteView part : parts) hash.add(part);
    return hash.finish();
}

}  // namespace menhu::crypto
