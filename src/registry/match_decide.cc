#include "registry/match_decide.h"

#include <algorithm>
#include <array>

#include "base/period.h"
#include "format/name.h"
#include "law/period.h"
#include "registry/residence.h"

namespace menhu::registry {

namespace {

using format::PersonField;
using law::MatchCheck;
using law::MatchDay;
using Ask = MatchCheck::Ask;

std::string range_text(const DayRange& range) {
    if (range.exact()) return base::to_iso(range.earliest);
    if (range.earliest == first_day_of_all && range.latest == last_day_of_all) return "";
    if (range.earliest == first_day_of_all) return "–" + base::to_iso(range.latest);
    if (range.latest == last_day_of_all) return base::to_iso(range.earliest) + "–";
    return base::to_iso(range.earliest) + "–" + base::to_iso(range.latest);
}

// Which field of the record a deciding day tells of.
std::optional<PersonField> field_of(DayOf what) {
    switch (what) {
        case DayOf::asked:
        case DayOf::base_date:
            return std::nullopt;
        case DayOf::birth:
        case DayOf::presumed_birth:
        case DayOf::age_reached:
            return PersonField::birth_date;
        case DayOf::moved_away:
        case DayOf::moved_abroad:
        case DayOf::died:
        case DayOf::declared_dead:
        case DayOf::revoked:
            return PersonField::status_date;
        default:
            return PersonField::moved_in_date;
    }
}

MatchNote note_of(const DecidingDay& day) {
    return {std::string{day_of_zh(day.what)}, std::string{day_of_en(day.what)}, range_text(day.day),
            field_of(day.what)};
}

Verdict not_held(base::Date day) {
    return Verdict::cannot_tell("person_not_held", {{DayOf::asked, DayRange::at(day)}}, {MissingFact::person_not_held});
}

// What a question found: a word of its vocabulary, or nothing to report.
struct Found {
    std::string_view finding;
    std::vector<MatchNote> notes;
};

std::string_view finding_of(Truth truth) {
    return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "cannot_tell";
}

Found found_by(const Verdict& verdict) {
    Found found{.finding = finding_of(verdict.truth), .notes = {}};
    for (const auto& day : verdict.days) found.notes.push_back(note_of(day));
    return found;
}

// Where somebody is who is not registered on the day, by the rule that said so.
std::string_view state_of(const Verdict& resident) {
    static constexpr std::array states{
        std::pair{std::string_view{"residence.moved_away"}, std::string_view{"moved_away"}},
        std::pair{std::string_view{"residence.moved_abroad"}, std::string_view{"moved_abroad"}},
        std::pair{std::string_view{"residence.died"}, std::string_view{"dead"}},
        std::pair{std::string_view{"residence.declared_dead"}, std::string_view{"dead"}},
        std::pair{std::string_view{"residence.ended"}, std::string_view{"revoked"}},
        std::pair{std::string_view{"residence.struck_out"}, std::string_view{"revoked"}},
    };
    const auto* known = std::ranges::find(states, resident.rule, &std::pair<std::string_view, std::string_view>::first);
    return known == states.end() ? std::string_view{"cannot_tell"} : known->second;
}

std::optional<std::string_view> change_of(LegalEvent kind) {
    switch (kind) {
        case LegalEvent::birth:
            return "birth";
        case LegalEvent::recognition:
            return "recognition";
        case LegalEvent::adoption:
            return "adoption";
        case LegalEvent::adoption_end:
            return "adoption_end";
        case LegalEvent::marriage:
            return "marriage";
        case LegalEvent::divorce:
            return "divorce";
        case LegalEvent::guardianship:
        case LegalEvent::assistance:
            return "guardianship";
        case LegalEvent::parental_rights:
            return "parental_rights";
        case LegalEvent::move_in:
        case LegalEvent::move_out:
        case LegalEvent::move_within:
        case LegalEvent::move_abroad:
            return "moved";
        case LegalEvent::name_change:
            return "renamed";
        case LegalEvent::id_change:
            return "renumbered";
        default:
            return std::nullopt;
    }
}

std::string normal_name(std::string_view name) {
    std::string out;
    format::normalise_name(name, out);
    return out;
}

class Decider {
public:
    Decider(const law::MatchRule& rule, const MatchFacts& facts, const law::ResidenceRules& residence)
        : rule_{rule}, facts_{facts}, residence_{residence}, on_{std::min(facts.on, facts.base_date)} {}

    MatchDecision decide() {
        if (auto before = before_all()) return *std::move(before);
        const auto day = day_of(rule_.version_by);
        const auto* version = day ? rule_.version_on(day->earliest) : nullptr;
        // A birth of which only the year is known may fall under two versions.
        if (version == nullptr || version != rule_.version_on(day->latest)) return {law::match_no_rule, {}};
        for (const auto& check : version->checks) {
            if (!applies(check)) continue;
            auto found = ask(check);
            if (!found.notes.empty()) last_ = std::move(found.notes);
            const auto* outcome = check.outcome_of(found.finding);
            if (outcome != nullptr) return done(*outcome);
        }
        return done(version->otherwise);
    }

private:
    const MatchedPerson* person(std::string_view role) const {
        const auto found = facts_.people.find(role);
        return found == facts_.people.end() ? nullptr : &found->second;
    }
    bool is_held(const MatchedPerson& one) const { return one.held == MatchedPerson::Held::yes; }

    MatchDecision done(std::string_view outcome) {
        MatchDecision decision{outcome, {}};
        for (auto& note : last_) {
            if (!note.value.empty() && std::ranges::find(decision.notes, note) == decision.notes.end()) {
                decision.notes.push_back(std::move(note));
            }
        }
        return decision;
    }

    // What stands before any question of the programme: may we speak of them, are they held, is it who the list means?
    std::optional<MatchDecision> before_all() const {
        for (const auto& [role, one] : facts_.people) {
            if (!one.barred.empty()) return MatchDecision{one.barred, {}};
        }
        const auto* subject = person(rule_.subject());
        if (subject == nullptr) return MatchDecision{law::match_ill_formed, {}};
        // A foreigner is in the data only through somebody else's record.
        if (!is_held(*subject) && !subject->is_foreign()) return MatchDecision{law::match_not_held, {}};
        const auto name = facts_.values.find("name");
        if (name != facts_.values.end() && is_held(*subject) &&
            normal_name(name->second) != normal_name(subject->name)) {
            return MatchDecision{law::match_other_name, {}};
        }
        return std::nullopt;
    }

    // Nothing if the list does not say it.
    std::optional<DayRange> day_of(const MatchDay& day) const {
        if (day.of == MatchDay::Of::asked) return DayRange::at(on_);
        if (day.of == MatchDay::Of::birth) {
            const auto* one = person(day.role);
            return one != nullptr && is_held(*one) ? std::optional{one->history.born} : std::nullopt;
        }
        const auto value = facts_.values.find(day.role);
        if (value == facts_.values.end()) return std::nullopt;
        const auto range = day_range(value->second);
        if (!range || day.of == MatchDay::Of::column) return range;
        const auto month = range->earliest.year() / range->earliest.month();
        return DayRange::at(day.of == MatchDay::Of::month_start ? base::Date{month / 1}
                                                                : base::Date{month / std::chrono::last});
    }

    // A question about an optional column that the list does not have is passed over.
    bool applies(const MatchCheck& check) const {
        if (std::ranges::none_of(check.of, [&](const auto& role) { return person(role) != nullptr; })) return false;
        if (!check.other.empty() && person(check.other) == nullptr) return false;
        if (check.day.of != MatchDay::Of::asked && check.day.of != MatchDay::Of::birth &&
            !facts_.values.contains(check.day.role)) {
            return false;
        }
        if (check.when == MatchCheck::When::always) return true;
        const auto* one = person(check.when_of);
        return one != nullptr && one->is_foreign() == (check.when == MatchCheck::When::foreign);
    }

    Found ask(const MatchCheck& check) const {
        if (check.ask == Ask::resident_for) return resident_for_any(check);
        const auto& role = *std::ranges::find_if(check.of, [&](const auto& one) { return person(one) != nullptr; });
        const auto& one = *person(role);
        if (check.ask == Ask::unique) return unique();
        if (!is_held(one)) return found_by(not_held(on_));
        const auto day = day_of(check.day);
        // A day that is not exactly known is asked about at both ends, and must give one answer.
        if (!day) return {"cannot_tell", {}};
        auto early = ask_on(check, one, day->earliest);
        if (day->exact()) return early;
        const auto late = ask_on(check, one, day->latest);
        return early.finding == late.finding ? early : Found{"cannot_tell", {}};
    }

    Found ask_on(const MatchCheck& check, const MatchedPerson& one, base::Date day) const {
        const auto* other = check.other.empty() ? nullptr : person(check.other);
        switch (check.ask) {
            case Ask::state: {
                const auto verdict = resident_on(one.history, day);
                auto found = found_by(verdict);
                if (verdict.truth != Truth::yes) found.finding = state_of(verdict);
                return found;
            }
            case Ask::resident:
                return found_by(resident_on(one.history, day));
            case Ask::born_here:
                return born_here(one);
            case Ask::parent:
                return found_by(parent_of(one.parents, one.history, known(*other), day));
            case Ask::spouse:
                return found_by(spouse_of(one.marriage_code, one.spouse_id, one.history, known(*other), day));
            case Ask::under_age:
                return under_age(check, one, day);
            case Ask::within:
                return within(check, one, day);
            case Ask::married:
                return married(one);
            case Ask::birth_order:
                return birth_order(one);
            case Ask::relation:
                return relation(one, *other, day);
            case Ask::changes:
                return changes(check, one, day);
            case Ask::resident_for:
            case Ask::unique:
                break;
        }
        base::throw_bug("decide_match: a question without an answer");
    }

    static KnownIds known(const MatchedPerson& one) {
        return one.held == MatchedPerson::Held::yes ? one.ids : KnownIds{one.id, {}};
    }

    Found resident_for_any(const MatchCheck& check) const {
        std::vector<Verdict> verdicts;
        const auto day = day_of(check.day);
        const auto still = check.still ? day_of(*check.still) : std::nullopt;
        if (!day || !day->exact()) return {"cannot_tell", {}};
        const auto* rule = residence_.find(check.residence, day->earliest);
        if (rule == nullptr) return {"cannot_tell", {}};
        for (const auto& role : check.of) {
            const auto* one = person(role);
            if (one == nullptr) continue;
            if (one->is_foreign() && !is_held(*one)) {
                verdicts.push_back(resident_foreigner(day->earliest));
            } else if (!is_held(*one)) {
                verdicts.push_back(not_held(day->earliest));
            } else {
                auto period = resident_for(one->history, *rule, day->earliest);
                if (still) {
                    auto now = resident_on(one->history, still->earliest);
                    if (now.truth != Truth::yes) period = all_of({std::move(period), std::move(now)});
                }
                verdicts.push_back(std::move(period));
            }
        }
        return found_by(any_of(std::move(verdicts)));
    }

    static Found born_here(const MatchedPerson& one) {
        for (const auto& event : one.history.events) {
            if (event.undone) continue;
            const bool is_here = event.kind == EventKind::born_here || event.kind == EventKind::first_registered;
            Verdict verdict;
            verdict.truth = is_here ? Truth::yes : event.kind == EventKind::moved_in ? Truth::no : Truth::cannot_tell;
            verdict.days = {{event.kind == EventKind::first_registered ? DayOf::first_registered
                             : is_here                                 ? DayOf::birth
                                                                       : DayOf::moved_in,
                             event.on}};
            return found_by(verdict);
        }
        return {"cannot_tell", {note_of({DayOf::birth, one.history.born})}};
    }

    static Found under_age(const MatchCheck& check, const MatchedPerson& one, base::Date day) {
        auto verdict = at_least_years_old(one.history.born, check.years, day);
        if (check.through == MatchCheck::Through::month_end) {
            // The whole month in which the age is reached still counts: it is over when the next one has begun.
            const auto month_start = base::Date{day.year() / day.month() / 1};
            const auto days = verdict.days;
            verdict = at_least_years_old(one.history.born, check.years, base::add_days(month_start, -1));
            verdict.days = days;
        }
        auto found = found_by(verdict);
        found.finding = finding_of(opposite(verdict.truth));
        return found;
    }

    static Found within(const MatchCheck& check, const MatchedPerson& one, base::Date day) {
        const auto period = law::period_of(*check.term);
        const DayRange last{base::last_day(one.history.born.earliest, period),
                            base::last_day(one.history.born.latest, period)};
        std::vector<MatchNote> notes{note_of({DayOf::birth, one.history.born}),
                                     {"申請期限末日", "last day to apply", range_text(last), PersonField::birth_date}};
        // Not before the birth, not after the last day.
        const Truth in_time = day <= last.earliest ? Truth::yes : day > last.latest ? Truth::no : Truth::cannot_tell;
        return {finding_of(in_time), std::move(notes)};
    }

    // RSCD3065: 2 and 6 are marriages that last.
    static Found married(const MatchedPerson& one) {
        if (one.marriage_code.empty()) return {"cannot_tell", {}};
        return {one.marriage_code == "2" || one.marriage_code == "6" ? "yes" : "no", {}};
    }

    Found unique() const {
        if (!facts_.earlier_row) return {"yes", {}};
        return {"no", {{"先前的列", "earlier row", std::to_string(*facts_.earlier_row), std::nullopt}}};
    }

    Found birth_order(const MatchedPerson& child) const {
        if (!facts_.siblings) return {"cannot_tell", {}};
        const auto rank = birth_rank(child.history.born, *facts_.siblings, Holds::all);
        if (!rank.most || *rank.most != rank.least) return {"cannot_tell", {}};
        MatchNote note{"第幾名", "which child", std::to_string(rank.least), PersonField::birth_order};
        return {rank.least == 1 ? "first" : rank.least == 2 ? "second" : "third_or_more", {std::move(note)}};
    }

    static bool share_a_parent(const MatchedPerson& one, const MatchedPerson& other) {
        return std::ranges::any_of(one.parents, [&](const NamedParent& parent) {
            return !parent.id.empty() && std::ranges::any_of(other.parents, [&](const NamedParent& candidate) {
                return candidate.id == parent.id;
            });
        });
    }

    Found relation(const MatchedPerson& one, const MatchedPerson& other, base::Date day) const {
        bool is_sure = is_held(other);
        const auto is = [&](const Verdict& verdict) {
            if (verdict.truth == Truth::cannot_tell) is_sure = false;
            return verdict.truth == Truth::yes;
        };
        if (is(parent_of(one.parents, one.history, known(other), day))) return {"parent", {}};
        if (is(spouse_of(one.marriage_code, one.spouse_id, one.history, known(other), day))) return {"spouse", {}};
        if (!is_held(other)) return {"cannot_tell", {}};
        if (is(parent_of(other.parents, other.history, known(one), day))) return {"child", {}};
        if (share_a_parent(one, other)) return {"sibling", {}};
        if (is(same_household_on(one.history, other.history, day))) return {"same_household", {}};
        return {is_sure ? "none" : "cannot_tell", {}};
    }

    static Found changes(const MatchCheck& check, const MatchedPerson& one, base::Date since) {
        for (const auto& event : one.events) {
            if (event.undone) continue;
            const auto change = change_of(event.kind);
            if (!change || check.outcome_of(*change) == nullptr) continue;
            // What was registered late is news all the same.
            const auto text =
                event.registered.empty() ? std::string_view{event.on} : std::string_view{event.registered};
            const auto day = day_range(text);
            if (!day || day->latest <= since) continue;
            return {*change,
                    {{std::string{legal_event_zh(event.kind)}, std::string{legal_event_en(event.kind)}, event.on,
                      history_of_kind(event.kind)}}};
        }
        return {"", {}};
    }

    const law::MatchRule& rule_;
    const MatchFacts& facts_;
    const law::ResidenceRules& residence_;
    base::Date on_;
    std::vector<MatchNote> last_;
};

}  // namespace

base::Result<MatchedPerson> matched_person(const PersonView& view, std::string_view id, format::IdKind kind,
                                           base::Date base_date, const law::ResidenceRules& residence) {
    MatchedPerson out{.id = std::string{id},
                      .kind = kind,
                      .held = MatchedPerson::Held::yes,
                      .barred = {},
                      .name = std::string{view.get(PersonField::person_name)},
                      .ids = {.id = std::string{view.get(PersonField::person_id)}, .earlier = {}},
                      .history = history_of(view, base_date, residence),
                      .parents = named_parents(view),
                      .marriage_code = std::string{view.get(PersonField::marriage_code)},
                      .spouse_id = std::string{view.get(PersonField::spouse_id)},
                      .events = {}};
    for (auto rest = view.get(PersonField::earlier_ids); !rest.empty();) {
        const auto end = std::min(rest.find(';'), rest.size());
        out.ids.earlier.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    out.events = TRY(events_of(view));
    return out;
}

MatchDecision decide_match(const law::MatchRule& rule, const MatchFacts& facts, const law::ResidenceRules& residence) {
    return Decider{rule, facts, residence}.decide();
}

}  // namespace menhu::registry
