#include "crypto/secret.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace menhu::crypto {

Secret::Secret(std::size_t size) : bytes_{std::make_unique<std::uint8_t[]>(size)}, size_{size} {}

Secret Secret::copy_of(base::ByteView bytes) {
    Secret secret{bytes.size()};
    std::ranges::copy(bytes, secret.bytes_.get());
    return secret;
}

Secret Secret::random(std::size_t size, base::Random& random) {
    Secret secret{size};
    random.fill(secret.writable());
    return secret;
}

Secret::Secret(Secret&& other) noexcept : bytes_{std::move(other.bytes_)}, size_{std::exchange(other.size_, 0)} {}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe(writable());
        bytes_ = std::move(other.bytes_);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

Secret::~Secret() { wipe(writable()); }

bool operator==(const Secret& left, const Secret& right) { return constant_time_equal(left.view(), right.view()); }

void wipe(std::span<std::uint8_t> bytes) {
    if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

bool constant_time_equal(base::ByteView left, base::ByteView right) {
    if (left.size() != right.size()) return false;
    return left.empty() || sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace menhu::crypto
