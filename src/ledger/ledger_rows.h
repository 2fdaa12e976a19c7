#pragma once
// The ledger's tables, inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/entry.h"
#include "ledger/log_reader.h"
#include "ledger/tile.h"
#include "store/database.h"

namespace menhu::ledger::rows {

inline constexpr std::int64_t log_span = std::int64_t{1} << 40;
constexpr std::int64_t place_of(int log, std::int64_t index) { return log * log_span + index; }

// The index after the newest entry of the log.
base::Result<std::int64_t> next_index(store::ReadTx& tx, int log);
base::Result<void> insert_entry(store::WriteTx& tx, std::int64_t place, const Projection& projection,
                                base::ByteView leaf);
// The first log that is not before `log` and has entries.
base::Result<std::optional<int>> log_from(store::ReadTx& tx, int log);
base::Result<std::optional<base::Bytes>> leaf_at(store::ReadTx& tx, std::int64_t place);
// Leaves of [first, end) in order, with their indexes; those that are there.
base::Result<void> each_leaf(store::ReadTx& tx, int log, std::int64_t first, std::int64_t end,
                             const std::function<void(std::int64_t, base::ByteView)>& sink);
// The same with the searchable columns.
base::Result<void> each_entry(store::ReadTx& tx, int log, std::int64_t first, std::int64_t end,
                              const std::function<void(std::int64_t, base::ByteView, const Projection&)>& sink);

base::Result<void> insert_tile(store::WriteTx& tx, int log, int level, std::int64_t number, const Hash& root,
                               base::ByteView hashes);
base::Result<std::optional<base::Bytes>> full_tile(store::ReadTx& tx, int log, int level, std::int64_t number);
// The roots of the full tiles [first, end) of a level, in order; those that are there.
base::Result<std::vector<Hash>> tile_roots(store::ReadTx& tx, int log, int level, std::int64_t first, std::int64_t end);

base::Result<void> insert_checkpoint(store::WriteTx& tx, int log, std::int64_t size, base::Instant at,
                                     std::string_view note);

// The first over more than `index` entries.
base::Result<std::optional<StoredCheckpoint>> checkpoint_after(store::ReadTx& tx, int log, std::int64_t index);

base::Result<std::optional<std::string>> find_origin(store::ReadTx& tx);
base::Result<void> insert_origin(store::WriteTx& tx, std::string_view origin, base::Instant at);
base::Result<std::optional<base::Bytes>> find_key(store::ReadTx& tx, std::string_view name);
base::Result<void> insert_key(store::WriteTx& tx, std::string_view name, base::ByteView wrapped, base::Instant at);

// A month's row: its wrapped key, or no bytes if that was destroyed.
base::Result<std::optional<std::optional<base::Bytes>>> find_month_key(store::ReadTx& tx, int month);
base::Result<void> insert_month_key(store::WriteTx& tx, int month, base::ByteView wrapped, base::Instant at);
base::Result<std::int64_t> erase_month_key(store::WriteTx& tx, int month, base::Instant at);

std::span<const store::Statement> log_statements();
std::span<const store::Statement> trail_statements();

}  // namespace menhu::ledger::rows
