#pragma once
// The demonstration's watch: a case worker watches people of her cases before the months' changes come, so that there
// is something to be told. Nothing is made twice. Thread rule: one thread.
#include <filesystem>

#include "app/demo_office.h"

namespace menhu::app {

// `examples`: the list of the city's notable people; those at its end changed within the year.
base::Result<void> make_watch(House& house, const SignIns& sign_ins, const std::filesystem::path& examples,
                              base::Random& random, base::Clock& clock);

}  // namespace menhu::app
