#pragma once
// UTF-8 read and written one code point at a time. Strict: over-long forms, surrogates and values above U+10FFFF are
// not characters. Pure; any thread. No allocation but the growth of the caller's string.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace menhu::format {

// One step through a text: the code point and how many bytes it took. `size` is 0 at the end; when the bytes are not
// UTF-8, `valid` is false and `size` says how many bytes to pass over (the maximal subpart, Unicode 15 section 3.9).
struct CodePoint {
    char32_t value = 0;
    std::uint8_t size = 0;
    bool valid = true;
};
CodePoint next_code_point(std::string_view text, std::size_t at);

// Appends one code point; it must be a scalar value (no surrogate, at most U+10FFFF).
void append_utf8(char32_t value, std::string& out);

bool is_utf8(std::string_view text);
// How many code points; an invalid sequence counts as one.
std::size_t count_code_points(std::string_view text);
// How many characters a reader sees (extended grapheme clusters, UAX #29). Slower: it asks ICU unless all is plain.
std::size_t count_graphemes(std::string_view text);

constexpr bool is_surrogate(char32_t value) { return value >= 0xD800 && value <= 0xDFFF; }
// Private use: the user-defined characters (造字) of an agency, in the three areas of Unicode.
constexpr bool is_private_use(char32_t value) {
    return (value >= 0xE000 && value <= 0xF8FF) || (value >= 0xF0000 && value <= 0xFFFFD) ||
           (value >= 0x100000 && value <= 0x10FFFD);
}
// Han ideographs, compatibility ideographs and the ideographs' extensions up to plane 3.
constexpr bool is_han(char32_t value) {
    return (value >= 0x3400 && value <= 0x9FFF) || (value >= 0xF900 && value <= 0xFAFF) ||
           (value >= 0x20000 && value <= 0x3FFFD) || value == 0x3007;
}

}  // namespace menhu::format
