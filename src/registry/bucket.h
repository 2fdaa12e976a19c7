#pragma once
// Bodies of buckets (docs/formats/generation.md). A record bucket holds sealed records, a tag bucket pairs of tags;
// both in ascending order of the first tag. What is read is checked for its shape: a body that ends inside an entry is
// registry.bucket_corrupt. Thread rule: values.
#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/aead.h"
#include "crypto/tag.h"

namespace menhu::registry {

using crypto::Tag;

inline constexpr std::uint8_t bucket_version = 1;
inline constexpr std::size_t largest_record = 60'000;  // bytes of a compact record

// version(1), then entries: tag(16) ‖ number(4) ‖ length(2) ‖ sealed record.
struct SealedRecord {
    std::uint32_t number;  // of the row in its delivery; its nonce
    base::ByteView sealed;
};
void put_record(base::Bytes& body, const Tag& tag, std::uint32_t number, base::ByteView sealed);
base::Result<std::optional<SealedRecord>> find_record(base::ByteView body, const Tag& tag);

// version(1), then entries: tag(16) ‖ person(16).
void put_pair(base::Bytes& body, const Tag& tag, const Tag& person);
base::Result<std::vector<Tag>> find_pairs(base::ByteView body, const Tag& tag);

// The associated data of a record: generation(8) ‖ tag(16), so that no record can stand in another's place.
using RecordAad = std::array<std::uint8_t, 24>;
RecordAad record_aad(std::int64_t generation, const Tag& tag);

}  // namespace menhu::registry
