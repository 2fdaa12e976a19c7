#pragma once
// What this process has spent: on a machine that does other things the clock alone says little. Any thread.
#include <sys/resource.h>

namespace menhu::bench {

// User and system, of all threads.
inline double processor_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace menhu::bench
