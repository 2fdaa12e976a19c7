// A frame's way through the copy of the data: whom its plan speaks of.
#include <algorithm>

#include "crypto/aead.h"
#include "registry/frame_inside.h"
#include "registry/stored_copy.h"
#include "registry/tags.h"

namespace menhu::registry {

namespace {

using format::PersonField;

// The ids of somebody: the present one, then those of before ("A;B").
template <class OnId>
void each_known_id(const PersonView& person, const OnId& on_id) {
    on_id(person.get(PersonField::person_id));
    for (auto rest = person.get(PersonField::earlier_ids); !rest.empty();) {
        const auto end = std::min(rest.find(';'), rest.size());
        on_id(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

}  // namespace

base::Result<FrameCopy> open_frame_copy(store::ReadTx& tx, std::int64_t generation) {
    auto row = TRY(rows::generation(tx, generation));
    if (!row || !row->wrapped_key) return base::Error{base::Fault::conflict, "registry.frame_copy_gone"};
    const auto day = base::from_iso(row->base_date);
    if (!day) return base::Error{base::Fault::corrupt, "registry.row_corrupt", "generation"};
    return FrameCopy{.row = *std::move(row), .day = *day};
}

base::Result<void> each_person(const Registry& registry, const FrameCopy& copy, const OnPerson& on_person) {
    auto& inside = registry.inside();
    const auto key = TRY(inside.keyring.unwrap(generation_key_name(copy.row.id), *copy.row.wrapped_key));
    crypto::Aead aead{key};
    for (std::size_t partition = 0; partition < static_cast<std::size_t>(partitions); ++partition) {
        const auto stored = TRY(read_partition(inside.database, copy.row.volume, copy.row.record_bits, partition));
        for (const auto& ref : stored.records) {
            const auto plain = TRY(
                aead.open(crypto::nonce_of(ref.record.number), record_aad(copy.row.id, ref.tag), ref.record.sealed));
            const auto person = TRY(PersonView::read(plain.view()));
            TRY(on_person(person));
        }
    }
    return {};
}

base::Result<Collected> collect(const Registry& registry, const FrameCopy& copy, const FramePlan& plan,
                                const FrameKey& key, const std::vector<crypto::Tag>& excluded) {
    Collected out;
    std::vector<Candidate> everybody;
    std::vector<crypto::Tag> left_out;
    TRY(each_person(registry, copy, [&](const PersonView& person) -> base::Result<void> {
        const auto fit = fit_of(plan, person, copy.day);
        if (!fit.is_eligible) return {};
        const auto id = person.get(PersonField::person_id);
        const Candidate one{.person = key.person(id),
                            .household = key.household(person.get(PersonField::household_number), id),
                            .stratum = fit.stratum};
        everybody.push_back(one);
        ++out.counts[fit.stratum];
        bool is_left_out = false;
        if (!excluded.empty()) {
            each_known_id(person, [&](std::string_view known) {
                is_left_out = is_left_out || std::ranges::binary_search(excluded, key.person(known));
            });
        }
        if (is_left_out) left_out.push_back(one.person);
        return {};
    }));
    out.root = population_root(everybody);
    std::ranges::sort(left_out);
    std::erase_if(everybody, [&](const Candidate& one) { return std::ranges::binary_search(left_out, one.person); });
    out.drawable = std::move(everybody);
    return out;
}

}  // namespace menhu::registry
