#include "registry/history.h"

#include <algorithm>
#include <span>

#include "format/household_number.h"
#include "registry/events.h"

namespace menhu::registry {

namespace {

using format::PersonField;

DayRange day_or_unknown(std::string_view text) { return day_range(text).value_or(DayRange{}); }

std::optional<EventKind> ending(std::string_view status) {
    if (status == "moved_away") return EventKind::moved_away;
    if (status == "moved_abroad") return EventKind::moved_abroad;
    if (status == "dead") return EventKind::died;
    if (status == "declared_dead") return EventKind::declared_dead;
    if (status == "revoked") return EventKind::ended_unclear;
    return std::nullopt;
}

bool is_departure(EventKind kind) { return kind == EventKind::moved_away || kind == EventKind::moved_abroad; }

bool is_here_after(EventKind kind) {
    return kind == EventKind::born_here || kind == EventKind::first_registered || kind == EventKind::moved_in ||
           kind == EventKind::moved_in_unclear || kind == EventKind::moved_within;
}

EventKind arrival_from(std::string_view place, const law::ResidenceRules& rules) {
    switch (rules.place(place)) {
        case law::PlaceKind::inside:
            return EventKind::moved_within;
        case law::PlaceKind::outside:
        case law::PlaceKind::abroad:
            return EventKind::moved_in;
        case law::PlaceKind::unclear:
            break;
    }
    return EventKind::moved_in_unclear;
}

// What of a legal event concerns where somebody was registered; nothing for marriages, names and the like.
std::optional<EventKind> kind_of(const PersonEvent& event, const law::ResidenceRules& rules) {
    switch (event.kind) {
        case LegalEvent::birth:
            return EventKind::born_here;
        case LegalEvent::first_registration:
            return EventKind::first_registered;
        case LegalEvent::move_in:
            return arrival_from(event.from, rules);
        case LegalEvent::move_within:
            return EventKind::moved_within;
        case LegalEvent::move_out:
            return rules.place(event.to) == law::PlaceKind::inside ? EventKind::moved_within : EventKind::moved_away;
        case LegalEvent::move_abroad:
            return EventKind::moved_abroad;
        case LegalEvent::death:
            return EventKind::died;
        case LegalEvent::declared_dead:
            return EventKind::declared_dead;
        case LegalEvent::nationality_loss:
        case LegalEvent::annulment:  // 廢止戶籍: from then on
            return EventKind::revoked;
        case LegalEvent::restoration:  // 恢復戶籍: registered anew
            return EventKind::moved_in;
        default:
            // A revocation (撤銷) marks the event that it undoes; of itself it is no move.
            return std::nullopt;
    }
}

// Of two on one day the record keeps no hour: who was here leaves first, who was away comes first.
void order_each_day(std::vector<HistoryEvent>& events) {
    bool is_here = false;
    for (std::size_t at = 0; at < events.size(); ++at) {
        if (at + 1 < events.size() && events[at].on == events[at + 1].on && events[at].on.exact()) {
            const bool comes = is_here_after(events[at].kind);
            const bool then_comes = is_here_after(events[at + 1].kind);
            if (comes != then_comes && comes == is_here) std::swap(events[at], events[at + 1]);
        }
        if (!events[at].undone) is_here = is_here_after(events[at].kind);
    }
}

std::vector<HistoryEvent> registrations(std::span<const PersonEvent> events, const law::ResidenceRules& rules) {
    std::vector<HistoryEvent> out;
    for (const auto& event : events) {
        const auto kind = kind_of(event, rules);
        if (!kind) continue;
        HistoryEvent made{.kind = *kind, .on = day_or_unknown(event.on), .undone = event.undone};
        made.place = is_departure(*kind) ? event.to : event.from;
        if (*kind == EventKind::born_here) made.registered = day_range(event.registered);
        out.push_back(std::move(made));
    }
    order_each_day(out);
    return out;
}

bool may_be_one_day(const DayRange& one, const DayRange& other) {
    return one.earliest <= other.latest && other.earliest <= one.latest;
}

// What the fields of the record tell and no event does: a file may hold the events since some day only.
void add_untold(std::vector<HistoryEvent>& events, std::vector<HistoryEvent> by_fields) {
    for (auto& told : by_fields) {
        const bool is_known = std::ranges::any_of(events, [&](const HistoryEvent& event) {
            return !event.undone && is_here_after(event.kind) == is_here_after(told.kind) &&
                   may_be_one_day(event.on, told.on);
        });
        if (is_known) continue;
        const auto after = std::ranges::find_if(
            events, [&](const HistoryEvent& event) { return before(told.on, event.on) == Truth::yes; });
        events.insert(after, std::move(told));
    }
}

// 撤銷戶籍登記: the record is ended, and every registration that it had is undone.
void tell_struck_out(std::vector<HistoryEvent>& events) {
    bool was_undone = false;
    for (const auto& event : events) {
        if (!is_here_after(event.kind)) continue;
        if (!event.undone) return;
        was_undone = true;
    }
    for (auto& event : events) {
        if (was_undone && event.kind == EventKind::ended_unclear) event.kind = EventKind::struck_out;
    }
}

bool begins_with_birth_and_stays(const std::vector<HistoryEvent>& events) {
    bool is_first = true;
    for (const auto& event : events) {
        if (event.undone) continue;
        if (is_first && event.kind != EventKind::born_here) return false;
        is_first = false;
        if (is_departure(event.kind) || event.kind == EventKind::revoked || event.kind == EventKind::ended_unclear) {
            return false;
        }
    }
    return !is_first;
}

bool changes_household(LegalEvent kind) {
    return kind == LegalEvent::birth || kind == LegalEvent::first_registration || kind == LegalEvent::move_in ||
           kind == LegalEvent::move_within || kind == LegalEvent::household_split ||
           kind == LegalEvent::household_merge || kind == LegalEvent::head_change || kind == LegalEvent::restoration ||
           kind == LegalEvent::adoption || kind == LegalEvent::adoption_end || kind == LegalEvent::correction;
}

// The household of the base date, since the last event that can have changed it; and, where a split or a merger names
// the households, those before. Without events: since when, the record does not tell.
std::vector<HouseholdSpell> households_of(const PersonView& person, std::span<const PersonEvent> events,
                                          const DayRange& born, base::Date base_date) {
    std::vector<HouseholdSpell> out;
    const auto now = person.get(PersonField::household_number);
    if (now.empty()) return out;
    HouseholdSpell spell{.number = std::string{now}, .from = {born.earliest, base_date}, .to = std::nullopt};
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (event->undone || !changes_household(event->kind)) continue;
        spell.from = day_or_unknown(event->on);
        out.push_back(spell);
        const bool names_both = format::HouseholdNumber::read(event->from).has_value() && event->to == spell.number;
        if (!names_both) break;  // where somebody belonged before is not told
        spell = {.number = event->from, .from = {born.earliest, spell.from.latest}, .to = spell.from};
    }
    if (out.empty() || out.back().number != spell.number) out.push_back(std::move(spell));
    std::ranges::reverse(out);
    return out;
}

}  // namespace

History history_of(const PersonView& person, base::Date base_date, const law::ResidenceRules& rules) {
    History out;
    out.base_date = base_date;
    out.born = day_or_unknown(person.get(PersonField::birth_date));
    const auto moved_in = day_range(person.get(PersonField::moved_in_date));
    const auto moved_out = day_range(person.get(PersonField::moved_out_date));
    const auto status_day = day_range(person.get(PersonField::status_date));
    const auto end = ending(person.get(PersonField::status));
    const auto stored = events_of(person);
    const auto legal = stored ? *stored : std::vector<PersonEvent>{};
    if (!stored) out.contradicts_itself = true;
    out.events = registrations(legal, rules);

    std::vector<HistoryEvent> by_fields;
    if (moved_in) {
        const auto from = person.get(PersonField::moved_in_from);
        by_fields.push_back({.kind = arrival_from(from, rules), .on = *moved_in, .place = std::string{from}});
    } else if (out.events.empty() && rules.no_moved_in() == law::NoMovedIn::since_birth) {
        by_fields.push_back({.kind = EventKind::born_here, .on = out.born});
    }
    // A departure of somebody who is registered here, or has died here, came before the last move in.
    const bool left_at_last = end && is_departure(*end);
    if (moved_out && !left_at_last) {
        const HistoryEvent departure{.kind = EventKind::moved_away,
                                     .on = *moved_out,
                                     .place = std::string{person.get(PersonField::moved_out_to)}};
        if (!moved_in || before(*moved_in, *moved_out) == Truth::yes) out.contradicts_itself = true;
        by_fields.insert(by_fields.begin(), departure);
    }
    if (end) {
        const auto on =
            left_at_last && moved_out ? *moved_out : status_day.value_or(DayRange{out.born.earliest, base_date});
        if (moved_in && before(on, *moved_in) == Truth::yes) out.contradicts_itself = true;
        by_fields.push_back({.kind = *end, .on = on, .place = std::string{person.get(PersonField::moved_out_to)}});
    }
    if (legal.empty()) {
        out.events = std::move(by_fields);
    } else {
        add_untold(out.events, std::move(by_fields));
        tell_struck_out(out.events);
        out.is_whole_life = stored && begins_with_birth_and_stays(out.events);
        // Dead by the record and here by the last event, or the other way round.
        const auto last = std::ranges::find_if(out.events.rbegin(), out.events.rend(),
                                               [](const HistoryEvent& event) { return !event.undone; });
        const bool is_gone = last != out.events.rend() && !is_here_after(last->kind);
        if (last != out.events.rend() && is_gone != end.has_value()) out.contradicts_itself = true;
    }
    for (const auto& event : out.events) {
        if (!event.undone && on_or_before(event.on, base_date) == Truth::no) out.contradicts_itself = true;
    }
    if (!end) out.households = households_of(person, legal, out.born, base_date);
    return out;
}

}  // namespace menhu::registry
