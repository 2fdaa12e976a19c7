#pragma once
// The thread that commits. It takes every closure that waits, up to a bound, and runs them in one transaction; one
// commit, then every `finish`. Savepoints cost as much as a statement, and few closures fail after they changed
// something: so a group is run without them first, and only when one has failed so, the others are run again, each in
// a savepoint of its own. While it commits, the next group gathers, so the size of a group
// follows the load and nobody waits for a timer.
//
// Promise: `finish` without an Error is called after the commit, never before. A group whose transaction is lost is run
// again (serialization conflict, cut line, a closure that took the transaction down) a bounded number of times; a
// commit of unknown outcome is never run again. Thread rule: any thread; who blocks on an answer must not be the
// writer's own thread (`is_current`).
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/connection.h"

namespace menhu::store {

class Writer {
public:
    Writer(const Settings& settings, std::unique_ptr<Connection> connection);
    // Runs what waits, then ends.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void enqueue(std::unique_ptr<Job> job);
    bool is_current() const { return std::this_thread::get_id() == thread_.get_id(); }
    // Closes the volumes that the writer's connection holds open; returns when done.
    void forget_volumes();

private:
    struct Slot {
        std::unique_ptr<Job> job;
        std::optional<base::Error> error;
        bool finished = false;
    };
    enum class Verdict : std::uint8_t { done, again };

    void loop();
    void run_group(std::vector<Slot>& group);
    Verdict attempt(std::vector<Slot>& group, Undo undo);
    Verdict commit(std::vector<Slot>& group);
    base::Result<void> run_one(Job& job);
    base::Result<void> reconnect();
    static void fail(std::vector<Slot>& group, const base::Error& error);

    const Settings& settings_;
    std::unique_ptr<Connection> connection_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable forgotten_;
    std::vector<std::unique_ptr<Job>> queue_;
    bool stopping_ = false;
    bool sleeping_ = false;
    bool forget_ = false;
    std::optional<base::Error> broken_;  // after a failed fsync nothing more is promised
    std::thread thread_;
};

}  // namespace menhu::store
