#include "web/metrics.h"

#include <fmt/format.h>

namespace menhu::web {

void Metrics::count_request(unsigned status, std::int64_t micros) {
    by_class_[status < 600 ? status / 100 : 5].fetch_add(1, std::memory_order_relaxed);
    std::size_t slot = 0;
    while (slot < bounds_micros.size() && micros > bounds_micros[slot]) ++slot;
    by_time_[slot].fetch_add(1, std::memory_order_relaxed);
    micros_.fetch_add(micros, std::memory_order_relaxed);
}

std::string Metrics::text() const {
    std::string out = "# TYPE menhu_requests_total counter\n";
    for (std::size_t i = 1; i < by_class_.size(); ++i) {
        out += fmt::format("menhu_requests_total{{class=\"{}xx\"}} {}\n", i, by_class_[i].load());
    }
    out += "# TYPE menhu_request_seconds histogram\n";
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < by_time_.size(); ++i) {
        sum += by_time_[i].load();
        const auto bound =
            i < bounds_micros.size() ? fmt::format("{}", static_cast<double>(bounds_micros[i]) / 1e6) : "+Inf";
        out += fmt::format("menhu_request_seconds_bucket{{le=\"{}\"}} {}\n", bound, sum);
    }
    out += fmt::format("menhu_request_seconds_sum {}\nmenhu_request_seconds_count {}\n",
                       static_cast<double>(micros_.load()) / 1e6, sum);
    out += fmt::format("# TYPE menhu_connections gauge\nmenhu_connections {}\n", connections.load());
    out += fmt::format("# TYPE menhu_connections_refused_total counter\nmenhu_connections_refused_total {}\n",
                       connections_refused.load());
    out += fmt::format("# TYPE menhu_sign_ins_throttled_total counter\nmenhu_sign_ins_throttled_total {}\n",
                       sign_ins_throttled.load());
    return out;
}

}  // namespace menhu::web
