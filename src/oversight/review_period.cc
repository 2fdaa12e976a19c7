#include "oversight/review_period.h"

#include "base/result.h"

namespace menhu::oversight {

using std::chrono::day;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

ReviewPeriod review_period(base::Instant now, const law::Term& every) {
    CHECK(every.count > 0);
    const base::Date today = base::taipei_date(now);
    base::Date first;
    base::Date next;
    if (every.in == law::Term::In::days) {
        const int since = static_cast<int>(sys_days{today}.time_since_epoch().count());
        first = base::Date{sys_days{std::chrono::days{since - since % every.count}}};
        next = base::add_days(first, every.count);
    } else {
        const int length = every.in == law::Term::In::years ? 12 * every.count : every.count;
        const int month = static_cast<int>(today.year()) * 12 + static_cast<int>(unsigned{today.month()}) - 1;
        const year_month start = year_month{year{0}, std::chrono::January} + months{month - month % length};
        first = start / day{1};
        next = (start + months{length}) / day{1};
    }
    return {.code = base::to_iso(first), .from = base::taipei_start(first), .until = base::taipei_start(next)};
}

PeriodName name_of_period(base::Instant from, base::Instant until) {
    const base::Date first = base::taipei_date(from);
    const base::Date next = base::taipei_date(until);
    const bool half = first.day() == day{1} &&
                      year_month{first.year(), first.month()} + months{6} == year_month{next.year(), next.month()} &&
                      next.day() == day{1};
    const std::string western = std::to_string(static_cast<int>(first.year()));
    if (half && (first.month() == std::chrono::January || first.month() == std::chrono::July)) {
        const bool later = first.month() == std::chrono::July;
        const base::RocYear roc = base::roc_year(first);
        return {.code = western + (later ? "-H2" : "-H1"),
                .zh = std::to_string(roc.number) + (later ? "年下半年" : "年上半年"),
                .en = (later ? "second half of " : "first half of ") + western};
    }
    return {.code = base::to_iso(first), .zh = base::to_roc_text(first) + "起", .en = "from " + base::to_iso(first)};
}

}  // namespace menhu::oversight
