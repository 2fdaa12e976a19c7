#pragma once
// From a checked row to its sealed record and its index entries in the spill. Inside the room. Thread rule: one thread
// each.
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/aead.h"
#include "crypto/tag.h"
#include "format/record_reader.h"
#include "registry/person.h"
#include "registry/spill.h"

namespace menhu::registry {

// Tags of ids seen lately: the rows of a household stand together and name the same head, parents and spouses.
class TagCache {
public:
    explicit TagCache(const crypto::TagKey& key) : key_{key} {}
    ~TagCache();
    TagCache(const TagCache&) = delete;
    TagCache& operator=(const TagCache&) = delete;
    Tag person(std::string_view id);
    Tag household(std::string_view number);

private:
    struct Slot {
        std::array<char, 15> text{};
        std::uint8_t length = 0;
        Tag tag{};
    };
    const crypto::TagKey& key_;
    std::array<Slot, 512> slots_{};
    Slot household_{};
};

// Where in the file a row is.
struct RowPlace {
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    std::uint32_t number = 0;  // from 1
};
inline RowPlace place_of(const format::RawRecord& record) {
    CHECK(record.number <= std::numeric_limits<std::uint32_t>::max());
    return {record.offset, static_cast<std::uint32_t>(record.bytes.size()), static_cast<std::uint32_t>(record.number)};
}

class Sealer {
public:
    Sealer(const crypto::TagKey& key, base::ByteView data_key, std::int64_t generation, Spill& spill);

    // `place.number` is the record's nonce: each comes once in a generation.
    base::Result<void> add(const RowPlace& place, const PersonBuilder& person);
    // An event of the person with this id, sealed under `scratch` with the row's number as nonce.
    base::Result<void> add_event(const RowPlace& place, std::string_view person_id, base::ByteView stored,
                                 crypto::Aead& scratch);
    base::Result<void> flush() { return writer_.flush(); }

private:
    base::Result<void> add_pairs(const PersonBuilder& person, const Tag& tag, std::uint32_t number,
                                 std::uint32_t birth);
    TagCache cache_;
    const crypto::TagKey& key_;
    crypto::Aead aead_;
    std::int64_t generation_;
    SpillWriter writer_;
    base::Bytes compact_;
    base::Bytes sealed_;
    std::string name_;
};

}  // namespace menhu::registry
