#pragma once
// Small questions about text, inside the room. Pure; any thread.
#include <cstdint>
#include <optional>
#include <string_view>

namespace menhu::ledger {

// Well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
bool is_utf8(std::string_view text);
// The first code point of well-formed, non-empty text, which is taken off its front.
char32_t next_code_point(std::string_view& text);
// What Unicode calls White_Space.
bool is_space(char32_t code_point);
// A decimal without sign and leading zeros, at most 2^62.
std::optional<std::int64_t> decimal_number(std::string_view text);
// The text up to the next newline, which is taken off the front with it; nothing if there is no newline.
std::optional<std::string_view> take_line(std::string_view& text);

}  // namespace menhu::ledger
