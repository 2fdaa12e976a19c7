#pragma once
// What every step of an application to use data has in common. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <string_view>

#include "grants/record.h"
#include "grants/use_application.h"

namespace menhu::grants {

// Who makes a step: an account, or the passing of time.
struct Mover {
    std::optional<people::AccountId> account;
    people::UnitId unit = people::operator_unit;
};

// Found, with the state at `now`, and readable by the actor. Errors: grants.application_unknown,
// grants.application_not_yours, grants.application_moved (it is over, or its version is not `expects`).
base::Result<UseApplication> application_to_move(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                                 UseApplicationId id, std::int64_t expects, base::Instant now);

// Writes the step and what it makes of the application (already changed in `application`, but for version and lapse),
// and enters it; `sealed` and the step's reason are sealed. Error: grants.application_moved.
base::Result<void> take_step(store::WriteTx& tx, const Desk& desk, const Mover& by, UseApplication application,
                             UseStep step, std::string_view entry, Facts facts, Facts sealed, base::Instant now);

// The entry alone, for the step that begins it all.
base::Result<void> enter_use(store::WriteTx& tx, const Desk& desk, const Mover& by, const UseApplication& application,
                             std::string_view kind, Facts facts, const Facts& sealed, base::Instant now);

// Of at least `least` and at most 500 code points. Error: grants.reason_ill_formed.
base::Result<void> check_step_reason(std::string_view reason, std::size_t least);

}  // namespace menhu::grants
