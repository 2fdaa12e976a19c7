#pragma once
// What the web tells the operator's log. A line has an event, and members that are never personal: no query text, no
// body, no account name. Thread rule: any thread.
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <variant>

namespace menhu::web {

enum class Level : std::uint8_t { debug, info, warning, error };
using LogValue = std::variant<std::int64_t, std::string_view>;

class Log {
public:
    virtual ~Log() = default;
    virtual void write(Level level, std::string_view event,
                       std::initializer_list<std::pair<std::string_view, LogValue>> members) = 0;
};

}  // namespace menhu::web
