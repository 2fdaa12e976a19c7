#include "registry/history.h"

#include <algorithm>

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

}  // namespace

History history_of(const PersonView& person, base::Date base_date, const law::ResidenceRules& rules) {
    History out;
    out.base_date = base_date;
    out.born = day_or_unknown(person.get(PersonField::birth_date));
    const auto moved_in = day_range(person.get(PersonField::moved_in_date));
    const auto moved_out = day_range(person.get(PersonField::moved_out_date));
    const auto status_day = day_range(person.get(PersonField::status_date));
    const auto end = ending(person.get(PersonField::status));

    if (moved_in) {
        const auto from = person.get(PersonField::moved_in_from);
        HistoryEvent event{.kind = EventKind::moved_in_unclear, .on = *moved_in, .place = std::string{from}};
        switch (rules.place(from)) {
            case law::PlaceKind::inside:
                event.kind = EventKind::moved_within;
                break;
            case law::PlaceKind::outside:
            case law::PlaceKind::abroad:
                event.kind = EventKind::moved_in;
                break;
            case law::PlaceKind::unclear:
                break;
        }
        out.events.push_back(std::move(event));
    } else if (rules.no_moved_in() == law::NoMovedIn::since_birth) {
        out.events.push_back({.kind = EventKind::born_here, .on = out.born});
    }
    // A departure of somebody who is registered here, or has died here, came before the last move in.
    const bool left_at_last = end && is_departure(*end);
    if (moved_out && !left_at_last) {
        const HistoryEvent departure{.kind = EventKind::moved_away,
                                     .on = *moved_out,
                                     .place = std::string{person.get(PersonField::moved_out_to)}};
        if (!moved_in || before(*moved_in, *moved_out) == Truth::yes) out.contradicts_itself = true;
        out.events.insert(out.events.begin(), departure);
    }
    if (end) {
        const auto on =
            left_at_last && moved_out ? *moved_out : status_day.value_or(DayRange{out.born.earliest, base_date});
        if (moved_in && before(on, *moved_in) == Truth::yes) out.contradicts_itself = true;
        out.events.push_back({.kind = *end, .on = on, .place = std::string{person.get(PersonField::moved_out_to)}});
    }
    for (const auto& event : out.events) {
        if (on_or_before(event.on, base_date) == Truth::no) out.contradicts_itself = true;
    }
    // The record tells the household of the base date; since when, it does not.
    if (const auto number = person.get(PersonField::household_number); !number.empty() && !end) {
        out.households.push_back({std::string{number}, DayRange{out.born.earliest, base_date}, std::nullopt});
    }
    return out;
}

}  // namespace menhu::registry
