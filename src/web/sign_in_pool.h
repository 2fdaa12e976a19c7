#pragma once
// The threads on which passwords are checked, and the short queue before them. Argon2id is slow and hungry on purpose:
// however many try to sign in, so many runs go on at once, so many wait, and the rest is sent away at once; those who
// are signed in are served by other threads, and these run at a lower priority (baseline 4-2-7).
//
// Thread rule: submit from any thread; stop from one.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace menhu::web {

class SignInPool {
public:
    using Work = std::move_only_function<void()>;

    SignInPool(int threads, std::size_t most_waiting);
    ~SignInPool();
    SignInPool(const SignInPool&) = delete;
    SignInPool& operator=(const SignInPool&) = delete;

    enum class Taken : std::uint8_t { yes, full };
    // Full if as many wait as may. What is taken is done, also while it stops.
    Taken submit(Work work);

private:
    void run();

    const std::size_t most_waiting_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Work> waiting_;
    bool is_stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace menhu::web
