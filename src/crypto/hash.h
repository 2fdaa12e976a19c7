#pragma once
// SHA-256 (FIPS 180-4). No allocation: the state lies in the object, so that one hash of a short entry costs its blocks
// and nothing else (the processor's SHA instructions are used where there are any). Thread rule: values.
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "base/bytes.h"

namespace menhu::crypto {

using Digest = std::array<std::uint8_t, 32>;

class Sha256 {
public:
    Sha256() { reset(); }
    void reset();
    Sha256& add(base::ByteView bytes);
    Sha256& add(std::string_view text) { return add(base::as_bytes(text)); }
    Sha256& add(std::uint8_t byte) { return add(base::ByteView{&byte, 1}); }
    // The digest of all that was added; afterwards only `reset` makes sense.
    Digest finish();

private:
    // Room for the library's context, which hash.cc checks for size.
    alignas(8) std::array<std::uint8_t, 112> state_;
};

Digest sha256(base::ByteView bytes);
inline Digest sha256(std::string_view text) { return sha256(base::as_bytes(text)); }
// The hash of the parts one after another. The parts are not delimited: give a length or a separator where they vary.
Digest sha256(std::initializer_list<base::ByteView> parts);

}  // namespace menhu::crypto
