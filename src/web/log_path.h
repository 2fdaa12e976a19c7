#pragma once
// The numbers of a log and of an entry in a path. Pure; any thread.
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace menhu::web {

inline std::optional<std::int64_t> read_index(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

// The year that names a log.
inline std::optional<int> read_log(std::string_view text) {
    const auto number = read_index(text);
    if (!number || text.size() != 4) return std::nullopt;
    return static_cast<int>(*number);
}

}  // namespace menhu::web
