#pragma once
// A bounded queue between the threads of one import. Inside the room. Thread rule: any thread.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace menhu::registry {

template <class T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t limit) : limit_{limit} {}

    // Waits for room; false if the queue was closed.
    bool push(T value) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return closed_ || values_.size() < limit_; });
        if (closed_) return false;
        values_.push_back(std::move(value));
        changed_.notify_all();
        return true;
    }
    // Waits for a value; nothing when the queue is closed and empty.
    std::optional<T> pop() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return closed_ || !values_.empty(); });
        if (values_.empty()) return std::nullopt;
        std::optional<T> value{std::move(values_.front())};
        values_.pop_front();
        changed_.notify_all();
        return value;
    }
    // No more values; those inside are still handed out.
    void close() {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        changed_.notify_all();
    }
    // No more values, and those inside are dropped.
    void abort() {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        values_.clear();
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<T> values_;
    std::size_t limit_;
    bool closed_ = false;
};

}  // namespace menhu::registry
