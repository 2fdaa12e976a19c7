#pragma once
// A made-up agency of many accounts, so that lists and reviews have something to show: who opened when, signs in how
// often, moved, left behind a second account, has an end. Nobody of it can sign in. The same seed makes the same
// agency. Pure; any thread.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "law/roles.h"

namespace menhu::demo {

struct AgencyAccount {
    std::string name;             // "d00001"
    std::string display_name;     // "示範 陳怡君"
    std::string employee_number;  // "D00001"
    std::string unit;             // code
    law::Role role = law::Role::case_worker;
    int opened_days_ago = 0;
    std::optional<int> signed_in_days_ago;  // the last time; absent: never
    std::optional<int> ends_in_days;        // of a temporary account; negative: over
    std::optional<std::string> moved_from;  // code of the unit before
    int moved_days_ago = 0;
    enum class Yes : std::uint8_t { no, yes };
    Yes used = Yes::yes;     // looked somebody up in the last half-year
    Yes pledged = Yes::yes;  // acknowledged the present pledge
};

// `units`: codes of the units of the agency's own people; `contractors`: of its contractors. One account in twenty is a
// contractor's.
std::vector<AgencyAccount> make_agency(int accounts, std::uint64_t seed, std::span<const std::string> units,
                                       std::span<const std::string> contractors);

}  // namespace menhu::demo
