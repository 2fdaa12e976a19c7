#include "format/date_text.h"

#include <fmt/format.h>

#include <array>

namespace menhu::format {

namespace {

struct NamedForm {
    std::string_view name;
    DateForm form;
};
constexpr std::array<NamedForm, 5> named_forms{{{"roc7", DateForm::roc7},
                                                {"roc6", DateForm::roc6},
                                                {"yyyymmdd", DateForm::yyyymmdd},
                                                {"iso", DateForm::iso},
                                                {"roc_slashes", DateForm::roc_slashes}}};

constexpr int first_year_of_republic = 1912;

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// All of `text`, 1 to 4 digits.
std::optional<int> read_digits(std::string_view text) {
    if (text.empty() || text.size() > 4) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<KnownDate> make_date(int year, int month, int day) {
    if (year < 1 || year > 9999) return std::nullopt;
    KnownDate date;
    date.year = static_cast<std::int16_t>(year);
    if (month == 0) {
        if (day != 0) return std::nullopt;
        date.precision = DatePrecision::year;
        return date;
    }
    if (month > 12) return std::nullopt;
    date.month = static_cast<std::uint8_t>(month);
    if (day == 0) {
        date.precision = DatePrecision::month;
        return date;
    }
    if (!is_real_date(year, month, day)) return std::nullopt;
    date.day = static_cast<std::uint8_t>(day);
    return date;
}

std::optional<KnownDate> from_parts(std::string_view year, std::string_view month, std::string_view day, bool republic,
                                    Era era) {
    const auto y = read_digits(year);
    const auto m = read_digits(month);
    const auto d = read_digits(day);
    if (!y || !m || !d) return std::nullopt;
    if (!republic) return make_date(*y, *m, *d);
    if (*y == 0) return std::nullopt;  // there is no year 0: 民前 1 is 1911, 民國 1 is 1912
    return make_date(era == Era::before_republic ? first_year_of_republic - *y : first_year_of_republic - 1 + *y, *m,
                     *d);
}

void put(std::string& out, int value, int width) {
    std::array<char, 4> digits{};
    for (int i = width - 1; i >= 0; --i) {
        digits[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(digits.data(), static_cast<std::size_t>(width));
}

}  // namespace

std::optional<DateForm> date_form_named(std::string_view name) {
    for (const NamedForm& row : named_forms) {
        if (row.name == name) return row.form;
    }
    return std::nullopt;
}

std::string_view date_form_name(DateForm form) { return named_forms[static_cast<std::size_t>(form)].name; }

bool is_real_date(int year, int month, int day) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
    return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

std::optional<KnownDate> read_date(std::string_view text, DateForm form, Era era) {
    const bool republic = form != DateForm::yyyymmdd && form != DateForm::iso;
    if (republic) {
        constexpr std::string_view before = "前";
        constexpr std::string_view before_long = "民前";
        if (text.starts_with('-')) {
            text.remove_prefix(1);
            era = Era::before_republic;
        } else if (text.starts_with(before_long)) {
            text.remove_prefix(before_long.size());
            era = Era::before_republic;
        } else if (text.starts_with(before)) {
            text.remove_prefix(before.size());
            era = Era::before_republic;
        }
    }
    switch (form) {
        case DateForm::roc7:
        case DateForm::roc6:
        case DateForm::yyyymmdd: {
            std::size_t year_digits = form == DateForm::roc7 ? 3 : form == DateForm::roc6 ? 2 : 4;
            // A sign takes the place of a digit: "-100203" in seven places.
            if (form == DateForm::roc7 && era == Era::before_republic && text.size() == 6) year_digits = 2;
            if (text.size() != year_digits + 4) return std::nullopt;
            return from_parts(text.substr(0, year_digits), text.substr(year_digits, 2), text.substr(year_digits + 2),
                              republic, era);
        }
        case DateForm::iso: {
            if (text.size() == 4) return from_parts(text, "0", "0", republic, era);
            if (text.size() == 7 && text[4] == '-') {
                return from_parts(text.substr(0, 4), text.substr(5), "0", republic, era);
            }
            if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
            return from_parts(text.substr(0, 4), text.substr(5, 2), text.substr(8), republic, era);
        }
        case DateForm::roc_slashes: {
            const std::size_t first = text.find('/');
            if (first > 3) return std::nullopt;  // or there is none
            const std::size_t second = text.find('/', first + 1);
            if (second == std::string_view::npos || second - first > 3 || text.size() - second > 3) return std::nullopt;
            return from_parts(text.substr(0, first), text.substr(first + 1, second - first - 1),
                              text.substr(second + 1), republic, era);
        }
    }
    return std::nullopt;
}

bool write_date(const KnownDate& date, DateForm form, std::string& out) {
    const bool republic = form != DateForm::yyyymmdd && form != DateForm::iso;
    int year = date.year;
    if (republic) year = date.before_republic() ? first_year_of_republic - year : year - (first_year_of_republic - 1);
    switch (form) {
        case DateForm::roc7:
        case DateForm::roc6: {
            const int width = form == DateForm::roc7 ? 3 : 2;
            if (year > (width == 3 ? 999 : 99)) return false;
            put(out, year, width);
            put(out, date.month, 2);
            put(out, date.day, 2);
            return true;
        }
        case DateForm::yyyymmdd:
            put(out, year, 4);
            put(out, date.month, 2);
            put(out, date.day, 2);
            return true;
        case DateForm::iso:
            append_date_text(date, out);
            return true;
        case DateForm::roc_slashes:
            if (year > 999) return false;
            put(out, year, 3);
            out.push_back('/');
            put(out, date.month, 2);
            out.push_back('/');
            put(out, date.day, 2);
            return true;
    }
    return false;
}

void append_date_text(const KnownDate& date, std::string& out) {
    put(out, date.year, 4);
    if (date.precision == DatePrecision::year) return;
    out.push_back('-');
    put(out, date.month, 2);
    if (date.precision == DatePrecision::month) return;
    out.push_back('-');
    put(out, date.day, 2);
}

std::string date_text(const KnownDate& date) {
    std::string out;
    append_date_text(date, out);
    return out;
}

std::string message_date(base::Instant instant, MessageForm form) {
    using namespace std::chrono;
    constexpr std::string_view days = "SunMonTueWedThuFriSat";
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto day = floor<std::chrono::days>(instant);
    const year_month_day date{day};
    const hh_mm_ss time{floor<seconds>(instant - day)};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} {}",
                       days.substr(std::size_t{weekday{day}.c_encoding()} * 3, 3), static_cast<unsigned>(date.day()),
                       months.substr((std::size_t{static_cast<unsigned>(date.month())} - 1) * 3, 3),
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count(), form == MessageForm::http ? "GMT" : "+0000");
}

}  // namespace menhu::format
