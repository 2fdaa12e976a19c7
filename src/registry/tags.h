#pragma once
// Keyed tags and where they lie in a generation. A tag is HMAC-SHA-256 (16 bytes) under the holding's index key of one
// byte that says what it is of, then the thing: equal ids meet, and a volume alone tells nobody whose row it is. The
// first byte of a tag is its partition; sorting and cross-checks happen inside one. Thread rule: const, any thread.
#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "crypto/tag.h"

namespace menhu::registry {

using crypto::Tag;

// The kinds of buckets in a volume. Kept in volumes: never change a number.
enum class Index : std::uint8_t {
    person = 1,         // person → sealed record
    household = 2,      // household number → person
    name_birth = 3,     // normalised name and birth date → person
    child = 4,          // parent → child, by nature or adoption
    spouse = 5,         // spouse → person
    earlier = 6,        // earlier id → person
    name_district = 7,  // normalised name and district → person
};
inline constexpr std::size_t index_count = 8;  // one more than the last
inline constexpr int partitions = 256;

inline std::size_t partition_of(const Tag& tag) { return tag[0]; }
// partition (8 bits) ‖ kind (8 bits) ‖ 40 bits that hold the next `bits` (0 to 24) bits of the tag.
std::int64_t bucket_key(const Tag& tag, Index index, int bits);
// How many bits give about `target` entries a bucket when `entries` are spread over all partitions.
int bits_for(std::uint64_t entries, std::uint64_t target);

// Any id, in any role: a father's id has the tag of his own record.
Tag person_tag(const crypto::TagKey& key, std::string_view id);
Tag household_tag(const crypto::TagKey& key, std::string_view number);
// `normalised` by format::normalise_name.
Tag name_birth_tag(const crypto::TagKey& key, std::string_view normalised, std::string_view birth_date);
// `district`: eight digits.
Tag name_district_tag(const crypto::TagKey& key, std::string_view normalised, std::string_view district);

}  // namespace menhu::registry
