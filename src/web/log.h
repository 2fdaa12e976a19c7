#pragma once
// What the web tells the operator's log. A line has an event, and members that are never personal: no query text, no
// body, no account name. Thread rule: any thread.
#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <variant>

#include "base/result.h"

namespace menhu::web {

// critical wants a person at once.
enum class Level : std::uint8_t { debug, info, warning, error, critical };

// Of an error that is the service's own. Critical: what was read back is not what was written, or the store cannot be
// written, and with it the ledger; nothing is released then.
inline Level level_of(const base::Error& error) {
    constexpr std::array<std::string_view, 6> unwritable{"store.broken", "store.commit_unknown", "store.disk_full",
                                                         "store.io",     "store.not_writable",   "store.unreachable"};
    const bool is_critical =
        error.fault() == base::Fault::corrupt || std::ranges::find(unwritable, error.code()) != unwritable.end();
    return is_critical ? Level::critical : Level::error;
}

using LogValue = std::variant<std::int64_t, std::string_view>;

class Log {
public:
    virtual ~Log() = default;
    virtual void write(Level level, std::string_view event,
                       std::initializer_list<std::pair<std::string_view, LogValue>> members) = 0;
};

}  // namespace menhu::web
