#pragma once
// Who answers for the units of the demonstration: heads and deputies of every unit, a second account administrator, a
// contractor with its contract, an absence, and applications as an office has them on any day. Through the same
// functions as everywhere; nothing is made twice. The heads and deputies that the plan does not name have passwords
// that nobody knows. Thread rule: one thread.
#include "app/demo_office.h"

namespace menhu::app {

base::Result<void> make_people(House& house, const demo::Plan& plan, const SignIns& sign_ins, base::Random& random,
                               base::Clock& clock);

}  // namespace menhu::app
