#pragma once
// People found by conditions, for a roster: who lives in a place and is of an age. Found, not yet asked about: each is
// entered when the match comes to them. Inside the room. Thread rule: a thread that may block; it opens every record of
// the generation in use once.
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "grants/population.h"
#include "registry/match_pack.h"
#include "registry/registry.h"

namespace menhu::registry {

struct RosterCondition {
    std::string place;  // the name or code of a district or village
    std::optional<int> age_from;
    std::optional<int> age_to;
};
struct RosterWish {
    std::vector<RosterCondition> conditions;
    base::Date on;                    // at most the base date counts
    grants::Population population{};  // of the grant: others are not found
    std::vector<std::string> fields;  // of the grant, which become the cells
};
struct Roster {
    std::vector<InputRow> rows;  // by place and day of birth
    std::vector<std::string> headers;
};
// Errors: registry.match_place_unknown (detail: none; a place that is neither a district nor a village),
// registry.match_roster_too_long, registry.no_generation, those of finding.
base::Result<Roster> find_roster(const Registry& registry, const RosterWish& wish);

}  // namespace menhu::registry
