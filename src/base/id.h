#pragma once
// Typed, time-ordered ids. 63 bits: 42 of milliseconds since 2020-01-01T00:00:00Z, then 21 of chance, so that new rows
// go to the right edge of an index and an id tells nothing but its age. Text form: 13 characters of Crockford's
// base 32 (0-9 A-Z without I L O U). Thread rule: values.
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/time.h"

namespace menhu::base {

std::int64_t make_id_number(Instant now, Random& random);
std::string id_text(std::int64_t number);
std::optional<std::int64_t> id_number(std::string_view text);

// A number that means one thing only; ids of different Tags do not mix.
template <class Tag>
class Id {
public:
    constexpr explicit Id(std::int64_t number) : number_{number} {}
    static Id make(Instant now, Random& random) { return Id{make_id_number(now, random)}; }
    static std::optional<Id> parse(std::string_view text) {
        const auto number = id_number(text);
        if (!number) return std::nullopt;
        return Id{*number};
    }
    constexpr std::int64_t number() const { return number_; }
    std::string text() const { return id_text(number_); }
    friend constexpr auto operator<=>(Id, Id) = default;

private:
    std::int64_t number_;
};

}  // namespace menhu::base

template <class Tag>
struct std::hash<menhu::base::Id<Tag>> {
    std::size_t operator()(menhu::base::Id<Tag> id) const { return std::hash<std::int64_t>{}(id.number()); }
};
