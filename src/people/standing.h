#pragma once
// From what is stored of an account to whether it may act now. Inside the room. Pure; any thread.
#include <optional>

#include "base/time.h"
#include "people/account_term.h"
#include "people/actor.h"

namespace menhu::people {

struct Validity {
    State state = State::closed;
    base::Instant from{};
    std::optional<base::Instant> until;
    base::Instant unit_from{};
    std::optional<base::Instant> unit_until;
};

// Closed, then suspended, then the dates; the unit's dates bound the account's (U1.2: a contractor inside a contract).
Standing standing_of(const Validity& validity, base::Instant now);

inline PasswordDuty password_duty_of(base::Instant due_at, base::Instant now) {
    return now >= due_at ? PasswordDuty::must_change : PasswordDuty::none;
}

}  // namespace menhu::people
