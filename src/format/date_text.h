#pragma once
// Dates as the deliveries write them, to a date that says how much of it is known: forms differ by file, so a layout
// names one. And the instant that messages carry in their header. Pure; any thread; no allocation but the growth of the
// caller's string.
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace menhu::format {

enum class DatePrecision : std::uint8_t { day, month, year };

// A date of the (proleptic) Gregorian calendar. `month` and `day` are 0 where the precision does not reach.
struct KnownDate {
    std::int16_t year = 0;
    std::uint8_t month = 0;
    std::uint8_t day = 0;
    DatePrecision precision = DatePrecision::day;

    // The Republic begins on 1912-01-01.
    bool before_republic() const { return year < 1912; }
    friend auto operator<=>(const KnownDate&, const KnownDate&) = default;
};

enum class DateForm : std::uint8_t {
    roc7,        // "0750101": years of the Republic, three digits
    roc6,        // "750101": two digits, to year 99
    yyyymmdd,    // "19860101"
    iso,         // "1986-01-01"
    roc_slashes  // "075/01/01" or "75/1/1"
};
// Layout names: "roc7", "roc6", "yyyymmdd", "iso", "roc_slashes".
std::optional<DateForm> date_form_named(std::string_view name);
std::string_view date_form_name(DateForm form);

// Whether a year of the Republic counts backwards (民前 n = 1912 - n). Forms with Gregorian years ignore it.
enum class Era : std::uint8_t { republic, before_republic };

// Month or day "00" (or missing at the end of iso: "1986-07", "1986") lowers the precision. A year of the Republic with
// a leading "-" or "前" counts backwards, as with Era::before_republic. nullopt: no such date.
std::optional<KnownDate> read_date(std::string_view text, DateForm form, Era era = Era::republic);

// Appends the form; dates before the Republic in a ROC form are written without a sign: the flag field says it.
// False (and nothing appended) when the form cannot hold the year.
bool write_date(const KnownDate& date, DateForm form, std::string& out);

// The canonical text: "1986-01-01", "1986-07" or "1986".
std::string date_text(const KnownDate& date);
void append_date_text(const KnownDate& date, std::string& out);

// "Mon, 23 Nov 2026 13:00:00 GMT" in HTTP (RFC 9110 section 5.6.7), "… +0000" in mail (RFC 5322 section 3.3): of what
// is less than a second, nothing.
enum class MessageForm : std::uint8_t { http, mail };
std::string message_date(base::Instant instant, MessageForm form);

bool is_real_date(int year, int month, int day);

}  // namespace menhu::format
