#pragma once
// How many items of a list an answer holds: the `limit` of a request. Pure; any thread.
#include <fmt/format.h>

#include <cstdint>
#include <expected>
#include <optional>

#include "web/call.h"
#include "web/log_path.h"

namespace menhu::web {

inline constexpr std::int64_t usual_page = 50;
inline constexpr std::int64_t longest_page = 200;

// As it was asked for, 1 to `longest`; the usual one if it was not.
inline std::expected<std::int64_t, Invalid> page_limit(std::optional<std::int64_t> asked,
                                                       std::int64_t longest = longest_page) {
    const auto limit = asked.value_or(usual_page);
    if (limit >= 1 && limit <= longest) return limit;
    return std::unexpected{
        Invalid{"limit", fmt::format("應為 1 至 {}", longest), fmt::format("must be 1 to {}", longest)}};
}

// In the query of an address; 0, which no page has, if it is not a number.
inline std::optional<std::int64_t> asked_limit(const Call& call) {
    const auto text = call.query_value("limit");
    if (text.empty()) return std::nullopt;
    return read_index(text).value_or(0);
}

}  // namespace menhu::web
