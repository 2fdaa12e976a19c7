#pragma once
// The periods that come round: of the profile's length, counted from the first of January. Pure; any thread.
#include <string>

#include "base/calendar.h"
#include "base/time.h"
#include "law/figures.h"

namespace menhu::oversight {

struct ReviewPeriod {
    std::string code;  // its first day, "2026-07-01"
    base::Instant from{};
    base::Instant until{};  // not included
};
// The period that holds `now`. Days are counted from 1970-01-01; months and years within the calendar.
ReviewPeriod review_period(base::Instant now, const law::Term& every);

// What people call a period: "2026-H2" and 115年下半年 for half-years; for others its first day.
struct PeriodName {
    std::string code;
    std::string zh;
    std::string en;
};
PeriodName name_of_period(base::Instant from, base::Instant until);

}  // namespace menhu::oversight
