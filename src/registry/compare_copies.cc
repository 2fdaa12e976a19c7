#include "registry/compare_copies.h"

#include <cstring>
#include <vector>

#include "registry/bucket.h"
#include "registry/stored_copy.h"

namespace menhu::registry {

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
    const auto stored = TRY(read_partition(inside_.database, volume_, record_bits_, index));
    const auto& before = stored.records;
    std::vector<StoredRecord> after;
    for (const auto& slice : built.slices) {
        if (!is_record_key(slice.key)) continue;
        TRY(add_records(base::ByteView{built.bodies}.subspan(slice.at, slice.length), after));
    }
    const auto opened = [](Copy& copy, const StoredRecord& ref) {
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
