#pragma once
// A day or an instant as the interface reads it: "2026-11-23", or RFC 3339. A day that begins something is its first
// millisecond in Taipei; a day that ends something is its last, so that it is still included. Pure; any thread.
#include <optional>
#include <string_view>

#include "base/calendar.h"
#include "base/time.h"

namespace menhu::web {

inline std::optional<base::Instant> read_start(std::string_view text) {
    if (const auto day = base::from_iso(text)) return base::taipei_start(*day);
    return base::from_rfc3339(text);
}

inline std::optional<base::Instant> read_end(std::string_view text) {
    if (const auto day = base::from_iso(text)) return base::taipei_end(*day);
    return base::from_rfc3339(text);
}

// The last day of what ends before `until`.
inline std::string last_day_text(base::Instant until) {
    return base::to_iso(base::taipei_date(until - std::chrono::milliseconds{1}));
}

}  // namespace menhu::web
