#pragma once
// Searching ledger_entry, inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <functional>
#include <optional>

#include "base/result.h"
#include "ledger/trail.h"
#include "store/database.h"

namespace menhu::ledger::rows {

// The leaves that the filter's columns find at places below `before`, newest first, at most `limit`. Two tags can share
// their first eight bytes, so the caller compares the whole ones.
base::Result<void> search(store::ReadTx& tx, const TrailFilter& filter, std::int64_t before, int limit,
                          const std::function<void(std::int64_t place, base::ByteView leaf)>& sink);
base::Result<std::int64_t> count(store::ReadTx& tx, const TrailFilter& filter);

}  // namespace menhu::ledger::rows
