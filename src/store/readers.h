#pragma once
// The pool of snapshots: connections for Database::read, opened when first needed. Thread rule: any thread; a caller
// waits while all connections are in use.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "store/connection.h"

namespace menhu::store {

class Readers {
public:
    explicit Readers(const Settings& settings);

    base::Result<void> run(const std::function<base::Result<void>(ReadTx&)>& work);
    base::Result<void> prepare(std::span<const Statement> statements);
    // Closes the volumes that idle connections hold open; a busy one notices by itself at its next look.
    void forget_volumes();

private:
    base::Result<std::unique_ptr<Connection>> take();
    void drop_idle();
    void give_back(std::unique_ptr<Connection> connection);

    const Settings& settings_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<Connection>> idle_;
    int busy_ = 0;
};

}  // namespace menhu::store
