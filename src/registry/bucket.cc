#include "registry/bucket.h"

#include <algorithm>
#include <cstring>

namespace menhu::registry {

namespace {

constexpr std::size_t tag_size = sizeof(Tag);
constexpr std::size_t record_head = tag_size + 4 + 2;
constexpr std::size_t pair_size = 2 * tag_size;

base::Error corrupt(const char* what) { return {base::Fault::corrupt, "registry.bucket_corrupt", what}; }

void put_bytes(base::Bytes& out, base::ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

}  // namespace

void put_record(base::Bytes& body, const Tag& tag, std::uint32_t number, base::ByteView sealed) {
    CHECK(sealed.size() <= 0xffff);
    if (body.empty()) body.push_back(bucket_version);
    put_bytes(body, tag);
    base::put_u32(body, number);
    base::put_u16(body, static_cast<std::uint16_t>(sealed.size()));
    put_bytes(body, sealed);
}

base::Result<std::optional<SealedRecord>> find_record(base::ByteView body, const Tag& tag) {
    if (body.empty() || body[0] != bucket_version) return corrupt("version");
    std::size_t at = 1;
    while (at < body.size()) {
        if (body.size() - at < record_head) return corrupt("cut off");
        const int order = std::memcmp(body.data() + at, tag.data(), tag_size);
        const auto number = base::get_u32(body.subspan(at + tag_size));
        const std::size_t length = base::get_u16(body.subspan(at + tag_size + 4));
        at += record_head;
        if (body.size() - at < length) return corrupt("cut off");
        if (order == 0) return std::optional{SealedRecord{number, body.subspan(at, length)}};
        if (order > 0) break;
        at += length;
    }
    return std::optional<SealedRecord>{};
}

void put_pair(base::Bytes& body, const Tag& tag, const Tag& person) {
    if (body.empty()) body.push_back(bucket_version);
    put_bytes(body, tag);
    put_bytes(body, person);
}

base::Result<std::vector<Tag>> find_pairs(base::ByteView body, const Tag& tag) {
    if (body.empty() || body[0] != bucket_version) return corrupt("version");
    const auto entries = body.subspan(1);
    if (entries.size() % pair_size != 0) return corrupt("cut off");
    std::vector<Tag> people;
    for (std::size_t at = 0; at < entries.size(); at += pair_size) {
        const int order = std::memcmp(entries.data() + at, tag.data(), tag_size);
        if (order > 0) break;
        if (order < 0) continue;
        Tag person;
        std::memcpy(person.data(), entries.data() + at + tag_size, tag_size);
        people.push_back(person);
    }
    return people;
}

RecordAad record_aad(std::int64_t generation, const Tag& tag) {
    RecordAad aad;
    for (std::size_t index = 0; index < 8; ++index) {
        aad[index] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(generation) >> (56 - 8 * index));
    }
    std::ranges::copy(tag, aad.begin() + 8);
    return aad;
}

}  // namespace menhu::registry
