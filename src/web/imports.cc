#include "web/imports.h"

namespace menhu::web {

void Imports::start(registry::ImportJob job) {
    const std::scoped_lock lock{mutex_};
    if (stopping_) return;  // the delivery stays "importing" and is taken up after the next start
    threads_.emplace_back([this, job = std::move(job)]() mutable { run(job); });
}

void Imports::run(registry::ImportJob& job) {
    const auto delivery = job.delivery().text();
    try {
        const auto state = job.run(clock_, [this](const registry::Progress&) {
            return stopping_ ? registry::Proceed::stop : registry::Proceed::go_on;
        });
        if (state) {
            log_.write(Level::info, "import_ended",
                       {{"delivery", delivery}, {"state", registry::delivery_state_code(*state)}});
        } else {
            log_.write(Level::error, "import_failed",
                       {{"delivery", delivery}, {"code", state.error().code()}, {"what", state.error().describe()}});
        }
    } catch (const base::Bug& bug) {
        log_.write(Level::error, "bug", {{"delivery", delivery}, {"what", bug.describe()}});
    } catch (const std::exception& failed) {
        log_.write(Level::error, "import_failed", {{"delivery", delivery}, {"what", std::string_view{failed.what()}}});
    }
}

void Imports::stop() {
    stopping_ = true;
    std::vector<std::jthread> threads;
    {
        const std::scoped_lock lock{mutex_};
        threads.swap(threads_);
    }
    threads.clear();  // joins
}

}  // namespace menhu::web
