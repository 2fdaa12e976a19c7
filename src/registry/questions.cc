#include "registry/questions.h"

#include <algorithm>

#include "format/national_id.h"
#include "registry/events.h"
#include "registry/residence.h"

namespace menhu::registry {

namespace {

using format::IdKind;
using format::PersonField;

DecidingDay asked(base::Date day) { return {DayOf::asked, DayRange::at(day)}; }
DecidingDay base_of(const History& history) { return {DayOf::base_date, DayRange::at(history.base_date)}; }

// The last event that counts; nullptr if there is none.
const HistoryEvent* last_event(const History& history) {
    for (auto event = history.events.rbegin(); event != history.events.rend(); ++event) {
        if (!event->undone) return &*event;
    }
    return nullptr;
}

Verdict by_death(const HistoryEvent& event, const law::ResidenceRules& rules, base::Date day, std::string_view rule,
                 DayOf what) {
    const std::vector<DecidingDay> days{asked(day), {what, event.on}};
    const auto by_then = on_or_before(event.on, day);
    if (by_then == Truth::cannot_tell) return Verdict::cannot_tell(rule, days, {MissingFact::day_of_event});
    if (by_then == Truth::no) return Verdict::yes(rule, days);
    const bool is_the_day = event.on.exact() && event.on.latest == day;
    const bool counts_alive = is_the_day && rules.day_of_death() == law::DayOfDeath::alive;
    // Of a range that ends on the day asked for it may be that day or an earlier one.
    if (!is_the_day && event.on.latest == day && rules.day_of_death() == law::DayOfDeath::alive) {
        return Verdict::cannot_tell(rule, days, {MissingFact::day_of_event});
    }
    return counts_alive ? Verdict::yes(rule, days) : Verdict::no(rule, days);
}

// Left on a range of days and not heard of since.
Verdict by_departure(const HistoryEvent& event, base::Date day, std::string_view rule, DayOf what) {
    std::vector<DecidingDay> days{asked(day), {what, event.on}};
    if (day <= event.on.earliest) return Verdict::yes(rule, std::move(days));
    return Verdict::cannot_tell(rule, std::move(days), {MissingFact::after_leaving});
}

bool is_foreign(IdKind kind) { return kind == IdKind::foreign_new || kind == IdKind::foreign_old; }

Truth may_be_one(std::string_view one, std::string_view other) {
    if (one == other) return Truth::yes;
    const auto a = format::read_national_id(one);
    const auto b = format::read_national_id(other);
    if (a.problem() != format::IdProblem::none || b.problem() != format::IdProblem::none) return Truth::cannot_tell;
    if (a.kind() == b.kind()) return Truth::no;
    if (is_foreign(a.kind()) || is_foreign(b.kind())) return Truth::cannot_tell;
    // Of nine characters and of ten: the check digit was appended later.
    return a.text().substr(0, 9) == b.text().substr(0, 9) ? Truth::cannot_tell : Truth::no;
}

// From the beginning of a bond to the day before its end, if that is known.
Truth in_force(const DayRange& began, const std::optional<DayRange>& ended, base::Date day) {
    const auto is_over = ended ? on_or_before(*ended, day) : Truth::no;
    return both(on_or_before(began, day), opposite(is_over));
}

void add_bond_days(std::vector<DecidingDay>& days, DayOf begin, const DayRange& began, DayOf end,
                   const std::optional<DayRange>& ended) {
    if (began != DayRange{}) days.push_back({begin, began});
    if (ended && *ended != DayRange{}) days.push_back({end, *ended});
}

std::vector<PersonEvent> legal_events(const PersonView& person) {
    const auto stored = events_of(person);
    return stored ? *stored : std::vector<PersonEvent>{};  // what cannot be read tells nothing
}

// The event that ends a bond with `other`, after the one at `began`; nullptr if none does.
const PersonEvent* end_of_bond(const std::vector<PersonEvent>& events, std::size_t began, LegalEvent end,
                               std::string_view other) {
    for (std::size_t at = began + 1; at < events.size(); ++at) {
        const auto& event = events[at];
        if (event.undone || event.kind != end) continue;
        if (event.other_id.empty() || other.empty() || event.other_id == other) return &event;
    }
    return nullptr;
}

DayRange day_of(std::string_view text) { return day_range(text).value_or(DayRange{}); }

// What the events tell of adoptions, put to the places of the record that name the same people.
void add_adoptions(const PersonView& child, std::vector<NamedParent>& named) {
    const auto events = legal_events(child);
    for (std::size_t at = 0; at < events.size(); ++at) {
        const auto& event = events[at];
        if (event.undone || event.kind != LegalEvent::adoption || event.other_id.empty()) continue;
        std::optional<DayRange> ended;
        if (const auto* end = end_of_bond(events, at, LegalEvent::adoption_end, event.other_id)) {
            ended = day_of(end->on);
        }
        const auto place = std::ranges::find_if(named, [&](const NamedParent& one) {
            return one.bond == NamedParent::Bond::adoption && one.id == event.other_id && !one.ended;
        });
        if (place != named.end() && !ended) {
            place->began = day_of(event.on);
        } else {
            // The record names the adopter no more.
            if (!ended) ended = DayRange{};
            named.push_back({NamedParent::Bond::adoption, event.other_id, false, day_of(event.on), ended});
        }
    }
}

}  // namespace

Verdict alive_on(const History& history, const law::ResidenceRules& rules, base::Date day) {
    const auto born = on_or_before(history.born, day);
    const DecidingDay birth{DayOf::birth, history.born};
    if (born == Truth::no) return Verdict::no("alive.not_yet_born", {asked(day), birth});
    const auto* last = last_event(history);
    Verdict out = Verdict::yes("alive.registered", {asked(day), base_of(history)});
    if (last != nullptr && last->kind == EventKind::died) {
        out = by_death(*last, rules, day, "alive.died", DayOf::died);
    } else if (last != nullptr && last->kind == EventKind::declared_dead) {
        out = by_death(*last, rules, day, "alive.declared_dead", DayOf::declared_dead);
    } else if (history.contradicts_itself) {
        return Verdict::cannot_tell("alive.contradiction", {asked(day)}, {MissingFact::records_disagree});
    } else if (last != nullptr && last->kind == EventKind::moved_away) {
        out = by_departure(*last, day, "alive.moved_away", DayOf::moved_away);
    } else if (last != nullptr && last->kind == EventKind::moved_abroad) {
        out = by_departure(*last, day, "alive.moved_abroad", DayOf::moved_abroad);
    } else if (last != nullptr && last->kind == EventKind::revoked) {
        out = by_departure(*last, day, "alive.revoked", DayOf::revoked);
    } else if (last != nullptr && (last->kind == EventKind::struck_out || last->kind == EventKind::ended_unclear)) {
        // Somebody who was never to be registered may never have been.
        return Verdict::cannot_tell("alive.revoked", {asked(day), {DayOf::revoked, last->on}}, {MissingFact::end_kind});
    } else if (day > history.base_date) {
        return Verdict::cannot_tell("alive.after_base_date", {asked(day), base_of(history)},
                                    {MissingFact::after_base_date});
    }
    // Alive by then, if born by then.
    if (out.truth == Truth::yes && born == Truth::cannot_tell) {
        return Verdict::cannot_tell("alive.birth", {asked(day), birth}, {MissingFact::day_of_event});
    }
    return out;
}

base::Date age_reached(base::Date born, int years) {
    const base::Date same{born.year() + std::chrono::years{years}, born.month(), born.day()};
    if (same.ok()) return same;
    return base::Date{same.year(), std::chrono::March, std::chrono::day{1}};
}

std::optional<base::Date> presumed_birth(const DayRange& born) {
    if (born.exact() || born.earliest.year() != born.latest.year()) return std::nullopt;
    if (born.earliest.month() == born.latest.month()) {
        return base::Date{born.earliest.year(), born.earliest.month(), std::chrono::day{15}};
    }
    return base::Date{born.earliest.year(), std::chrono::July, std::chrono::day{1}};
}

std::optional<Age> age_on(const DayRange& born, base::Date day) {
    if (born.earliest > day) return std::nullopt;
    const auto whole = [&](base::Date birth) {
        int years = static_cast<int>(day.year()) - static_cast<int>(birth.year());
        if (age_reached(birth, years) > day) --years;
        return std::max(years, 0);
    };
    Age age{.least = whole(born.latest), .most = whole(born.earliest), .presumed = {}};
    if (const auto birth = presumed_birth(born); birth && *birth <= day) age.presumed = whole(*birth);
    return age;
}

Verdict at_least_years_old(const DayRange& born, int years, base::Date day) {
    const DayRange reached{age_reached(born.earliest, years), age_reached(born.latest, years)};
    std::vector<DecidingDay> days{asked(day), {DayOf::birth, born}, {DayOf::age_reached, reached}};
    if (const auto birth = presumed_birth(born)) days.push_back({DayOf::presumed_birth, DayRange::at(*birth)});
    const auto truth = on_or_before(reached, day);
    if (truth == Truth::yes) return Verdict::yes("age.at_least", std::move(days));
    if (truth == Truth::no) return Verdict::no("age.at_least", std::move(days));
    return Verdict::cannot_tell("age.at_least", std::move(days), {MissingFact::day_of_event});
}

Verdict same_household_on(const History& one, const History& other, base::Date day) {
    auto here = all_of({resident_on(one, day), resident_on(other, day)});
    if (here.truth == Truth::no) here.rule = "household.not_registered";
    if (here.truth != Truth::yes) return here;
    const auto base_date = std::min(one.base_date, other.base_date);
    const auto spell = [&](const History& person) -> const HouseholdSpell* {
        for (const auto& candidate : person.households) {
            const bool begun = candidate.from.latest <= day;
            const bool lasts = !candidate.to || candidate.to->earliest > day;
            if (begun && lasts) return &candidate;
        }
        return nullptr;
    };
    const auto* a = spell(one);
    const auto* b = spell(other);
    std::vector<DecidingDay> days{asked(day), {DayOf::base_date, DayRange::at(base_date)}};
    if (a == nullptr || b == nullptr) {
        return Verdict::cannot_tell("household.of_the_day", std::move(days), {MissingFact::household_history});
    }
    return a->number == b->number ? Verdict::yes("household.of_the_day", std::move(days))
                                  : Verdict::no("household.of_the_day", std::move(days));
}

Truth is_number_of(const KnownIds& person, std::string_view number) {
    auto truth = may_be_one(person.id, number);
    for (const auto& earlier : person.earlier) truth = either(truth, may_be_one(earlier, number));
    return truth;
}

std::vector<NamedParent> named_parents(const PersonView& child) {
    using Bond = NamedParent::Bond;
    struct Place {
        Bond bond;
        PersonField id, name, partner;
    };
    static constexpr Place places[] = {
        {Bond::birth, PersonField::father_id, PersonField::father_name, PersonField::mother_id},
        {Bond::birth, PersonField::mother_id, PersonField::mother_name, PersonField::father_id},
        {Bond::adoption, PersonField::foster_father_id, PersonField::foster_father_name, PersonField::foster_mother_id},
        {Bond::adoption, PersonField::foster_mother_id, PersonField::foster_mother_name, PersonField::foster_father_id},
    };
    std::vector<NamedParent> out;
    for (const auto& place : places) {
        const auto id = child.get(place.id);
        const auto name = child.get(place.name);
        // No adoptive parent at all, or none on this side.
        const bool is_blank = place.bond == Bond::adoption && id.empty() && name.empty();
        out.push_back({.bond = place.bond, .id = std::string{id}, .is_nobody = is_blank || name == "＝"});
    }
    add_adoptions(child, out);
    return out;
}

Verdict parent_of(const std::vector<NamedParent>& named, const History& child, const KnownIds& parent, base::Date day) {
    std::vector<DecidingDay> days{asked(day), {DayOf::birth, child.born}};
    if (day > child.base_date) {
        days.push_back(base_of(child));
        return Verdict::cannot_tell("parent.after_base_date", std::move(days), {MissingFact::after_base_date});
    }
    if (on_or_before(child.born, day) == Truth::no) return Verdict::no("parent.not_yet_born", std::move(days));
    std::vector<MissingFact> missing;
    const auto lacks = [&](MissingFact fact) {
        if (std::ranges::find(missing, fact) == missing.end()) missing.push_back(fact);
    };
    for (const auto& place : named) {
        if (place.is_nobody) continue;
        if (place.id.empty()) {
            lacks(MissingFact::parent_id);
            continue;
        }
        const auto truth = is_number_of(parent, place.id);
        if (truth == Truth::cannot_tell) lacks(MissingFact::number_table);
        if (truth != Truth::yes) continue;
        if (place.bond == NamedParent::Bond::birth) return Verdict::yes("parent.by_birth", std::move(days));
        // 民法 1079, 1083: from the adoption on, and until it ends.
        const bool is_named_today = !place.ended && day == child.base_date;
        const auto lasts = is_named_today ? Truth::yes : in_force(place.began, place.ended, day);
        add_bond_days(days, DayOf::adopted, place.began, DayOf::adoption_ended, place.ended);
        if (lasts == Truth::yes) return Verdict::yes("parent.by_adoption", std::move(days));
        if (lasts == Truth::no) continue;
        return Verdict::cannot_tell("parent.by_adoption", std::move(days), {MissingFact::adoption_dates});
    }
    // Before the base date there may have been an adoption that has ended.
    if (day < child.base_date && !child.is_whole_life) lacks(MissingFact::adoption_dates);
    if (!missing.empty()) return Verdict::cannot_tell("parent.named", std::move(days), std::move(missing));
    return Verdict::no("parent.named", std::move(days));
}

Verdict spouse_of(std::string_view marriage_code, std::string_view spouse_id, const History& history,
                  const KnownIds& other, base::Date day) {
    std::vector<DecidingDay> days{asked(day), base_of(history)};
    if (day > history.base_date) {
        return Verdict::cannot_tell("spouse.after_base_date", std::move(days), {MissingFact::after_base_date});
    }
    // RSCD3065: 1 never married; 2 and 6 (748 施行法) married; the others were.
    if (marriage_code == "1") return Verdict::no("spouse.never_married", std::move(days));
    if (day < history.base_date) {
        return Verdict::cannot_tell("spouse.named", std::move(days), {MissingFact::marriage_dates});
    }
    const bool is_married = marriage_code == "2" || marriage_code == "6";
    if (!is_married && !marriage_code.empty()) return Verdict::no("spouse.not_married", std::move(days));
    // A foreign spouse has often no number in the record.
    if (spouse_id.empty() || marriage_code.empty()) {
        return Verdict::cannot_tell("spouse.named", std::move(days), {MissingFact::number_table});
    }
    switch (is_number_of(other, spouse_id)) {
        case Truth::yes:
            return Verdict::yes("spouse.named", std::move(days));
        case Truth::no:
            return Verdict::no("spouse.named", std::move(days));
        case Truth::cannot_tell:
            break;
    }
    return Verdict::cannot_tell("spouse.named", std::move(days), {MissingFact::number_table});
}

std::vector<NamedSpouse> named_spouses(const PersonView& person) {
    const auto events = legal_events(person);
    std::vector<NamedSpouse> out;
    for (std::size_t at = 0; at < events.size(); ++at) {
        const auto& event = events[at];
        if (event.undone || event.kind != LegalEvent::marriage) continue;
        NamedSpouse spouse{.id = event.other_id, .began = day_of(event.on), .ended = {}};
        if (const auto* end = end_of_bond(events, at, LegalEvent::divorce, event.other_id)) {
            spouse.ended = day_of(end->on);
        }
        out.push_back(std::move(spouse));
    }
    // Two marriages at once there are not (民法 985): the one before had ended by then.
    for (std::size_t at = 0; at + 1 < out.size(); ++at) {
        if (!out[at].ended) out[at].ended = DayRange{out[at].began.earliest, out[at + 1].began.latest};
    }
    // Widowed, or ended in a way that no event tells.
    const auto code = person.get(PersonField::marriage_code);
    if (!out.empty() && !out.back().ended && code != "2" && code != "6") {
        out.back().ended = DayRange{out.back().began.earliest, last_day_of_all};
    }
    return out;
}

Verdict spouse_of(const std::vector<NamedSpouse>& named, std::string_view marriage_code, std::string_view spouse_id,
                  const History& history, const KnownIds& other, base::Date day) {
    auto by_fields = spouse_of(marriage_code, spouse_id, history, other, day);
    if (named.empty() || day > history.base_date) return by_fields;
    if (day == history.base_date) {
        if (by_fields.truth == Truth::yes) by_fields.days.push_back({DayOf::married, named.back().began});
        return by_fields;
    }
    std::vector<DecidingDay> days{asked(day), base_of(history)};
    std::vector<MissingFact> missing;
    bool is_another = false;
    for (const auto& marriage : named) {
        const auto is_other = marriage.id.empty() ? Truth::cannot_tell : is_number_of(other, marriage.id);
        const auto lasts = in_force(marriage.began, marriage.ended, day);
        if (both(is_other, lasts) == Truth::no) {
            is_another = is_another || (is_other == Truth::no && lasts == Truth::yes);
            if (is_other == Truth::yes) {
                add_bond_days(days, DayOf::married, marriage.began, DayOf::marriage_ended, marriage.ended);
            }
            continue;
        }
        add_bond_days(days, DayOf::married, marriage.began, DayOf::marriage_ended, marriage.ended);
        if (both(is_other, lasts) == Truth::yes) return Verdict::yes("spouse.dated", std::move(days));
        missing.push_back(is_other == Truth::yes ? MissingFact::marriage_dates : MissingFact::number_table);
    }
    if (is_another) return Verdict::no("spouse.dated", std::move(days));
    if (missing.empty() && !history.is_whole_life) missing.push_back(MissingFact::marriage_dates);
    if (missing.empty()) return Verdict::no("spouse.dated", std::move(days));
    return Verdict::cannot_tell("spouse.dated", std::move(days), std::move(missing));
}

BirthRank birth_rank(const DayRange& child, const std::vector<DayRange>& siblings, Holds children_held) {
    BirthRank rank;
    int most = 1;
    for (const auto& sibling : siblings) {
        const auto elder = before(sibling, child);
        if (elder == Truth::yes) ++rank.least;
        if (elder != Truth::no) ++most;
    }
    if (children_held == Holds::all) rank.most = most;
    return rank;
}

}  // namespace menhu::registry
