#include "registry/stored_copy.h"

#include <cstring>

#include "registry/tags.h"

namespace menhu::registry {

namespace {

base::Error corrupt(const char* what) { return {base::Fault::corrupt, "registry.bucket_corrupt", what}; }

// The keys of a partition's record buckets, ascending.
std::vector<std::int64_t> record_keys(std::size_t partition, int bits) {
    std::vector<std::int64_t> keys;
    Tag tag{};
    tag[0] = static_cast<std::uint8_t>(partition);
    for (std::uint32_t next = 0; next < (std::uint32_t{1} << bits); ++next) {
        const auto shifted = next << (24 - bits);
        tag[1] = static_cast<std::uint8_t>(shifted >> 16);
        tag[2] = static_cast<std::uint8_t>(shifted >> 8);
        tag[3] = static_cast<std::uint8_t>(shifted);
        keys.push_back(bucket_key(tag, Index::person, bits));
    }
    return keys;
}

}  // namespace

base::Result<void> add_records(base::ByteView body, std::vector<StoredRecord>& records) {
    constexpr std::size_t head = sizeof(Tag) + 4 + 2;
    if (body.empty() || body[0] != bucket_version) return corrupt("version");
    for (std::size_t at = 1; at < body.size();) {
        if (body.size() - at < head) return corrupt("cut off");
        StoredRecord stored;
        std::memcpy(stored.tag.data(), body.data() + at, sizeof(Tag));
        stored.record.number = base::get_u32(body.subspan(at + sizeof(Tag)));
        const std::size_t length = base::get_u16(body.subspan(at + sizeof(Tag) + 4));
        at += head;
        if (body.size() - at < length) return corrupt("cut off");
        stored.record.sealed = body.subspan(at, length);
        records.push_back(stored);
        at += length;
    }
    return {};
}

bool is_record_key(std::int64_t key) { return (key >> 40 & 0xff) == static_cast<std::int64_t>(Index::person); }

base::Result<StoredPartition> read_partition(store::Database& database, const std::string& volume, int record_bits,
                                             std::size_t partition) {
    const auto keys = record_keys(partition, record_bits);
    StoredPartition out;
    out.bodies = TRY(database.read([&](store::ReadTx& tx) -> base::Result<std::vector<base::Bytes>> {
        std::vector<base::Bytes> read;
        for (const auto key : keys) {
            auto body = TRY(tx.bucket(volume, key));
            if (body) read.push_back(*std::move(body));
        }
        return read;
    }));
    for (const auto& body : out.bodies) TRY(add_records(body, out.records));
    return out;
}

}  // namespace menhu::registry
