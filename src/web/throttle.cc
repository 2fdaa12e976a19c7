#include "web/throttle.h"

#include <algorithm>

namespace menhu::web {

Throttle::Verdict Throttle::ask(const std::string& source, base::Instant now) {
    const std::scoped_lock lock{mutex_};
    if (full_at_.size() > 10'000) forget_idle(now);
    auto& full_at = full_at_[source];
    full_at = std::max(full_at, now);
    if (full_at - now > period_ * (burst_ - 1)) return Verdict::too_many;
    full_at += period_;
    return Verdict::allowed;
}

void Throttle::forget_idle(base::Instant now) {
    std::erase_if(full_at_, [now](const auto& item) { return item.second <= now; });
}

}  // namespace menhu::web
