#pragma once
// What the copy holds of a person's registration: events with their days, as far as they are known. A record without
// events of its own (registry/events.h) tells the last ones by its fields. Pure values; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "law/residence_rules.h"
#include "registry/person.h"
#include "registry/truth.h"

namespace menhu::registry {

enum class EventKind : std::uint8_t {
    born_here,         // registered by birth (出生登記)
    first_registered,  // 初設戶籍
    moved_in,          // from another county, or back from abroad (also 恢復戶籍)
    moved_in_unclear,  // the record does not say from where
    moved_within,      // inside the city (住址變更)
    moved_away,        // to another county
    moved_abroad,      // 遷出國外: registration ends
    died,
    declared_dead,
    revoked,        // 廢止戶籍: from then on
    struck_out,     // 撤銷戶籍登記: it never was
    ended_unclear,  // 撤銷 or 廢止, the record does not say which
};

struct HistoryEvent {
    EventKind kind = EventKind::moved_in;
    DayRange on;
    std::string place = {};  // from where, or to where
    // For a birth: the day of its registration, if it is held.
    std::optional<DayRange> registered = {};
    // 撤銷 of this entry (戶籍法 23): it counts as never made.
    bool undone = false;
};

// A time in a household.
struct HouseholdSpell {
    std::string number;
    DayRange from;
    std::optional<DayRange> to;  // the day after the last; absent: still there on the base date
};

struct History {
    base::Date base_date = last_day_of_all;
    DayRange born;
    std::vector<HistoryEvent> events;  // in the order in which they happened
    std::vector<HouseholdSpell> households;
    bool contradicts_itself = false;  // the record's state and its dates cannot both be true
    // The events begin with the birth, registered here, and the person never left: nothing of that life happened where
    // the copy does not reach, so that what no event tells (a marriage, an adoption) was not (decision 13).
    bool is_whole_life = false;
};

// From a stored record: its events, and what its fields tell beyond them. `base_date` is the generation's.
History history_of(const PersonView& person, base::Date base_date, const law::ResidenceRules& rules);

}  // namespace menhu::registry
