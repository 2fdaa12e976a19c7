#pragma once
// The pure core of a decision: a situation, to a permit or the first reason against it. Inside the room (and its tests,
// which hold it against a second implementation). Pure; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "grants/grant.h"
#include "grants/refusal.h"
#include "grants/rules.h"
#include "grants/situation.h"

namespace menhu::grants {

// Nothing: permitted.
std::optional<Why> verdict(const Situation& situation);
// Only what is a rule of the person, who is known now; `situation` needs no more than wish, person and population.
std::optional<Why> verdict_on_person(const Situation& situation);

// How the holder sees a stored grant. `lapses_at`: only while nothing of it was used.
GrantState state_of(StoredState state, base::Instant from, base::Instant until, std::optional<base::Instant> lapses_at,
                    base::Instant now);
// The fields that all three lists have, each of them sorted words with a space between.
std::vector<std::string> effective_fields(std::string_view grant, std::string_view link, std::string_view purpose);
// Whole days left, rounded up; 0 when over.
std::int64_t days_left(base::Instant until, base::Instant now);
// The number since 1970 of the day in Asia/Taipei.
std::int64_t day_of(base::Instant now);
// Under what a month of Asia/Taipei is counted beside days: November 2026 is -202611.
std::int64_t month_key_of(base::Instant now);

}  // namespace menhu::grants
