#pragma once
// When a period of the law ends: Civil Code (民法) articles 119 to 123.
//
//   120 II  days, weeks, months and years do not count the day of the event; counting starts the day after it
//   121 I   the period ends with the end of its last day
//   121 II  weeks, months, years: the last day is the one before the day that corresponds to the first counted day; the
//           last day of the month if that month has no such day; counted from the first of a month, they are whole
//           months
//   122     where something must be done within the period and the last day is a day of rest, the next day that is not
//   123     months and years are those of the calendar
//
// What else a rule says (行政程序法 48 IV ends a Saturday on Monday *morning*) is for the caller. Pure; any thread.
#include <map>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/result.h"

namespace menhu::base {

enum class PeriodUnit : std::uint8_t { day, week, month, year };

struct Period {
    int length;  // from 1
    PeriodUnit unit;
};

// The last day of a period that starts with an event on `event` (articles 120 and 121). It ends at taipei_end() of it.
Date last_day(Date event, Period period);

// Which days are worked. Saturdays and Sundays are rest unless the table says otherwise; the table is the calendar that
// the Directorate-General of Personnel Administration publishes for each year, supplied as data.
class WorkDays {
public:
    // A line a day: "2026-02-16,rest,農曆除夕" or "2026-02-07,work,補行上班"; a year counts as covered when it has a
    // line. Empty lines and lines that begin with # are skipped. Errors: base.bad_holidays with the number of the line.
    static Result<WorkDays> parse(std::string_view table);

    bool covers(Date date) const;
    // Is it worked? Errors: base.no_holidays when the table does not cover the year: a guess could miss a deadline.
    Result<bool> is_worked(Date date) const;
    // `date` itself if it is worked, else the next that is (article 122).
    Result<Date> this_or_next(Date date) const;
    // The `count`-th worked day after `event`, which itself is not counted.
    Result<Date> after(Date event, int count) const;

private:
    enum class Kind : std::uint8_t { rest, work };
    std::map<Date, Kind> days_;
    std::map<std::chrono::year, int> years_;
};

// The day by which something must be done within a period: last_day, moved by article 122.
Result<Date> due_day(Date event, Period period, const WorkDays& work_days);

}  // namespace menhu::base
