#include "registry/kin_records.h"

#include <algorithm>

namespace menhu::registry {

namespace {

using format::PersonField;

constexpr std::string_view adopted_by_one = "＝";

template <class Use>
void each_id(std::string_view ids, Use&& use) {
    while (!ids.empty()) {
        const auto end = std::min(ids.find(';'), ids.size());
        if (end != 0) use(ids.substr(0, end));
        ids.remove_prefix(std::min(end + 1, ids.size()));
    }
}

KinParent parent(std::string_view id, const crypto::TagKey& key) {
    if (id.empty()) return {KinParent::State::unknown, {}};
    return {KinParent::State::known, person_tag(key, id)};
}

void add_adoption(KinPerson& person, std::string_view id, std::string_view name, const crypto::TagKey& key,
                  base::Date base_date) {
    if (id.empty() && (name.empty() || name == adopted_by_one)) return;
    Adoption adoption{.parent = {}, .began = {person.born.earliest, base_date}, .ended = {}};
    if (!id.empty()) adoption.parent = person_tag(key, id);
    person.adoptions.push_back(adoption);
}

// RSCD3065: 1 never married, 2 married, 3 divorced, 4 widowed, 5 the marriage has ceased; 6 to 9 the same of 2 to 5
// (7 of 3, 8 of 4, 9 of 5) under the Act for Implementation of Interpretation 748.
void add_marriage(KinPerson& person, const PersonView& view, const crypto::TagKey& key, base::Date base_date) {
    const auto code = view.get(PersonField::marriage_code);
    const auto id = view.get(PersonField::spouse_id);
    if (code == "1" && id.empty()) {
        person.marriages_held = Holds::all;
        return;
    }
    if (code.empty() && id.empty()) return;  // nothing is said
    Marriage marriage{.spouse = {},
                      .began = {person.born.earliest, base_date},
                      .end = MarriageEnd::unknown,
                      .ended = {person.born.earliest, base_date},
                      .law = MarriageLaw::civil_code};
    if (!id.empty()) marriage.spouse = person_tag(key, id);
    if (code >= "6" && code <= "9") marriage.law = MarriageLaw::act_748;
    if (code == "2" || code == "6") marriage.end = MarriageEnd::lasts;
    if (code == "3" || code == "7") marriage.end = MarriageEnd::divorce;
    if (code == "4" || code == "8") marriage.end = MarriageEnd::death;
    // The record of somebody who died married still says married.
    const auto status = view.get(PersonField::status);
    if (marriage.end == MarriageEnd::lasts && (status == "dead" || status == "declared_dead")) {
        marriage.end = MarriageEnd::death;
        marriage.ended = day_range(view.get(PersonField::status_date)).value_or(marriage.ended);
    }
    person.marriages.push_back(marriage);
}

}  // namespace

KinPerson kin_person(const PersonView& view, const crypto::TagKey& index_key, base::Date base_date) {
    KinPerson out;
    out.key = person_tag(index_key, view.get(PersonField::person_id));
    const auto sex = view.get(PersonField::sex);
    if (sex == "male") out.sex = KinSex::male;
    if (sex == "female") out.sex = KinSex::female;
    out.born = day_range(view.get(PersonField::birth_date)).value_or(DayRange{first_day_of_all, base_date});
    out.father = parent(view.get(PersonField::father_id), index_key);
    out.mother = parent(view.get(PersonField::mother_id), index_key);
    add_adoption(out, view.get(PersonField::foster_father_id), view.get(PersonField::foster_father_name), index_key,
                 base_date);
    add_adoption(out, view.get(PersonField::foster_mother_id), view.get(PersonField::foster_mother_name), index_key,
                 base_date);
    add_marriage(out, view, index_key, base_date);
    return out;
}

base::Result<Kinship> KinReader::relation(const Tag& one, const Tag& other, const KinCeiling& ceiling,
                                          std::size_t max_opened) {
    return walk({.one = one, .other = other, .on = base_date_, .ceiling = ceiling, .max_opened = max_opened});
}

base::Result<Kinship> KinReader::everybody(const Tag& one, const KinCeiling& ceiling, std::size_t max_opened) {
    return walk({.one = one, .other = {}, .on = base_date_, .ceiling = ceiling, .max_opened = max_opened});
}

base::Result<Kinship> KinReader::walk(const KinQuestion& question) {
    KinshipWalk walk{question};
    while (const auto wanted = walk.wanted()) {
        auto person = TRY(read(*wanted));
        if (person) {
            walk.give(*wanted, *std::move(person));
        } else {
            walk.give_none(*wanted);
        }
    }
    return walk.answer();
}

base::Result<std::optional<KinPerson>> KinReader::read(const Tag& wanted) {
    if (const auto known = opened_.find(wanted); known != opened_.end()) return std::optional{known->second};
    const auto found = TRY(open(wanted));
    if (!found) return std::optional<KinPerson>{};
    auto made = TRY(person(*found));
    opened_.emplace(found->tag, made);
    return std::optional{std::move(made)};
}

// The record of today's id, or of the one whose earlier id this is.
base::Result<std::optional<Found>> KinReader::open(const Tag& wanted) {
    auto found = TRY(finder_.person(wanted));
    if (found) return found;
    const auto tags = TRY(finder_.pairs(Index::earlier, wanted));
    for (const auto& tag : tags) {
        auto later = TRY(finder_.person(tag));
        if (!later) continue;
        bool was = false;
        each_id(later->person.get(PersonField::earlier_ids),
                [&](std::string_view id) { was = was || person_tag(index_key_, id) == wanted; });
        if (was) return later;
    }
    return std::optional<Found>{};
}

base::Result<KinPerson> KinReader::person(const Found& found) {
    auto out = kin_person(found.person, index_key_, base_date_);
    TRY(add_named_by(found.person, out));
    return out;
}

base::Result<void> KinReader::add_named_by(const PersonView& view, KinPerson& person) {
    std::vector<Tag> own{person.key};
    each_id(view.get(PersonField::earlier_ids),
            [&](std::string_view id) { own.push_back(person_tag(index_key_, id)); });
    for (const auto& tag : own) {
        const auto children = TRY(finder_.pairs(Index::child, tag));
        for (const auto& child : children) {
            if (std::ranges::find(person.children, child) == person.children.end()) person.children.push_back(child);
        }
        const auto spouses = TRY(finder_.pairs(Index::spouse, tag));
        person.named_as_spouse_by.insert(person.named_as_spouse_by.end(), spouses.begin(), spouses.end());
    }
    return {};
}

}  // namespace menhu::registry
