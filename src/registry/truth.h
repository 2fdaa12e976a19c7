#pragma once
// What can be said of a fact from a copy that does not hold everything: yes, no, or cannot tell; and days of which only
// a range is known. Pure values; any thread.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/calendar.h"

namespace menhu::registry {

// In this order, so that the weaker of two claims is their "and", the stronger their "or".
enum class Truth : std::uint8_t { no, cannot_tell, yes };

constexpr Truth truth_of(bool fact) { return fact ? Truth::yes : Truth::no; }
constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }
constexpr Truth opposite(Truth a) { return static_cast<Truth>(2 - static_cast<int>(a)); }
// "yes", "no", "cannot_tell", as in the API.
std::string_view truth_name(Truth truth);

inline constexpr base::Date first_day_of_all{std::chrono::year{1}, std::chrono::month{1}, std::chrono::day{1}};
inline constexpr base::Date last_day_of_all{std::chrono::year{9999}, std::chrono::month{12}, std::chrono::day{31}};

// A day between two, both included. Nothing known of it: from the first to the last of all.
struct DayRange {
    base::Date earliest = first_day_of_all;
    base::Date latest = last_day_of_all;

    static DayRange at(base::Date day) { return {day, day}; }
    bool exact() const { return earliest == latest; }
    friend bool operator==(const DayRange&, const DayRange&) = default;
};

// Canonical text of a date (docs/formats/layout.md): "1986-07" is any day of that July. Nothing if it is none.
std::optional<DayRange> day_range(std::string_view canonical);

Truth on_or_before(const DayRange& range, base::Date day);
// Strictly.
Truth before(const DayRange& range, const DayRange& other);

}  // namespace menhu::registry
