#pragma once
// Makes the log public: reads committed entries back, hashes them, writes full tiles and a signed checkpoint.
//
// Promises: cost follows the new entries only; tiles and the checkpoint that covers them appear in one transaction, so
// a crash leaves the former state; a checkpoint is signed only over a tree that continues the last signed one, which is
// recomputed from the stored data at the first call and whenever another process has published. Thread rule: one
// Publisher a process, one thread at a time; it blocks on the database.
#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "ledger/ledger.h"
#include "store/database.h"

namespace menhu::ledger {

struct Published {
    int log = 0;
    std::int64_t size = 0;         // of the newest checkpoint of this log
    std::int64_t new_entries = 0;  // covered by this call for the first time
};

class Publisher {
public:
    Publisher(store::Database& database, const Ledger& ledger);
    ~Publisher();

    // Publishes what is committed in every log; a row for each log that grew. With nothing new it costs one look-up.
    // Errors: ledger.checkpoint_mismatch (the stored data are not what was signed: nothing more is signed), store.*.
    base::Result<std::vector<Published>> publish(base::Instant now);

private:
    struct State;
    base::Result<Published> publish_log(int log, base::Instant now);
    store::Database& database_;
    const Ledger& ledger_;
    std::unique_ptr<State> state_;
};

}  // namespace menhu::ledger
