#include "store/sqlite_checkpoint.h"

#include <utility>

namespace menhu::store {
namespace {

// Without waiting for anybody. A failure is no harm: what is committed stays in the write-ahead file, and the next try
// or the last close moves it.
void checkpoint(sqlite3* handle) {
    sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace

SqliteCheckpoint::~SqliteCheckpoint() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void SqliteCheckpoint::committed(sqlite3* writer, int pages) {
    if (pages < beside) {
        next_inline_ = inline_bound;
        return;
    }
    if (pages >= next_inline_) {
        next_inline_ = pages + inline_step;
        checkpoint(writer);
        return;
    }
    const std::lock_guard lock{mutex_};
    if (!thread_.joinable()) thread_ = std::thread{[this] { loop(); }};
    if (!std::exchange(wanted_, true)) wake_.notify_one();
}

void SqliteCheckpoint::loop() {
    SqliteHandle handle;
    for (;;) {
        {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [this] { return wanted_ || stopping_; });
            if (stopping_) return;
        }
        if (!handle) {
            auto opened = open_sqlite(path_, SQLITE_OPEN_READWRITE);
            if (opened) handle = *std::move(opened);
        }
        if (handle) checkpoint(handle.get());
        const std::lock_guard lock{mutex_};
        wanted_ = false;
    }
}

}  // namespace menhu::store
