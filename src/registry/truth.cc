#include "registry/truth.h"

#include "format/date_text.h"

namespace menhu::registry {

std::string_view truth_name(Truth truth) {
    switch (truth) {
        case Truth::yes:
            return "yes";
        case Truth::no:
            return "no";
        case Truth::cannot_tell:
            return "cannot_tell";
    }
    return {};
}

std::optional<DayRange> day_range(std::string_view canonical) {
    const auto date = format::read_date(canonical, format::DateForm::iso);
    if (!date || date->year < 1) return std::nullopt;
    const std::chrono::year year{date->year};
    if (date->precision == format::DatePrecision::year) return DayRange{year / 1 / 1, year / 12 / 31};
    const auto month = year / std::chrono::month{date->month};
    if (date->precision == format::DatePrecision::month) {
        return DayRange{month / 1, base::Date{month / std::chrono::last}};
    }
    return DayRange::at(month / std::chrono::day{date->day});
}

Truth on_or_before(const DayRange& range, base::Date day) {
    if (range.latest <= day) return Truth::yes;
    return range.earliest > day ? Truth::no : Truth::cannot_tell;
}

Truth before(const DayRange& range, const DayRange& other) {
    if (range.latest < other.earliest) return Truth::yes;
    return range.earliest >= other.latest ? Truth::no : Truth::cannot_tell;
}

}  // namespace menhu::registry
