#pragma once
// The first checkpoint over an entry: what everybody could see of the log soon after it, and nobody before. Thread
// rule: as the transaction.
#include <cstdint>
#include <optional>

#include "base/result.h"
#include "ledger/tree.h"
#include "store/database.h"

namespace menhu::ledger {

struct Covering {
    std::int64_t size = 0;
    Hash root{};
};
// Nothing until one is published. Its signature is not checked here (verify.h does). Errors: those of parsing a note.
base::Result<std::optional<Covering>> covering_checkpoint(store::ReadTx& tx, int log, std::int64_t index);

}  // namespace menhu::ledger
