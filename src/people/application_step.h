#pragma once
// What every step of an application has in common. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <string_view>
#include <vector>

#include "people/application.h"
#include "people/record.h"

namespace menhu::people {

// Who makes a step: an account, or an applicant without one, or time.
struct Stepper {
    std::optional<AccountId> account;
    UnitId unit = operator_unit;
    ActedAs as = ActedAs::applicant;
};

bool is_open(ApplicationState state);
// Found, with the state at `now`. Error: people.not_found.
base::Result<Application> application_at(store::ReadTx& tx, ApplicationId id, base::Instant now);
// Who must not take a step in it: the applicant, the person concerned, and every other account of that person.
base::Result<std::vector<AccountId>> concerned_in(store::ReadTx& tx, const Application& application);
// Who endorsed it, in whatever version.
std::vector<AccountId> endorsers_of(const std::vector<ApplicationStep>& steps);
// As what the actor may take the next step. Errors: see endorse and carry_out.
base::Result<ActedAs> require_turn(store::ReadTx& tx, const Actor& by, const Application& application,
                                   base::Instant now);
// Writes the step, the new state and the entry. `reason` is sealed in the ledger.
base::Result<void> take_step(store::WriteTx& tx, const Office& office, const Stepper& by,
                             const Application& application, ApplicationAct act, ApplicationState state,
                             std::string_view reason, Facts more, base::Instant now);

}  // namespace menhu::people
