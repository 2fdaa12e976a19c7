#include "registry/kin_records.h"

#include <algorithm>
#include <span>

#include "registry/events.h"

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

DayRange day_of(std::string_view text, const KinPerson& person, base::Date base_date) {
    return day_range(text).value_or(DayRange{person.born.earliest, base_date});
}

// The event that ends a bond with `other`, after the one at `began`; nullptr if none does.
const PersonEvent* end_of_bond(std::span<const PersonEvent> events, std::size_t began, LegalEvent end,
                               std::string_view other) {
    for (const auto& event : events.subspan(began + 1)) {
        if (event.undone || event.kind != end) continue;
        if (event.other_id.empty() || other.empty() || event.other_id == other) return &event;
    }
    return nullptr;
}

// Days for the adoptions that the record names, and those that have ended.
void date_adoptions(KinPerson& person, std::span<const PersonEvent> events, const crypto::TagKey& key,
                    base::Date base_date) {
    for (std::size_t at = 0; at < events.size(); ++at) {
        const auto& event = events[at];
        if (event.undone || event.kind != LegalEvent::adoption || event.other_id.empty()) continue;
        const auto parent = person_tag(key, event.other_id);
        const auto* end = end_of_bond(events, at, LegalEvent::adoption_end, event.other_id);
        const auto began = day_of(event.on, person, base_date);
        const auto named = std::ranges::find_if(
            person.adoptions, [&](const Adoption& one) { return one.parent == parent && !one.ended; });
        if (end == nullptr && named != person.adoptions.end()) {
            named->began = began;
            continue;
        }
        // Of one that the record names no more and that no event ends, the end is between.
        const auto ended = end != nullptr ? day_of(end->on, person, base_date) : DayRange{began.earliest, base_date};
        person.adoptions.push_back({.parent = parent, .began = began, .ended = ended});
    }
}

// The marriages of which events tell; the last of them is the one of which the fields tell, if it is with the same
// spouse or they name none.
void date_marriages(KinPerson& person, std::span<const PersonEvent> events, const crypto::TagKey& key,
                    base::Date base_date) {
    std::vector<Marriage> told;
    for (std::size_t at = 0; at < events.size(); ++at) {
        const auto& event = events[at];
        if (event.undone || event.kind != LegalEvent::marriage) continue;
        const auto began = day_of(event.on, person, base_date);
        Marriage marriage{
            .spouse = {}, .began = began, .end = MarriageEnd::unknown, .ended = {began.earliest, base_date}};
        if (!event.other_id.empty()) marriage.spouse = person_tag(key, event.other_id);
        if (const auto* end = end_of_bond(events, at, LegalEvent::divorce, event.other_id)) {
            marriage.end = MarriageEnd::divorce;
            marriage.ended = day_of(end->on, person, base_date);
        }
        told.push_back(marriage);
    }
    if (told.empty()) return;
    for (std::size_t at = 0; at + 1 < told.size(); ++at) {
        // 民法 985: it had ended before the next began; how, no event tells.
        if (told[at].end == MarriageEnd::unknown) told[at].ended.latest = told[at + 1].began.latest;
    }
    if (person.marriages.empty()) {
        person.marriages = std::move(told);
        return;
    }
    auto& by_fields = person.marriages.front();
    auto& last = told.back();
    const bool is_one = !by_fields.spouse || !last.spouse || by_fields.spouse == last.spouse;
    if (!is_one) {
        person.marriages.insert(person.marriages.begin(), told.begin(), told.end());
        return;
    }
    if (!last.spouse) last.spouse = by_fields.spouse;
    last.law = by_fields.law;
    if (last.end == MarriageEnd::unknown && by_fields.end != MarriageEnd::divorce) {
        last.end = by_fields.end;
        last.ended = {std::max(by_fields.ended.earliest, last.began.earliest), by_fields.ended.latest};
    } else if (last.end == MarriageEnd::unknown) {
        last.end = MarriageEnd::divorce;  // on a day that no event tells
    }
    person.marriages = std::move(told);
}

// Registered here by birth and never away: what no event tells was not (decision 13).
bool is_whole_life(std::span<const PersonEvent> events) {
    bool is_first = true;
    for (const auto& event : events) {
        if (event.undone) continue;
        if (event.kind == LegalEvent::birth) {
            if (!is_first) return false;
            is_first = false;
        } else if (event.kind == LegalEvent::move_in || event.kind == LegalEvent::move_out ||
                   event.kind == LegalEvent::move_abroad || event.kind == LegalEvent::first_registration ||
                   event.kind == LegalEvent::annulment || event.kind == LegalEvent::nationality_loss ||
                   event.kind == LegalEvent::restoration) {
            return false;
        }
    }
    return !is_first;
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
    if (const auto events = events_of(view); events && !events->empty()) {
        date_adoptions(out, *events, index_key, base_date);
        date_marriages(out, *events, index_key, base_date);
        if (is_whole_life(*events)) out.marriages_held = Holds::all;
    }
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
