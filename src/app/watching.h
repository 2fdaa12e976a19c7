#pragma once
// Change files in use held against the watches, to the end of what there is. Thread rule: one thread, which may block.
#include <atomic>

#include "app/house.h"
#include "registry/watch.h"

namespace menhu::app {

// Until there is nothing left or `stop` is set; what is left waits. Errors: those of registry::watch_step.
base::Result<registry::WatchScan> scan_watches(House& house, base::Random& random, base::Clock& clock,
                                               const std::atomic<bool>& stop);

}  // namespace menhu::app
