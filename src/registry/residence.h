#pragma once
// Was somebody registered in the city on a day, and without a break for how long before it? By the events that the copy
// holds; a day means the end of that day: who moves in on it is here, who moves away on it is not. Pure; any thread.
#include "registry/answer.h"
#include "registry/history.h"

namespace menhu::registry {

Verdict resident_on(const History& history, base::Date day);

// Registered here on `day` and without a break before it for the rule's period. The verdict's days show the reckoning:
// since when, and the last day of the period.
Verdict resident_for(const History& history, const law::ResidenceRule& rule, base::Date day);

// The last day of a rule's period that begins with somebody's registration on `since` (民法 120, 121).
base::Date period_complete(const law::ResidenceRule& rule, base::Date since);

// Somebody known by a foreign resident's number only: registration is for nationals (戶籍法 1), so never.
Verdict resident_foreigner(base::Date day);

}  // namespace menhu::registry
