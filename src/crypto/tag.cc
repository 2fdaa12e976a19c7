#include "crypto/tag.h"

#include <algorithm>

namespace menhu::crypto {
namespace {

constexpr std::size_t block = 64;

Tag front(const Digest& digest) {
    Tag tag;
    std::copy_n(digest.begin(), tag.size(), tag.begin());
    return tag;
}

}  // namespace

TagKey::TagKey(base::ByteView key) {
    std::array<std::uint8_t, block> padded{};
    if (key.size() > block) {
        std::ranges::copy(sha256(key), padded.begin());
    } else {
        std::ranges::copy(key, padded.begin());
    }
    for (std::uint8_t& byte : padded) byte ^= 0x36;
    inner_.add(base::ByteView{padded});
    for (std::uint8_t& byte : padded) byte ^= 0x36 ^ 0x5c;
    outer_.add(base::ByteView{padded});
    wipe(padded);
}

TagKey::~TagKey() {
    wipe({reinterpret_cast<std::uint8_t*>(&inner_), sizeof inner_});
    wipe({reinterpret_cast<std::uint8_t*>(&outer_), sizeof outer_});
}

Digest TagKey::mac(std::initializer_list<base::ByteView> parts) const {
    Sha256 inner = inner_;
    for (const base::ByteView part : parts) inner.add(part);
    Sha256 outer = outer_;
    return outer.add(base::ByteView{inner.finish()}).finish();
}

Digest TagKey::mac(base::ByteView message) const { return mac({message}); }

Tag TagKey::tag(base::ByteView message) const { return front(mac({message})); }

Tag TagKey::tag(std::initializer_list<base::ByteView> parts) const { return front(mac(parts)); }

}  // namespace menhu::crypto
