#pragma once
// How often one source may try to sign in: so many attempts at once, then one a period. The lock of a name is people's;
// this keeps one machine from locking many names, and from buying Argon2id runs. Thread rule: any thread.
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

#include "base/time.h"

namespace menhu::web {

class Throttle {
public:
    Throttle(int burst, base::Duration period) : burst_{burst}, period_{period} {}

    enum class Verdict : std::uint8_t { allowed, too_many };
    Verdict ask(const std::string& source, base::Instant now);
    // The attempt was right: it does not count. So a whole office behind one address signs in of a morning.
    void give_back(const std::string& source, base::Instant now);

private:
    void forget_idle(base::Instant now);

    const int burst_;
    const base::Duration period_;
    std::mutex mutex_;
    std::map<std::string, base::Instant> full_at_;  // when the source would have its whole burst again
    base::Instant swept_at_{};
};

}  // namespace menhu::web
