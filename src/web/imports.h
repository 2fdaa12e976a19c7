#pragma once
// The imports that this process runs, each on a thread of its own. An import that is stopped with the process stays
// resumable. Thread rule: any thread.
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "base/time.h"
#include "registry/import.h"
#include "web/log.h"

namespace menhu::web {

class Imports {
public:
    Imports(base::Clock& clock, Log& log) : clock_{clock}, log_{log} {}
    ~Imports() { stop(); }
    Imports(const Imports&) = delete;
    Imports& operator=(const Imports&) = delete;

    // Answers at once; how it goes is registry::import_progress and the delivery's state.
    void start(registry::ImportJob job);
    // Tells all to stop and waits for them.
    void stop();

private:
    void run(registry::ImportJob& job);

    base::Clock& clock_;
    Log& log_;
    std::atomic<bool> stopping_{false};
    std::mutex mutex_;
    std::vector<std::jthread> threads_;
};

}  // namespace menhu::web
