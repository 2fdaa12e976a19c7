#pragma once
// What a case number looks like, so that "no case" and "x" are refused (F2.4). A pattern is a text in which `#` stands
// for one ASCII digit, `@` for one ASCII letter, `*` for one or more characters of any kind but space and controls,
// `[…]` for a part that may be left out; everything else stands for itself. "桃婦字第*號", "C-####-######".
// Pure; any thread.
#include <string_view>

namespace menhu::grants {

// Without the spaces around it: the form in which a case number is matched, committed to and kept.
std::string_view trimmed_case_number(std::string_view number);

// Can the pattern be read (brackets closed, no nesting, at most 100 bytes)?
bool is_case_pattern(std::string_view pattern);

// Does the case number match the whole pattern? An empty pattern matches what has at least one character that is not
// space; no number may be longer than 100 bytes or hold control characters. Time: linear in number × pattern.
bool case_number_matches(std::string_view pattern, std::string_view number);

}  // namespace menhu::grants
