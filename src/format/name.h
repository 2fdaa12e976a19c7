#pragma once
// Names of people: a form for matching beside the original, which callers keep; and a report of rare characters. Two
// names match when their normal forms are equal. Pure; any thread. ICU is asked only for texts outside the common case.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/encoding.h"

namespace menhu::format {

// What normalising changed, as bits, so that a match by another writing can be explained.
enum class NameChange : std::uint8_t {
    none = 0,
    middle_dot = 1,     // one of ．‧・· and their kin (a full stop after an ideograph too) became U+00B7
    width = 2,          // full width became half width
    spaces = 4,         // spaces went: all beside ideographs, runs inside Latin names to one
    compatibility = 8,  // a compatibility ideograph (兀 U+FA0C, 嗀 U+FA0D, Kangxi radicals) became the unified one
    letter_case = 16,   // Latin letters became lower case
    composed = 32,      // Unicode normalisation form C
    invalid = 64,       // bytes that are not UTF-8 became U+FFFD
};
constexpr NameChange operator|(NameChange a, NameChange b) {
    return static_cast<NameChange>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr bool has(NameChange set, NameChange one) {
    return (static_cast<std::uint8_t>(set) & static_cast<std::uint8_t>(one)) != 0;
}

// Appends the normal form of a UTF-8 name to `out`. Idempotent. User-defined characters are kept as they are: the same
// private code point means different characters at different agencies, so it is never guessed at.
NameChange normalise_name(std::string_view name, std::string& out);

// A character that an office machine may not show, or another agency may not know.
struct RareCharacter {
    enum class Kind : std::uint8_t {
        private_use,    // user-defined; needs the agency's table
        supplementary,  // beyond the Basic Multilingual Plane
        outside_big5,   // in the BMP, not in Big5
    };
    char32_t code_point;
    std::size_t offset;  // in bytes of the name
    Kind kind;
};
// `big5` is an Encoder for Encoding::cp950.
std::vector<RareCharacter> rare_characters(std::string_view name, const Encoder& big5);

}  // namespace menhu::format
