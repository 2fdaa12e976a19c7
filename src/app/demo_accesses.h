#pragma once
// A few look-ups in the demonstration, so that its pages have something to show: made by the plan's own people, under
// their grants, now, and recorded like any other. Thread rule: one thread.
#include <filesystem>

#include "app/demo_office.h"

namespace menhu::app {

// Asks about the people of examples.csv, once: nothing if there have been look-ups already.
base::Result<void> make_accesses(House& house, const demo::Plan& plan, const SignIns& sign_ins,
                                 const std::filesystem::path& examples, base::Random& random, base::Clock& clock);

}  // namespace menhu::app
