#pragma once
// Writes a log as a static directory in the layout of tlog-tiles: checkpoint, tile/…, tile/entries/…, which any static
// file server can serve and any tlog-tiles client can check. Thread rule: blocks; one snapshot of the database.
#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "store/database.h"

namespace menhu::ledger {

struct Exported {
    std::int64_t entries = 0;
    std::int64_t files = 0;
};

// `directory` must not exist or be empty; the checkpoint is written last. Errors: ledger.log_not_found,
// ledger.export_not_empty, ledger.export_write.
base::Result<Exported> export_log(store::Database& database, int log, const std::filesystem::path& directory);

}  // namespace menhu::ledger
