#pragma once
// The sign-in rules of a set of roles, put together: the strictest of each role holds (baseline 1-1-5, 1-1-7, 4-1-2).
// And what a session's holder must do first. Inside the room. Pure; any thread.
#include <cstdint>
#include <string_view>

#include "base/time.h"
#include "law/sign_in_rules.h"
#include "people/actor.h"
#include "people/office.h"
#include "people/role.h"
#include "people/session_rows.h"

namespace menhu::people {

bool is_second_factor_required(const law::SignInRules& rules, Roles roles);
bool is_elsewhere_refused(const law::SignInRules& rules, Roles roles);

// `standing`, or why the account may not be used here and now although it is active. `from` is the address that the
// request came from; `from_console` is no network. An address that nobody gave lies in no network: whom a rule binds to
// networks is outside with it.
Standing standing_here(const law::SignInRules& rules, Standing standing, Roles roles, std::string_view from,
                       base::Instant now);
// The same without the rules about networks: for what is asked of a session and not by it.
Standing standing_now(const law::SignInRules& rules, Standing standing, Roles roles, base::Instant now);

// Of a session and the account that it belongs to.
struct DutyFacts {
    Roles roles;
    const SessionProof& proof;
    std::int64_t second_factors = 0;  // that the account has
    base::Instant password_due_at{};
};
Duty duty_of(const law::SignInRules& rules, const DutyFacts& facts, base::Instant now);

}  // namespace menhu::people
