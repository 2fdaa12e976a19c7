#pragma once
// Codes that people read out, write down and type: Crockford's base 32, which has no I, L, O and U. Pure; any thread.
#include <string>
#include <string_view>

namespace menhu::format {

inline constexpr std::string_view typed_code_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// A code as typed, in the form in which it was made, without its groups: spaces and hyphens do not count, nor does the
// case; O is read as 0, I and L as 1. Whatever else is there stays, so that a wrong code stays a wrong one.
std::string read_typed_code(std::string_view typed);

}  // namespace menhu::format
