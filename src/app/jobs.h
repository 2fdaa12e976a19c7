#pragma once
// What is done by itself, day after day: at the start of the service, every hour, and by `menhu jobs run`. Each job may
// run as often as one likes; what was done is not done again. Thread rule: one thread at a time.
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "app/house.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace menhu::app {

struct JobRun {
    std::string_view name;  // "suspend_idle", …
    std::string_view zh;
    std::string_view en;
    std::int64_t done = 0;             // how many accounts, letters, reviews …
    std::optional<base::Error> error;  // the others ran all the same
};

std::vector<JobRun> run_jobs(House& house, base::Random& random, base::Instant now);

}  // namespace menhu::app
