#pragma once
// The real clock. One of the two files that touch the real world's time and chance. Thread rule: any thread.
#include "base/time.h"

namespace menhu::app {

class SystemClock final : public base::Clock {
public:
    base::Instant now() override;
};

}  // namespace menhu::app
