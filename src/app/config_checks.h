#pragma once
// What no single setting can say: what belongs together, and the forms of addresses. Inside the room. Pure; any thread.
#include <vector>

#include "app/config.h"

namespace menhu::app {

void check_provider(const OidcConfig& provider, std::uint32_t line, std::vector<ConfigProblem>& problems);
void check_together(const Config& config, std::vector<ConfigProblem>& problems);

}  // namespace menhu::app
