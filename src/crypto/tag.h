#pragma once
// HMAC-SHA-256 (RFC 2104) under a kept key, and its first 16 bytes as a tag by which sealed things are found.
//
// The two keyed blocks are hashed once, when the key is set, so that a tag of a short text costs two blocks. Thread
// rule: const calls from any thread.
#include <array>
#include <cstdint>
#include <initializer_list>

#include "base/bytes.h"
#include "crypto/hash.h"
#include "crypto/secret.h"

namespace menhu::crypto {

using Tag = std::array<std::uint8_t, 16>;

class TagKey {
public:
    explicit TagKey(const Secret& key) : TagKey{key.view()} {}
    explicit TagKey(base::ByteView key);
    TagKey(TagKey&&) = default;
    TagKey& operator=(TagKey&&) = default;
    ~TagKey();

    Digest mac(base::ByteView message) const;
    // The parts one after another, not delimited.
    Digest mac(std::initializer_list<base::ByteView> parts) const;
    Tag tag(base::ByteView message) const;
    Tag tag(std::initializer_list<base::ByteView> parts) const;

private:
    Sha256 inner_;
    Sha256 outer_;
};

}  // namespace menhu::crypto
