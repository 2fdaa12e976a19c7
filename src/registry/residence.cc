#include "registry/residence.h"

#include <algorithm>

#include "base/period.h"
#include "law/period.h"

namespace menhu::registry {

namespace {

using law::ResidenceRule;

enum class Where : std::uint8_t { here, gone };

Where after(EventKind kind) {
    switch (kind) {
        case EventKind::born_here:
        case EventKind::first_registered:
        case EventKind::moved_in:
        case EventKind::moved_in_unclear:
        case EventKind::moved_within:
            return Where::here;
        case EventKind::moved_away:
        case EventKind::moved_abroad:
        case EventKind::died:
        case EventKind::declared_dead:
        case EventKind::revoked:
        case EventKind::struck_out:
        case EventKind::ended_unclear:
            return Where::gone;
    }
    return Where::gone;
}

DayOf day_of(EventKind kind) {
    switch (kind) {
        case EventKind::born_here:
            return DayOf::birth;
        case EventKind::first_registered:
            return DayOf::first_registered;
        case EventKind::moved_in:
        case EventKind::moved_in_unclear:
        case EventKind::moved_within:
            return DayOf::moved_in;
        case EventKind::moved_away:
            return DayOf::moved_away;
        case EventKind::moved_abroad:
            return DayOf::moved_abroad;
        case EventKind::died:
            return DayOf::died;
        case EventKind::declared_dead:
            return DayOf::declared_dead;
        case EventKind::revoked:
        case EventKind::struck_out:
        case EventKind::ended_unclear:
            return DayOf::revoked;
    }
    return DayOf::moved_in;
}

// The events that count, in their order.
std::vector<HistoryEvent> counting(const History& history) {
    std::vector<HistoryEvent> out;
    for (const auto& event : history.events) {
        if (!event.undone) out.push_back(event);
    }
    return out;
}

DecidingDay deciding(const HistoryEvent& event) { return {day_of(event.kind), event.on}; }
DecidingDay asked(base::Date day) { return {DayOf::asked, DayRange::at(day)}; }

// What is wrong with the history as a whole, for any question about `day`; nothing if all is well.
std::optional<Verdict> obstacle(const History& history, const std::vector<HistoryEvent>& events, base::Date day) {
    if (history.contradicts_itself) {
        return Verdict::cannot_tell("residence.contradiction", {asked(day)}, {MissingFact::records_disagree});
    }
    if (on_or_before(history.born, day) == Truth::no) {
        return Verdict::no("residence.not_yet_born", {asked(day), {DayOf::birth, history.born}});
    }
    for (const auto& event : events) {
        // 撤銷戶籍登記: the registration never was.
        if (event.kind == EventKind::struck_out)
            return Verdict::no("residence.struck_out", {asked(day), deciding(event)});
    }
    if (day > history.base_date) {
        const DecidingDay base{DayOf::base_date, DayRange::at(history.base_date)};
        // Nobody comes back from death.
        if (!events.empty() && events.back().kind == EventKind::died) {
            return Verdict::no("residence.died", {asked(day), deciding(events.back())});
        }
        return Verdict::cannot_tell("residence.after_base_date", {asked(day), base}, {MissingFact::after_base_date});
    }
    for (std::size_t at = 1; at < events.size(); ++at) {
        const auto& earlier = events[at - 1];
        const auto& later = events[at];
        const bool is_sure = before(earlier.on, later.on) == Truth::yes || (earlier.on == later.on && later.on.exact());
        if (is_sure || after(earlier.kind) == after(later.kind)) continue;
        return Verdict::cannot_tell("residence.order", {deciding(earlier), deciding(later)},
                                    {MissingFact::order_of_events});
    }
    return std::nullopt;
}

// How many of the events have happened by the end of `day`; nothing if it cannot be told.
std::optional<std::size_t> happened(const std::vector<HistoryEvent>& events, base::Date day) {
    std::size_t count = 0;
    for (const auto& event : events) {
        const auto by_then = on_or_before(event.on, day);
        // A move inside the city changes nothing for somebody who is here.
        const bool is_no_matter = event.kind == EventKind::moved_within && count > 0;
        if (by_then == Truth::cannot_tell && !is_no_matter) return std::nullopt;
        if (by_then == Truth::no) break;
        ++count;
    }
    return count;
}

// Nothing happened by then: what the next event tells of the time before it.
Verdict before_all(const History& history, const std::vector<HistoryEvent>& events, base::Date day) {
    if (events.empty()) {
        const DecidingDay base{DayOf::base_date, DayRange::at(history.base_date)};
        if (day == history.base_date) return Verdict::yes("residence.registered", {asked(day), base});
        return Verdict::cannot_tell("residence.registered", {asked(day), base}, {MissingFact::begin_of_stay});
    }
    const auto& next = events.front();
    if (next.kind == EventKind::first_registered || next.kind == EventKind::born_here) {
        return Verdict::no("residence.not_yet_registered", {asked(day), deciding(next)});
    }
    const bool came = next.kind == EventKind::moved_in || next.kind == EventKind::moved_in_unclear;
    std::vector<MissingFact> missing{came ? MissingFact::before_move_in : MissingFact::begin_of_stay};
    if (next.kind == EventKind::moved_in_unclear) missing.push_back(MissingFact::origin_of_move);
    return Verdict::cannot_tell("residence.before_the_record", {asked(day), deciding(next)}, std::move(missing));
}

struct Since {
    DayRange range;
    std::optional<HistoryEvent> began;  // the event, where one is known
    std::vector<MissingFact> missing;   // why it is a range
};

bool is_same_day_return(const HistoryEvent& left, const HistoryEvent& back, const ResidenceRule& rule) {
    return rule.same_day_return == ResidenceRule::SameDayReturn::goes_on && left.on == back.on && back.on.exact() &&
           left.kind == EventKind::moved_away && back.kind == EventKind::moved_in;
}

// The beginning of the stay that the first `count` events lead to; the last of them leaves the person here.
Since begin_of_stay(const History& history, const std::vector<HistoryEvent>& events, std::size_t count,
                    const ResidenceRule& rule, base::Date day) {
    auto latest = day;
    for (std::size_t at = count; at-- > 0;) {
        const auto& event = events[at];
        if (after(event.kind) == Where::gone) break;  // came back by a way that the copy does not hold
        const bool unknown_day = !event.on.exact();
        const std::vector<MissingFact> by_day =
            unknown_day ? std::vector{MissingFact::day_of_event} : std::vector<MissingFact>{};
        switch (event.kind) {
            case EventKind::moved_within:
                latest = std::min(latest, event.on.latest);
                continue;
            case EventKind::moved_in_unclear:
                return {{history.born.earliest, event.on.latest},
                        event,
                        {MissingFact::origin_of_move, MissingFact::before_move_in}};
            case EventKind::born_here: {
                if (rule.born_here == ResidenceRule::BornHere::from_birth) return {event.on, event, by_day};
                if (event.registered) return {*event.registered, event, {}};
                return {{event.on.earliest, latest}, event, {MissingFact::begin_of_stay}};
            }
            case EventKind::moved_in:
                if (at > 0 && is_same_day_return(events[at - 1], event, rule)) {
                    // The departure and the return of one day are passed over together.
                    latest = std::min(latest, event.on.latest);
                    --at;
                    continue;
                }
                return {event.on, event, by_day};
            default:
                return {event.on, event, by_day};
        }
    }
    return {{std::min(history.born.earliest, latest), latest}, std::nullopt, {MissingFact::begin_of_stay}};
}

}  // namespace

base::Date period_complete(const ResidenceRule& rule, base::Date since) {
    // 民法 120 II begins to count on the day after the event; a rule that counts the first day begins a day earlier.
    const auto event = rule.first_day == law::DayCounts::counted ? base::add_days(since, -1) : since;
    return base::last_day(event, law::period_of(rule.period));
}

Verdict resident_on(const History& history, base::Date day) {
    const auto events = counting(history);
    if (auto found = obstacle(history, events, day)) return *std::move(found);
    const auto count = happened(events, day);
    if (!count) {
        std::vector<DecidingDay> days{asked(day)};
        for (const auto& event : events) {
            if (on_or_before(event.on, day) == Truth::cannot_tell) days.push_back(deciding(event));
        }
        return Verdict::cannot_tell("residence.day_of_event", std::move(days), {MissingFact::day_of_event});
    }
    if (*count == 0) return before_all(history, events, day);
    const auto& last = events[*count - 1];
    if (after(last.kind) == Where::here) {
        // What ended unclearly later may have been struck out from the beginning.
        if (!events.empty() && events.back().kind == EventKind::ended_unclear) {
            return Verdict::cannot_tell("residence.ended", {asked(day), deciding(events.back())},
                                        {MissingFact::end_kind});
        }
        return Verdict::yes("residence.registered", {asked(day), deciding(last)});
    }
    return Verdict::no(last.kind == EventKind::moved_away      ? "residence.moved_away"
                       : last.kind == EventKind::moved_abroad  ? "residence.moved_abroad"
                       : last.kind == EventKind::died          ? "residence.died"
                       : last.kind == EventKind::declared_dead ? "residence.declared_dead"
                                                               : "residence.ended",
                       {asked(day), deciding(last)});
}

Verdict resident_for(const History& history, const ResidenceRule& rule, base::Date day) {
    auto on_the_day = resident_on(history, day);
    if (on_the_day.truth != Truth::yes) return on_the_day;
    const auto events = counting(history);
    const auto since = begin_of_stay(history, events, happened(events, day).value_or(0), rule, day);
    const DayRange complete{period_complete(rule, since.range.earliest), period_complete(rule, since.range.latest)};
    const auto last = rule.last_day == law::DayCounts::counted ? day : base::add_days(day, -1);
    std::vector<DecidingDay> days{
        asked(day), {DayOf::registered_since, since.range}, {DayOf::period_complete, complete}};
    if (complete.latest <= last) return Verdict::yes("residence.period", std::move(days));
    if (complete.earliest > last) {
        // Time elsewhere may join on: how long it was is not in the copy.
        if (rule.joined && since.began && since.began->kind == EventKind::moved_in &&
            law::names_place(since.began->place, rule.joined->from)) {
            auto least = rule;
            least.period = rule.joined->least;
            if (period_complete(least, since.range.earliest) <= last) {
                return Verdict::cannot_tell("residence.joined", std::move(days), {MissingFact::former_residence});
            }
        }
        return Verdict::no("residence.period", std::move(days));
    }
    auto missing = since.missing;
    if (missing.empty()) missing.push_back(MissingFact::day_of_event);
    return Verdict::cannot_tell("residence.period", std::move(days), std::move(missing));
}

Verdict resident_foreigner(base::Date day) { return Verdict::no("residence.not_a_national", {asked(day)}); }

}  // namespace menhu::registry
