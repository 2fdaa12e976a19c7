#pragma once
// The pure core of a decision: everything that is known, to a permit or the first reason against it. Inside the room
// (and its tests, which hold it against a second implementation). Pure; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "grants/grant.h"
#include "grants/operation.h"
#include "grants/population.h"
#include "grants/refusal.h"
#include "people/actor.h"

namespace menhu::grants {

enum class StoredState : std::uint8_t { open, suspended, ended };
std::string_view stored_state_code(StoredState state);
StoredState stored_state_from_code(std::string_view code);  // a Bug if there is none

// A grant as stored, with what hangs on it.
struct StoredGrant {
    std::int64_t unit = 0;
    StoredState state = StoredState::ended;
    base::Instant from{};
    base::Instant until{};
    Operations operations;
    std::vector<std::string> fields;  // sorted
    Population population;
    std::string holding;
    std::int64_t quota_day = 0;
    std::int64_t quota_total = 0;
    std::string purpose;  // code
    std::string case_pattern;
    std::int64_t holds = 0;           // 1 if the actor is a holder, else 0
    std::int64_t bases_in_force = 0;  // how many of the purpose's
    std::int64_t used_today = 0;
    std::int64_t used_total = 0;
};

// Who asks.
struct Asker {
    people::Standing standing = people::Standing::closed;
    people::Duty duty = people::Duty::must_prove_second;
    people::Roles roles;
    std::int64_t unit = 0;
};

// What is asked for; views into the Ask.
struct Wish {
    Operation operation = Operation::lookup;
    std::string_view case_number;  // trimmed
    std::string_view reason;
    std::string_view holding;
    const std::vector<std::string>& fields;
    std::int64_t reason_length_min = 0;  // code points, of the profile
};

// Nothing: permitted. The order is from who, over which grant, to what: whoever may not use a grant learns nothing of
// its quotas.
std::optional<Why> verdict(const Asker& asker, const std::optional<StoredGrant>& grant, const Wish& wish,
                           base::Instant now);

// How the holder sees a stored grant.
GrantState state_of(StoredState state, base::Instant from, base::Instant until, base::Instant now);
// Whole days left, rounded up; 0 when over.
std::int64_t days_left(base::Instant until, base::Instant now);
// The number since 1970 of the day in Asia/Taipei.
std::int64_t day_of(base::Instant now);

}  // namespace menhu::grants
