#pragma once
// Instants in UTC, and the idea of a clock. The clock is read once, at the edge (request, job, command); everything
// below takes an Instant. Thread rule: values; a Clock may be asked from any thread.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace menhu::base {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() = 0;
};

// A clock that a test sets.
class FakeClock final : public Clock {
public:
    explicit FakeClock(Instant start) : now_{start} {}
    Instant now() override { return now_; }
    void set(Instant now) { now_ = now; }
    void advance(Duration by) { now_ += by; }

private:
    Instant now_;
};

// "2026-11-23T04:05:06.789Z" (RFC 3339, UTC, always milliseconds) and back; reading takes only this form, years
// 0000-9999.
std::string to_rfc3339(Instant instant);
std::optional<Instant> from_rfc3339(std::string_view text);

// Milliseconds since 1970-01-01T00:00:00Z, the form in which the store keeps an Instant.
inline std::int64_t to_millis(Instant instant) { return instant.time_since_epoch().count(); }
inline Instant from_millis(std::int64_t millis) { return Instant{Duration{millis}}; }

}  // namespace menhu::base
