#pragma once
// Moves what is committed from the write-ahead file into the database file, beside the writer instead of in its way: a
// commit that also had to do this would make everyone in its group wait for two more fsyncs. Inside the room.
//
// Under constant load a checkpoint at the side never quite catches up, and the file would grow without end; past a
// bound the writer does the little that is left itself, so that the file starts over. Thread rule: `committed` on the
// writer's thread; the rest is this class's own.
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "store/sqlite_handle.h"

namespace menhu::store {

class SqliteCheckpoint {
public:
    explicit SqliteCheckpoint(std::string path) : path_{std::move(path)} {}
    ~SqliteCheckpoint();
    SqliteCheckpoint(const SqliteCheckpoint&) = delete;
    SqliteCheckpoint& operator=(const SqliteCheckpoint&) = delete;

    // After a commit of `writer`, whose write-ahead file now has `pages`.
    void committed(sqlite3* writer, int pages);

private:
    void loop();

    std::string path_;
    // Pages of 4,096 bytes.
    static constexpr int beside = 1000;
    static constexpr int inline_bound = 16'000;
    static constexpr int inline_step = 2'000;  // a reader may hold the file back; do not try at every commit

    int next_inline_ = inline_bound;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool wanted_ = false;
    bool stopping_ = false;
    std::thread thread_;  // started when first needed: a short command has no use for it
};

}  // namespace menhu::store
