#include "registry/match_roster.h"

#include <algorithm>
#include <map>
#include <optional>

#include "format/person_fields.h"
#include "registry/bucket.h"
#include "registry/cell_words.h"
#include "registry/definition.h"
#include "registry/inside.h"
#include "registry/questions.h"
#include "registry/stored_copy.h"
#include "registry/tags.h"

namespace menhu::registry {

namespace {

using format::PersonField;

constexpr std::size_t longest_roster = 300'000;

// A condition whose place is known: the codes and the names that a record may have.
struct KnownCondition {
    std::string district;  // empty: by village
    std::string village_code;
    std::string village;
    std::optional<int> age_from;
    std::optional<int> age_to;

    bool holds(const PersonView& person, base::Date day) const {
        const bool is_there = !district.empty() ? person.get(PersonField::area_code) == district
                              : !village_code.empty() && person.get(PersonField::village_code) == village_code
                                  ? true
                                  : !village.empty() && person.get(PersonField::village) == village;
        if (!is_there) return false;
        if (!age_from && !age_to) return true;
        const auto born = day_range(person.get(PersonField::birth_date));
        const auto age = born ? age_on(*born, day) : std::nullopt;
        if (!age) return false;
        return (!age_from || age->most >= *age_from) && (!age_to || age->least <= *age_to);
    }
};

base::Result<KnownCondition> known(const RosterCondition& condition, const law::Districts& districts) {
    KnownCondition out;
    out.age_from = condition.age_from;
    out.age_to = condition.age_to;
    if (const auto* district = districts.find(condition.place)) {
        out.district = district->code;
        return out;
    }
    if (const auto* district = districts.find_name(condition.place)) {
        out.district = district->code;
        return out;
    }
    if (const auto* village = districts.find_village(condition.place)) {
        out.village_code = condition.place;
        out.village = village->name;
        return out;
    }
    for (const auto& district : districts.all()) {
        for (const auto& village : district.villages) {
            if (village.name != condition.place) continue;
            out.village = village.name;
            return out;
        }
    }
    return base::Error{base::Fault::bad_input, "registry.match_place_unknown"};
}

struct Open {
    rows::Generation row;
    std::vector<KnownCondition> conditions;
    CellWords words;
};

base::Result<Open> open(store::ReadTx& tx, const Registry& registry, const RosterWish& wish) {
    const auto current = TRY(rows::current_generation(tx, registry.inside().holding));
    if (!current) return base::Error{base::Fault::conflict, "registry.no_generation"};
    auto row = TRY(rows::generation(tx, *current));
    if (!row || !row->wrapped_key) return base::Error{base::Fault::corrupt, "registry.row_corrupt", "generation"};
    const auto* districts = TRY(districts_in_force(tx, registry));
    if (districts == nullptr) return base::Error{base::Fault::bad_input, "registry.match_place_unknown"};
    const auto* generation = TRY(open_current(tx, registry.inside()));
    Open out{.row = *std::move(row), .conditions = {}, .words = {*generation, districts, wish.fields}};
    for (const auto& condition : wish.conditions) {
        auto one = TRY(known(condition, *districts));
        out.conditions.push_back(std::move(one));
    }
    return out;
}

}  // namespace

base::Result<Roster> find_roster(const Registry& registry, const RosterWish& wish) {
    auto& inside = registry.inside();
    const auto found = TRY(inside.database.read([&](store::ReadTx& tx) { return open(tx, registry, wish); }));
    const auto key = TRY(inside.keyring.unwrap(generation_key_name(found.row.id), *found.row.wrapped_key));
    crypto::Aead aead{key};
    const auto day = std::min(wish.on, base::from_iso(found.row.base_date).value_or(wish.on));
    Roster out;
    std::vector<PersonField> fields;
    for (const auto& name : wish.fields) {
        const auto field = format::person_field_named(name);
        // Histories are for cards.
        if (!field || format::is_made_of_events(*field)) continue;
        fields.push_back(*field);
        out.headers.emplace_back(format::person_field_name(*field).label_zh);
    }
    const auto is_of_grant = [&](const PersonView& person) {
        const auto& population = wish.population;
        return population.kind != grants::Population::Kind::districts ||
               std::ranges::binary_search(population.districts, person.get(PersonField::area_code));
    };
    std::vector<std::pair<std::string, InputRow>> sorted;
    for (std::size_t partition = 0; partition < static_cast<std::size_t>(partitions); ++partition) {
        const auto stored = TRY(read_partition(inside.database, found.row.volume, found.row.record_bits, partition));
        for (const auto& ref : stored.records) {
            const auto plain = TRY(
                aead.open(crypto::nonce_of(ref.record.number), record_aad(found.row.id, ref.tag), ref.record.sealed));
            const auto person = TRY(PersonView::read(plain.view()));
            if (person.get(PersonField::status) != "resident" || !is_of_grant(person)) continue;
            const bool is_met = std::ranges::any_of(found.conditions,
                                                    [&](const KnownCondition& one) { return one.holds(person, day); });
            if (!is_met) continue;
            if (sorted.size() == longest_roster) {
                return base::Error{base::Fault::bad_input, "registry.match_roster_too_long"};
            }
            InputRow row{.number = 0,
                         .usable = 1,
                         .people = {{"person", std::string{person.get(PersonField::person_id)}, 1}},
                         .values = {},
                         .cells = {}};
            for (const auto field : fields) row.cells.push_back(found.words.of(field, person.get(field)));
            auto order = std::string{person.get(PersonField::area_code)} + ' ' +
                         std::string{person.get(PersonField::village)} + ' ' +
                         std::string{person.get(PersonField::birth_date)};
            sorted.emplace_back(std::move(order), std::move(row));
        }
    }
    std::ranges::sort(sorted, {}, &std::pair<std::string, InputRow>::first);
    for (auto& [order, row] : sorted) {
        row.number = static_cast<std::uint32_t>(out.rows.size() + 1);
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace menhu::registry
