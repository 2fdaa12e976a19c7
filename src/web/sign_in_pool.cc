#include "web/sign_in_pool.h"

#include <sys/resource.h>
#include <unistd.h>

#include <utility>

namespace menhu::web {
namespace {

// Of one thread, as Linux has it: who is signed in goes first.
constexpr int niceness = 10;

}  // namespace

SignInPool::SignInPool(int threads, std::size_t most_waiting) : most_waiting_{most_waiting} {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

SignInPool::~SignInPool() {
    {
        const std::scoped_lock lock{mutex_};
        is_stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
}

SignInPool::Taken SignInPool::submit(Work work) {
    {
        const std::scoped_lock lock{mutex_};
        if (waiting_.size() >= most_waiting_) return Taken::full;
        waiting_.push_back(std::move(work));
    }
    wake_.notify_one();
    return Taken::yes;
}

void SignInPool::run() {
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);  // without it, only slower for the others
    std::unique_lock lock{mutex_};
    for (;;) {
        wake_.wait(lock, [this] { return is_stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        Work work = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        work();
        work = nullptr;
        lock.lock();
    }
}

}  // namespace menhu::web
