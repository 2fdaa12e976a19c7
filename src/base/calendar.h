#pragma once
// Dates, and how the Republic of China writes them. Year 1 of the Republic is 1912; the years before it count backwards
// (民國前 1 年 is 1911), and there is no year 0. All dates are Gregorian.
//
// Days are those of Asia/Taipei, taken as UTC+8 without summer time. That is exact for every instant since 1979-10-01:
// by the tz database (file `asia`, rule Taiwan) the last summer time in Taiwan ended in that year. Earlier *instants*
// would need its table; Menhu makes none, and earlier *dates* (births) need no zone. Pure; any thread.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace menhu::base {

// Real (ok()) and of the years 1 to 9999, if made by these functions.
using Date = std::chrono::year_month_day;

std::optional<Date> make_date(int year, unsigned month, unsigned day);
Date add_days(Date date, int days);
// From `from` to `to`; negative if `to` is earlier.
int days_between(Date from, Date to);

Date taipei_date(Instant instant);
// The first instant of the day, and the first instant after it.
Instant taipei_start(Date date);
Instant taipei_end(Date date);
// "2026-11-23 12:05:06", the time of day in Taipei.
std::string to_taipei_text(Instant instant);

// "2024-03-05", this form only.
std::string to_iso(Date date);
std::optional<Date> from_iso(std::string_view text);

enum class RocEra : std::uint8_t { republic, before_republic };
struct RocYear {
    RocEra era;
    int number;  // from 1
    friend bool operator==(RocYear, RocYear) = default;
};
RocYear roc_year(Date date);
int gregorian_year(RocYear year);

// "113/03/05"; before the Republic "前1/03/05".
std::string to_roc_slashes(Date date);
// "中華民國113年3月5日"; before the Republic "民國前1年3月5日".
std::string to_roc_text(Date date);
// "0750101"; before the Republic "前0010101". Nothing beyond year 999.
std::optional<std::string> to_roc7(Date date);
// Reads all three forms, with or without leading zeros where there are separators, "民國" for "中華民國", and "-" for
// "前" as some agencies write it. Nothing for anything else and for days that never were.
std::optional<Date> from_roc(std::string_view text);

}  // namespace menhu::base
