#pragma once
// Inside the room: the TOML 1.0 parser. Menhu has its own because manifests come from outside, and toml++ 3.3 stops on
// an assertion (or goes on undefined) for some malformed documents. Pure; any thread.
#include <cstdint>
#include <string>
#include <string_view>

#include "format/toml.h"

namespace menhu::format {

struct TomlFailure {
    std::uint32_t line = 0;
    std::string_view what;  // a literal; empty if the parse was good
    bool limit = false;
};

inline constexpr int toml_depth_limit = 32;

// The root table in `out`, or why there is none.
TomlFailure parse_toml_text(std::string_view text, TomlNode& out);

// A value that is neither string, array nor table: number, boolean, date. False if `token` is none of them.
bool read_toml_scalar(std::string_view token, TomlNode& out);

}  // namespace menhu::format
