#include "base/calendar.h"

#include <array>
#include <cstdio>

#include "base/result.h"

namespace menhu::base {
namespace {

constexpr std::chrono::hours taipei_offset{8};
constexpr int first_year = 1912;
constexpr int last_roc7_year = 999;

template <class... Numbers>
std::string print(const char* form, Numbers... numbers) {
    std::array<char, 96> text{};
    // Every form is a literal of this file and fits.
    std::snprintf(text.data(), text.size(), form, numbers...);
    return text.data();
}

int year_of(Date date) { return static_cast<int>(date.year()); }
unsigned month_of(Date date) { return static_cast<unsigned>(date.month()); }
unsigned day_of(Date date) { return static_cast<unsigned>(date.day()); }

const char* era_mark(RocYear year) { return year.era == RocEra::before_republic ? "前" : ""; }

bool skip(std::string_view& text, std::string_view lead) {
    if (!text.starts_with(lead)) return false;
    text.remove_prefix(lead.size());
    return true;
}

// Digits at the front of `text`, at least one and at most `bound`.
std::optional<int> take_number(std::string_view& text, std::size_t bound) {
    std::size_t length = 0;
    int number = 0;
    while (length < text.size() && length < bound && text[length] >= '0' && text[length] <= '9') {
        number = number * 10 + (text[length++] - '0');
    }
    if (length == 0) return std::nullopt;
    text.remove_prefix(length);
    return number;
}

struct Separators {
    std::string_view after_year, after_month, after_day;
};

std::optional<Date> read_separated(std::string_view text, RocEra era, Separators marks) {
    const auto year = take_number(text, 4);
    if (!year || !skip(text, marks.after_year)) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !skip(text, marks.after_month)) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day || !skip(text, marks.after_day) || !text.empty() || *year < 1) return std::nullopt;
    return make_date(gregorian_year({era, *year}), static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::optional<Date> read_roc7(std::string_view text, RocEra era) {
    if (text.size() != 7) return std::nullopt;
    const auto number = take_number(text, 7);
    if (!number || !text.empty() || *number < 10'000) return std::nullopt;
    return make_date(gregorian_year({era, *number / 10'000}), static_cast<unsigned>(*number / 100 % 100),
                     static_cast<unsigned>(*number % 100));
}

}  // namespace

std::optional<Date> make_date(int year, unsigned month, unsigned day) {
    if (year < 1 || year > 9999 || month > 12 || day > 31) return std::nullopt;
    const Date date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return date;
}

Date add_days(Date date, int days) {
    CHECK(date.ok());
    return Date{std::chrono::sys_days{date} + std::chrono::days{days}};
}

int days_between(Date from, Date to) {
    CHECK(from.ok() && to.ok());
    return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

Date taipei_date(Instant instant) { return Date{std::chrono::floor<std::chrono::days>(instant + taipei_offset)}; }

Instant taipei_start(Date date) {
    CHECK(date.ok());
    return Instant{std::chrono::sys_days{date}} - taipei_offset;
}

Instant taipei_end(Date date) { return taipei_start(date) + std::chrono::days{1}; }

std::string to_taipei_text(Instant instant) {
    const std::string text = to_rfc3339(instant + taipei_offset);
    return text.substr(0, 10) + " " + text.substr(11, 8);
}

std::string to_iso(Date date) { return print("%04d-%02u-%02u", year_of(date), month_of(date), day_of(date)); }

std::optional<Date> from_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    std::string_view year = text.substr(0, 4);
    std::string_view month = text.substr(5, 2);
    std::string_view day = text.substr(8, 2);
    const auto y = take_number(year, 4);
    const auto m = take_number(month, 2);
    const auto d = take_number(day, 2);
    if (!y || !m || !d || !year.empty() || !month.empty() || !day.empty()) return std::nullopt;
    return make_date(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
}

RocYear roc_year(Date date) {
    const int year = year_of(date);
    if (year >= first_year) return {RocEra::republic, year - first_year + 1};
    return {RocEra::before_republic, first_year - year};
}

int gregorian_year(RocYear year) {
    return year.era == RocEra::republic ? first_year + year.number - 1 : first_year - year.number;
}

std::string to_roc_slashes(Date date) {
    const RocYear year = roc_year(date);
    const char* form = year.era == RocEra::republic ? "%s%03d/%02u/%02u" : "%s%d/%02u/%02u";
    return print(form, era_mark(year), year.number, month_of(date), day_of(date));
}

std::string to_roc_text(Date date) {
    const RocYear year = roc_year(date);
    const char* lead = year.era == RocEra::republic ? "中華民國" : "民國前";
    return print("%s%d年%u月%u日", lead, year.number, month_of(date), day_of(date));
}

std::optional<std::string> to_roc7(Date date) {
    const RocYear year = roc_year(date);
    if (year.number > last_roc7_year) return std::nullopt;
    return print("%s%03d%02u%02u", era_mark(year), year.number, month_of(date), day_of(date));
}

std::optional<Date> from_roc(std::string_view text) {
    const bool named = skip(text, "中華民國") || skip(text, "民國");
    const bool before = skip(text, "前") || (!named && skip(text, "-"));
    const RocEra era = before ? RocEra::before_republic : RocEra::republic;
    if (named) return read_separated(text, era, {"年", "月", "日"});
    if (text.find('/') != std::string_view::npos) return read_separated(text, era, {"/", "/", ""});
    return read_roc7(text, era);
}

}  // namespace menhu::base
