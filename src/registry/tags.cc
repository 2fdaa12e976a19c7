#include "registry/tags.h"

#include "base/result.h"

namespace menhu::registry {

namespace {

constexpr std::uint8_t of_person[] = {1};
constexpr std::uint8_t of_household[] = {2};
constexpr std::uint8_t of_name_birth[] = {3};
constexpr std::uint8_t of_name_district[] = {4};
constexpr std::uint8_t separator[] = {0};

}  // namespace

std::int64_t bucket_key(const Tag& tag, Index index, int bits) {
    CHECK(bits >= 0 && bits <= 24);
    const std::int64_t next = (std::int64_t{tag[1]} << 16) | (std::int64_t{tag[2]} << 8) | std::int64_t{tag[3]};
    return (std::int64_t{tag[0]} << 48) | (static_cast<std::int64_t>(index) << 40) | (next >> (24 - bits));
}

int bits_for(std::uint64_t entries, std::uint64_t target) {
    int bits = 0;
    while (bits < 24 && (entries >> (8 + bits)) > target) ++bits;
    return bits;
}

Tag person_tag(const crypto::TagKey& key, std::string_view id) { return key.tag({of_person, base::as_bytes(id)}); }

Tag household_tag(const crypto::TagKey& key, std::string_view number) {
    return key.tag({of_household, base::as_bytes(number)});
}

Tag name_birth_tag(const crypto::TagKey& key, std::string_view normalised, std::string_view birth_date) {
    return key.tag({of_name_birth, base::as_bytes(normalised), separator, base::as_bytes(birth_date)});
}

Tag name_district_tag(const crypto::TagKey& key, std::string_view normalised, std::string_view district) {
    return key.tag({of_name_district, base::as_bytes(normalised), separator, base::as_bytes(district)});
}

}  // namespace menhu::registry
