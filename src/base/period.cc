#include "base/period.h"

#include <algorithm>

namespace menhu::base {

using std::chrono::months;

Date last_day(Date event, Period period) {
    CHECK(event.ok() && period.length > 0);
    if (period.unit == PeriodUnit::day) return add_days(event, period.length);
    if (period.unit == PeriodUnit::week) return add_days(event, 7 * period.length);
    const int count = period.unit == PeriodUnit::year ? 12 * period.length : period.length;
    const Date first = add_days(event, 1);
    const Date corresponding = first + months{count};
    // 121 II, second sentence: no such day in the last month, so its end.
    if (!corresponding.ok()) return Date{corresponding.year() / corresponding.month() / std::chrono::last};
    return add_days(corresponding, -1);
}

Result<WorkDays> WorkDays::parse(std::string_view table) {
    WorkDays result;
    int number = 0;
    while (!table.empty()) {
        ++number;
        const std::size_t end = table.find('\n');
        std::string_view line = table.substr(0, end);
        table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        const auto date = from_iso(line.substr(0, 10));
        const std::string_view rest = line.substr(std::min<std::size_t>(line.size(), 10));
        const bool is_rest = rest == ",rest" || rest.starts_with(",rest,");
        const bool is_work = rest == ",work" || rest.starts_with(",work,");
        if (!date || is_rest == is_work || result.days_.contains(*date)) {
            return Error{Fault::bad_input, "base.bad_holidays", "line " + std::to_string(number)};
        }
        result.days_.emplace(*date, is_rest ? Kind::rest : Kind::work);
        ++result.years_[date->year()];
    }
    return result;
}

bool WorkDays::covers(Date date) const { return years_.contains(date.year()); }

Result<bool> WorkDays::is_worked(Date date) const {
    CHECK(date.ok());
    if (!covers(date)) {
        return Error{Fault::conflict, "base.no_holidays", std::to_string(static_cast<int>(date.year()))};
    }
    if (const auto found = days_.find(date); found != days_.end()) return found->second == Kind::work;
    const std::chrono::weekday day{std::chrono::sys_days{date}};
    return day != std::chrono::Saturday && day != std::chrono::Sunday;
}

Result<Date> WorkDays::this_or_next(Date date) const {
    for (;; date = add_days(date, 1)) {
        const bool worked = TRY(is_worked(date));
        if (worked) return date;
    }
}

Result<Date> WorkDays::after(Date event, int count) const {
    CHECK(count > 0);
    Date date = event;
    for (int n = 0; n < count; ++n) {
        date = TRY(this_or_next(add_days(date, 1)));
    }
    return date;
}

Result<Date> due_day(Date event, Period period, const WorkDays& work_days) {
    return work_days.this_or_next(last_day(event, period));
}

}  // namespace menhu::base
