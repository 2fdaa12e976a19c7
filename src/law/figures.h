#pragma once
// What a number of the law is made of: the value, and the article that it comes from. Thread rule: values.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"

namespace menhu::law {

// Who set a number: only the last kind may be changed freely by an agency.
enum class Origin : std::uint8_t {
    regulation,  // the agency's own rules for using household data
    statute,     // a law or an order above them
    baseline,    // the protection baseline for government systems (資通系統防護基準)
    choice,      // nobody's text says it; the agency chose it
};

// Where a number comes from: the clause it serves ("S1.3", always one of the profile's clauses) and the article that
// says it ("四(一)3", "資通系統防護基準 4-2-3").
struct Source {
    std::string clause;
    std::string article;
    Origin origin = Origin::choice;
};

// A number of the profile with its source; reads as the number itself.
template <class T>
struct Figure {
    T value{};
    Source source;
    // NOLINTNEXTLINE(google-explicit-constructor): a figure is used where its value is meant
    operator const T&() const { return value; }
};

// A length in the calendar, counted by 民法 119-122 by whoever applies it; not a Duration, because a month is not.
struct Term {
    enum class In : std::uint8_t { days, months, years };
    In in = In::days;
    int count = 0;
    friend bool operator==(const Term&, const Term&) = default;
};

// A share of a whole, in hundredths of a per cent, so that no rule is computed in floating point.
struct Share {
    std::int64_t basis_points = 0;
    // How many of `whole` are at least this share: always rounded up, as a floor in law must be. whole >= 0.
    std::int64_t of(std::int64_t whole) const { return (whole * basis_points + 9999) / 10000; }
    friend bool operator==(const Share&, const Share&) = default;
};

std::string_view origin_name(Origin origin);   // "regulation", …
std::string_view term_unit_name(Term::In in);  // "days", …

}  // namespace menhu::law
