#pragma once
// Reads the little CBOR (RFC 8949) that an authenticator sends: definite lengths only, as CTAP 2 wants it. Inside the
// room. Promise: every length is checked before anything is read; nothing is allocated. Thread rule: a value; borrows
// the bytes.
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace menhu::crypto {

class CborReader {
public:
    explicit CborReader(base::ByteView bytes) : rest_{bytes} {}

    // The next value, if it is of the kind; otherwise nothing, and the reader is of no more use.
    std::optional<std::uint64_t> map();  // the number of pairs that follow
    std::optional<std::string_view> text();
    std::optional<base::ByteView> bytes();
    std::optional<std::int64_t> integer();
    // Passes over the next value, whatever it is; false if it is ill-formed or more than `depth` deep.
    bool skip(int depth = 4);
    bool is_at_end() const { return rest_.empty(); }

private:
    struct Item {
        unsigned kind;
        std::uint64_t argument;
    };
    std::optional<Item> item();
    std::optional<Item> item_of(unsigned kind);
    std::optional<base::ByteView> take(std::uint64_t size);

    base::ByteView rest_;
};

}  // namespace menhu::crypto
