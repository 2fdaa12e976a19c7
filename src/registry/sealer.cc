#include "registry/sealer.h"

#include <algorithm>
#include <limits>

#include "crypto/secret.h"
#include "format/name.h"
#include "registry/bucket.h"

namespace menhu::registry {

namespace {

using format::PersonField;

constexpr PersonField parents[] = {PersonField::father_id, PersonField::mother_id, PersonField::foster_father_id,
                                   PersonField::foster_mother_id};

// "68000010"; 0 for anything else.
std::uint32_t district_number(std::string_view code) {
    constexpr std::size_t digits = 8;
    std::uint32_t number = 0;
    if (code.size() != digits) return 0;
    for (const char c : code) {
        if (c < '0' || c > '9') return 0;
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return number;
}

// yyyymmdd, zero where the date does not reach.
std::uint32_t date_number(std::string_view date) {
    std::uint32_t number = 0;
    std::size_t digits = 0;
    for (const char c : date) {
        if (c < '0' || c > '9') continue;
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
        ++digits;
    }
    for (; digits < 8; ++digits) number *= 10;
    return number;
}

std::size_t slot_of(std::string_view text, std::size_t slots) {
    std::uint64_t mixed = 0xcbf29ce484222325;  // FNV-1a
    for (const char c : text) mixed = (mixed ^ static_cast<std::uint8_t>(c)) * 0x100000001b3;
    return static_cast<std::size_t>((mixed >> 20) % slots);
}

}  // namespace

TagCache::~TagCache() {
    crypto::wipe({reinterpret_cast<std::uint8_t*>(slots_.data()), sizeof slots_});
    crypto::wipe({reinterpret_cast<std::uint8_t*>(&household_), sizeof household_});
}

Tag TagCache::person(std::string_view id) {
    auto& slot = slots_[slot_of(id, slots_.size())];
    if (id.size() > slot.text.size()) return person_tag(key_, id);
    if (slot.length == id.size() && std::string_view{slot.text.data(), slot.length} == id) return slot.tag;
    slot.tag = person_tag(key_, id);
    slot.length = static_cast<std::uint8_t>(id.size());
    std::ranges::copy(id, slot.text.begin());
    return slot.tag;
}

Tag TagCache::household(std::string_view number) {
    if (number.size() > household_.text.size()) return household_tag(key_, number);
    if (std::string_view{household_.text.data(), household_.length} != number) {
        household_.tag = household_tag(key_, number);
        household_.length = static_cast<std::uint8_t>(number.size());
        std::ranges::copy(number, household_.text.begin());
    }
    return household_.tag;
}

Sealer::Sealer(const crypto::TagKey& key, base::ByteView data_key, std::int64_t generation, Spill& spill)
    : cache_{key}, key_{key}, aead_{data_key}, generation_{generation}, writer_{spill} {}

base::Result<void> Sealer::add(const RowPlace& place, const PersonBuilder& person) {
    const auto number = place.number;
    const auto tag = cache_.person(person.get(PersonField::person_id));
    const auto spouse = person.get(PersonField::spouse_id);
    const auto birth = date_number(person.get(PersonField::birth_date));
    compact_.clear();
    person.finish(compact_);
    sealed_.resize(compact_.size() + crypto::Aead::overhead);
    // The row's number is the nonce: each number comes once in a delivery, and each generation has a key of its own.
    aead_.seal_into(crypto::nonce_of(number), record_aad(generation_, tag), compact_, sealed_);
    const PersonEntry entry{.tag = tag,
                            .spouse = spouse.empty() ? Tag{} : cache_.person(spouse),
                            .offset = place.offset,
                            .length = place.length,
                            .number = number,
                            .birth = birth,
                            .district = district_number(person.get(PersonField::area_code)),
                            .sealed_length = static_cast<std::uint32_t>(sealed_.size())};
    TRY(writer_.person(entry, sealed_));
    return add_pairs(person, tag, number, birth);
}

base::Result<void> Sealer::add_event(const RowPlace& place, std::string_view person_id, base::ByteView stored,
                                     crypto::Aead& scratch) {
    const auto tag = cache_.person(person_id);
    sealed_.resize(stored.size() + crypto::Aead::overhead);
    scratch.seal_into(crypto::nonce_of(place.number), record_aad(generation_, tag), stored, sealed_);
    const EventEntry entry{.tag = tag,
                           .offset = place.offset,
                           .length = place.length,
                           .number = place.number,
                           .sealed_length = static_cast<std::uint32_t>(sealed_.size())};
    return writer_.event(entry, sealed_);
}

base::Result<void> Sealer::add_pairs(const PersonBuilder& person, const Tag& tag, std::uint32_t number,
                                     std::uint32_t birth) {
    PairEntry pair{.tag = {}, .person = tag, .other = {}, .number = number, .birth = birth};
    if (const auto household = person.get(PersonField::household_number); !household.empty()) {
        pair.tag = cache_.household(household);
        const auto head = person.get(PersonField::head_id);
        if (!head.empty()) pair.other = cache_.person(head);
        TRY(writer_.pair(Index::household, pair));
        pair.other = {};
    }
    if (const auto name = person.get(PersonField::person_name); !name.empty()) {
        name_.clear();
        format::normalise_name(name, name_);
        pair.tag = name_birth_tag(key_, name_, person.get(PersonField::birth_date));
        TRY(writer_.pair(Index::name_birth, pair));
        if (const auto district = person.get(PersonField::area_code); !district.empty()) {
            pair.tag = name_district_tag(key_, name_, district);
            TRY(writer_.pair(Index::name_district, pair));
        }
    }
    for (const auto field : parents) {
        const auto parent = person.get(field);
        if (parent.empty()) continue;
        pair.tag = cache_.person(parent);
        TRY(writer_.pair(Index::child, pair));
    }
    if (const auto spouse = person.get(PersonField::spouse_id); !spouse.empty()) {
        pair.tag = cache_.person(spouse);
        TRY(writer_.pair(Index::spouse, pair));
    }
    auto earlier = person.get(PersonField::earlier_ids);
    while (!earlier.empty()) {
        const auto end = std::min(earlier.find(';'), earlier.size());
        if (end != 0) {
            pair.tag = cache_.person(earlier.substr(0, end));
            TRY(writer_.pair(Index::earlier, pair));
        }
        earlier.remove_prefix(std::min(end + 1, earlier.size()));
    }
    return {};
}

}  // namespace menhu::registry
