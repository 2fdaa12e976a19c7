#include "web/throttle.h"

#include <algorithm>

namespace menhu::web {

Throttle::Verdict Throttle::ask(const std::string& source, base::Instant now) {
    const std::scoped_lock lock{mutex_};
    if (full_at_.size() > 10'000 && now >= swept_at_ + std::chrono::seconds{1}) forget_idle(now);
    auto& full_at = full_at_[source];
    full_at = std::max(full_at, now);
    if (full_at - now > period_ * (burst_ - 1)) return Verdict::too_many;
    full_at += period_;
    return Verdict::allowed;
}

void Throttle::give_back(const std::string& source, base::Instant now) {
    const std::scoped_lock lock{mutex_};
    const auto found = full_at_.find(source);
    if (found == full_at_.end()) return;
    found->second -= period_;
    if (found->second <= now) full_at_.erase(found);
}

void Throttle::forget_idle(base::Instant now) {
    swept_at_ = now;
    std::erase_if(full_at_, [now](const auto& item) { return item.second <= now; });
}

}  // namespace menhu::web
