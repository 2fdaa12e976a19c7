#include "store/writer.h"

#include <algorithm>
#include <utility>

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

namespace {

// Closures in a group; bounds the time that other processes wait for their turn. PostgreSQL keeps 64 subtransactions of
// a transaction at hand; beyond that every snapshot must look them up on disk.
constexpr std::size_t sqlite_group_bound = 256;
constexpr std::size_t postgres_group_bound = 64;
constexpr int attempts_bound = 5;

}  // namespace

Writer::Writer(const Settings& settings, std::unique_ptr<Connection> connection)
    : settings_{settings}, connection_{std::move(connection)}, thread_{[this] { loop(); }} {}

Writer::~Writer() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Writer::enqueue(std::unique_ptr<Job> job) {
    bool wake = false;
    {
        const std::lock_guard lock{mutex_};
        CHECK(!stopping_);
        queue_.push_back(std::move(job));
        wake = std::exchange(sleeping_, false);
    }
    if (wake) wake_.notify_one();
}

void Writer::forget_volumes() {
    CHECK(!is_current());
    std::unique_lock lock{mutex_};
    forget_ = true;
    sleeping_ = false;
    wake_.notify_one();
    forgotten_.wait(lock, [this] { return !forget_; });
}

void Writer::loop() {
    const std::size_t group_bound = settings_.engine == Engine::sqlite ? sqlite_group_bound : postgres_group_bound;
    std::vector<Slot> group;
    group.reserve(group_bound);
    for (;;) {
        {
            std::unique_lock lock{mutex_};
            while (queue_.empty() && !stopping_ && !forget_) {
                sleeping_ = true;
                wake_.wait(lock);
            }
            sleeping_ = false;
            if (forget_) {
                if (connection_) connection_->forget_volumes();
                forget_ = false;
                forgotten_.notify_all();
            }
            if (queue_.empty()) {
                if (stopping_) return;
                continue;
            }
            const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), group_bound));
            for (auto it = queue_.begin(); it != queue_.begin() + count; ++it) group.emplace_back(std::move(*it));
            queue_.erase(queue_.begin(), queue_.begin() + count);
        }
        run_group(group);
        for (Slot& slot : group) slot.job->finish(std::move(slot.error));
        group.clear();
    }
}

void Writer::fail(std::vector<Slot>& group, const Error& error) {
    for (Slot& slot : group) {
        if (!std::exchange(slot.finished, true)) slot.error = error;
    }
}

Result<void> Writer::reconnect() {
    if (connection_ && !connection_->dead()) return {};
    connection_.reset();
    connection_ = TRY(connect(settings_));
    return {};
}

void Writer::run_group(std::vector<Slot>& group) {
    for (int attempts = 1; attempts <= attempts_bound; ++attempts) {
        if (attempt(group, attempts == 1 ? Undo::whole : Undo::alone) == Verdict::done) return;
    }
    fail(group, Error{Fault::unavailable, "store.conflict", "the transaction was lost five times"});
}

// Runs every slot that is not finished. `again`: nothing is committed, the rest may be run once more.
Writer::Verdict Writer::attempt(std::vector<Slot>& group, Undo undo) {
    if (broken_) {
        fail(group, *broken_);
        return Verdict::done;
    }
    Result<void> begun = reconnect();
    if (begun) begun = connection_->begin(Access::write);
    if (!begun) {
        const bool cut = connection_ && connection_->dead();
        if (connection_) connection_->rollback();
        if (cut) return Verdict::again;
        fail(group, begun.error());
        return Verdict::done;
    }
    for (Slot& slot : group) {
        if (slot.finished) continue;
        slot.error.reset();
        connection_->open_unit(undo);
        Result<void> answer = run_one(*slot.job);
        const bool conflict = connection_->failure() && connection_->failure()->code() == "store.serialization";
        if (answer) answer = connection_->keep_unit();
        if (!answer) {
            slot.error = answer.error();
            const Result<void> undone = connection_->undo_unit();
            if (conflict || connection_->dead()) {
                connection_->rollback();
                return Verdict::again;
            }
            if (!undone || connection_->lost()) {
                // This closure took the whole transaction down (a full disk can do that): it has its answer, the
                // others are run again without it.
                connection_->rollback();
                slot.finished = true;
                if (slot.error->code() != "store.locked") return Verdict::again;
                fail(group, *slot.error);
                return Verdict::done;
            }
            if (connection_->must_undo_whole()) {
                connection_->rollback();
                slot.finished = true;
                return Verdict::again;
            }
        }
    }
    return commit(group);
}

// A closure, and whatever it throws, as a Result. Nothing of a thrown text goes on: it could hold personal data.
Result<void> Writer::run_one(Job& job) {
    try {
        WriteTx tx{*connection_};
        const Result<void> answer = job.run(tx);
        if (!answer) return answer;
        if (connection_->failure()) return *connection_->failure();
        return {};
    } catch (const base::Bug& bug) {
        return Error{Fault::internal, "store.bug", bug.describe()};
    } catch (const std::exception&) {
        return Error{Fault::internal, "store.bug", "a closure threw an exception of the standard library"};
    }
}

Writer::Verdict Writer::commit(std::vector<Slot>& group) {
    const auto settle = [&] {
        for (Slot& slot : group) slot.finished = true;
        return Verdict::done;
    };
    const bool anyone = std::ranges::any_of(group, [](const Slot& slot) { return !slot.finished && !slot.error; });
    if (!anyone) {
        connection_->rollback();
        return settle();
    }
    const Result<void> committed = connection_->commit();
    if (committed) return settle();
    const Error& error = committed.error();
    connection_->rollback();
    if (error.code() == "store.serialization") return Verdict::again;
    if (error.code() == "store.broken") broken_ = error;
    for (Slot& slot : group) {
        if (!std::exchange(slot.finished, true) && !slot.error) slot.error = error;
    }
    return Verdict::done;
}

}  // namespace menhu::store
