#pragma once
// The household number (戶號), eight characters: a letter for the county, then six characters that may be digits or
// letters, then a digit. The last is a check digit whose rule is not public, so only the shape is judged, and none is
// ever made up. Pure; any thread; no allocation.
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace menhu::format {

class HouseholdNumber {
public:
    // Forgives width, case and spaces; nullopt when the shape is not ^[A-Z][0-9A-Z]{6}[0-9]$.
    static std::optional<HouseholdNumber> read(std::string_view text);
    std::string_view text() const { return {characters_.data(), characters_.size()}; }

private:
    std::array<char, 8> characters_{};
};

}  // namespace menhu::format
