#pragma once
// The demonstration's link with the people in charge of it, and its purposes: made by the administrator, approved by
// who heads the agency. Nothing is made twice. Thread rule: one thread.
#include "app/demo_office.h"
#include "app/sign_in.h"

namespace menhu::app {

// `by`: the account administrator of the plan. Error: those of people and grants.
base::Result<void> make_catalogue(House& house, const demo::Plan& plan, const SignIns& sign_ins,
                                  const SignedInAccount& by, base::Random& random, base::Clock& clock);

}  // namespace menhu::app
