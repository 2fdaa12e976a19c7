#pragma once
// Of whom a grant speaks: the whole city, some districts, or the people of a case list (S2.2, F2.4). Pure; values.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace menhu::grants {

struct Population {
    enum class Kind : std::uint8_t { all, districts, case_list };
    Kind kind = Kind::all;
    std::vector<std::string> districts;  // district codes ("68000010"), sorted; only for districts

    friend bool operator==(const Population&, const Population&) = default;
};

// Eight digits each.
bool are_district_codes(const std::vector<std::string>& codes);

std::string_view population_kind_code(Population::Kind kind);  // "all", "districts", "case_list"
std::optional<Population::Kind> population_kind_from_code(std::string_view code);

}  // namespace menhu::grants
