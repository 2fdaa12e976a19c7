#pragma once
// Counters of the server, as Prometheus reads them. Thread rule: any thread.
#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "base/time.h"

namespace menhu::web {

class Metrics {
public:
    void count_request(unsigned status, std::int64_t micros);
    std::atomic<std::int64_t> connections{0};          // open now
    std::atomic<std::int64_t> connections_refused{0};  // over the limit
    std::atomic<std::int64_t> sign_ins_throttled{0};

    std::string text() const;  // Prometheus text format 0.0.4

private:
    static constexpr std::array<std::int64_t, 8> bounds_micros{500,    1000,   2500,    5000,
                                                               10'000, 50'000, 250'000, 1'000'000};
    std::array<std::atomic<std::int64_t>, 6> by_class_{};  // 1xx … 5xx
    std::array<std::atomic<std::int64_t>, 9> by_time_{};
    std::atomic<std::int64_t> micros_{0};
};

}  // namespace menhu::web
