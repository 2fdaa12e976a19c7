#pragma once
// Verification: of the log in the database and of an exported directory. Every byte is hashed again.
//
// What is found wrong is an answer, not an Error: the list of findings. Thread rule: blocks; uses two threads.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/policy.h"
#include "store/database.h"

namespace menhu::ledger {

struct Finding {
    std::string code{};   // "ledger.…", a row in docs/errors.md
    std::string place{};  // "entry 17", "tile/0/000", "checkpoint"; never personal
};

struct Verification {
    Checkpoint checkpoint;            // what was verified against
    std::int64_t entries = 0;         // covered by the checkpoint and hashed
    std::int64_t unpublished = 0;     // in the database, not yet under a checkpoint
    std::vector<Finding> findings{};  // empty: all is as it was signed; at most 100 are listed
    std::int64_t findings_in_all = 0;
    bool sound() const { return findings_in_all == 0; }
};

// The log in the database: signature, root, stored tiles, canonical leaves, and the searchable columns against them.
// Errors: ledger.log_not_found, store.*.
base::Result<Verification> verify_database(store::Database& database, int log, const TrustPolicy& policy);

// A directory that export_log, or a static server's copy, made. Errors: ledger.export_unreadable.
base::Result<Verification> verify_export(const std::filesystem::path& directory, const TrustPolicy& policy);

}  // namespace menhu::ledger
