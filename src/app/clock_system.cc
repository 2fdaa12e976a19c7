#include "app/clock_system.h"

namespace menhu::app {

base::Instant SystemClock::now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace menhu::app
