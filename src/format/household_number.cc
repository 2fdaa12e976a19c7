#include "format/household_number.h"

#include "format/code_points.h"

namespace menhu::format {

std::optional<HouseholdNumber> HouseholdNumber::read(std::string_view text) {
    HouseholdNumber number;
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = next_code_point(text, at);
        at += point.size;
        char32_t c = point.value;
        if (c == ' ' || c == 0x3000 || c == 0xA0 || c == '\t') continue;
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
        const bool letter = c >= 'A' && c <= 'Z';
        const bool digit = c >= '0' && c <= '9';
        if (length == number.characters_.size()) return std::nullopt;
        if (length == 0 && !letter) return std::nullopt;
        if (length == 7 && !digit) return std::nullopt;
        if (!letter && !digit) return std::nullopt;
        number.characters_[length++] = static_cast<char>(c);
    }
    if (length != number.characters_.size()) return std::nullopt;
    return number;
}

}  // namespace menhu::format
