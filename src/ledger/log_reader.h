#pragma once
// What a log shows the world, out of the database: checkpoints, tiles, proofs, receipts. Thread rule: as the
// transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "ledger/proof.h"
#include "ledger/tree.h"
#include "store/database.h"

namespace menhu::ledger {

// The years that have entries, ascending.
base::Result<std::vector<int>> logs(store::ReadTx& tx);

// How many entries a log has, published or not.
base::Result<std::int64_t> log_size(store::ReadTx& tx, int log);

struct StoredCheckpoint {
    std::int64_t size = 0;
    std::string note{};  // the signed text
};
// The newest one; nothing before the first.
base::Result<std::optional<StoredCheckpoint>> newest_checkpoint(store::ReadTx& tx, int log);

// A file of the log as a static server would give it: "checkpoint", "tile/0/000", "tile/entries/000.p/5", … Nothing if
// there is none: tiles and bundles are given as full as the newest checkpoint covers, and at any smaller width.
base::Result<std::optional<base::Bytes>> log_file(store::ReadTx& tx, int log, std::string_view path);

// A receipt of the entry under the newest checkpoint; it carries the entry (`extra`), so it can be checked alone.
// Errors: ledger.entry_not_found, ledger.not_yet_published (entered, but not under a checkpoint: try again in a
// second).
base::Result<std::string> receipt_text(store::ReadTx& tx, int log, std::int64_t index);

// Proofs in the tree of `size` entries, which a checkpoint covers.
base::Result<std::vector<Hash>> prove_inclusion(store::ReadTx& tx, int log, std::int64_t index, std::int64_t size);
base::Result<std::vector<Hash>> prove_consistency(store::ReadTx& tx, int log, std::int64_t old_size, std::int64_t size);

}  // namespace menhu::ledger
