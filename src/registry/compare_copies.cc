#include "registry/compare_copies.h"

#include <cstring>
#include <vector>

#include "registry/bucket.h"
#include "registry/tags.h"

namespace menhu::registry {

namespace {

struct Ref {
    Tag tag;
    SealedRecord record;
};

base::Error corrupt(const char* what) { return {base::Fault::corrupt, "registry.bucket_corrupt", what}; }

// The records of a bucket, which ascend by tag.
base::Result<void> add_records(base::ByteView body, std::vector<Ref>& refs) {
    constexpr std::size_t head = sizeof(Tag) + 4 + 2;
    if (body.empty() || body[0] != bucket_version) return corrupt("version");
    for (std::size_t at = 1; at < body.size();) {
        if (body.size() - at < head) return corrupt("cut off");
        Ref ref;
        std::memcpy(ref.tag.data(), body.data() + at, sizeof(Tag));
        ref.record.number = base::get_u32(body.subspan(at + sizeof(Tag)));
        const std::size_t length = base::get_u16(body.subspan(at + sizeof(Tag) + 4));
        at += head;
        if (body.size() - at < length) return corrupt("cut off");
        ref.record.sealed = body.subspan(at, length);
        refs.push_back(ref);
        at += length;
    }
    return {};
}

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

bool is_record_key(std::int64_t key) { return (key >> 40 & 0xff) == static_cast<std::int64_t>(Index::person); }

}  // namespace

CopyComparison::CopyComparison(Registry::Inside& inside, std::optional<Copy> old, Copy fresh,
                               const rows::Generation& row)
    : inside_{inside},
      old_{std::move(old)},
      fresh_{std::move(fresh)},
      volume_{row.volume},
      record_bits_{row.record_bits},
      comparer_{row.id, row.base_date} {}

base::Result<std::optional<CopyComparison>> CopyComparison::open(Registry::Inside& inside,
                                                                 const crypto::Secret& data_key,
                                                                 std::int64_t generation) {
    using Opened = std::optional<CopyComparison>;
    const auto row = TRY(inside.database.read([&](store::ReadTx& tx) -> base::Result<std::optional<rows::Generation>> {
        const auto current = TRY(rows::current_generation(tx, inside.holding));
        if (!current) return std::optional<rows::Generation>{};
        return rows::generation(tx, *current);
    }));
    if (!row || !row->wrapped_key) return Opened{};
    Copy fresh{generation, crypto::Aead{data_key}};
    const auto key = inside.keyring.unwrap(generation_key_name(row->id), *row->wrapped_key);
    if (key) {
        return Opened{CopyComparison{inside, Copy{row->id, crypto::Aead{*key}}, std::move(fresh), *row}};
    }
    if (key.error().fault() != base::Fault::corrupt) return key.error();
    CopyComparison unreadable{inside, std::nullopt, std::move(fresh), *row};
    unreadable.problem_ = key.error().code();
    return Opened{std::move(unreadable)};
}

base::Result<void> CopyComparison::partition(std::size_t index, const BuiltPartition& built) {
    if (!problem_.empty()) return {};
    auto done = compare(index, built);
    if (done) return {};
    if (done.error().fault() != base::Fault::corrupt) return done;
    problem_ = done.error().code();
    return {};
}

base::Result<void> CopyComparison::compare(std::size_t index, const BuiltPartition& built) {
    const auto keys = record_keys(index, record_bits_);
    const auto bodies = TRY(inside_.database.read([&](store::ReadTx& tx) -> base::Result<std::vector<base::Bytes>> {
        std::vector<base::Bytes> read;
        for (const auto key : keys) {
            auto body = TRY(tx.bucket(volume_, key));
            if (body) read.push_back(*std::move(body));
        }
        return read;
    }));
    std::vector<Ref> before;
    std::vector<Ref> after;
    for (const auto& body : bodies) TRY(add_records(body, before));
    for (const auto& slice : built.slices) {
        if (!is_record_key(slice.key)) continue;
        TRY(add_records(base::ByteView{built.bodies}.subspan(slice.at, slice.length), after));
    }
    const auto opened = [](Copy& copy, const Ref& ref) {
        return copy.aead.open(crypto::nonce_of(ref.record.number), record_aad(copy.generation, ref.tag),
                              ref.record.sealed);
    };
    std::size_t old = 0;
    std::size_t now = 0;
    while (old < before.size() || now < after.size()) {
        const int order = old == before.size() ? 1
                          : now == after.size()
                              ? -1
                              : std::memcmp(before[old].tag.data(), after[now].tag.data(), sizeof(Tag));
        if (order < 0) {
            const auto plain = TRY(opened(*old_, before[old++]));
            TRY(comparer_.count(plain.view(), {}));
        } else if (order > 0) {
            const auto plain = TRY(opened(fresh_, after[now++]));
            TRY(comparer_.count({}, plain.view()));
        } else {
            const auto plain_before = TRY(opened(*old_, before[old++]));
            const auto plain_after = TRY(opened(fresh_, after[now++]));
            TRY(comparer_.count(plain_before.view(), plain_after.view()));
        }
    }
    return {};
}

Comparison CopyComparison::take() {
    auto comparison = comparer_.take();
    comparison.problem = problem_;
    return comparison;
}

}  // namespace menhu::registry
