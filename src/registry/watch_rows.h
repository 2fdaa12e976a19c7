#pragma once
// The rows of watches, of whom they watch, of their hits, and of how far a change file was gone through. Inside the
// room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/tag.h"
#include "store/database.h"

namespace menhu::registry::rows {

struct WatchRow {
    std::int64_t id = 0;
    std::int64_t account = 0;
    std::int64_t unit = 0;
    std::int64_t grant = 0;
    std::int64_t groups = 0;
    std::int64_t people = 0;
    std::string state;
    std::optional<base::Bytes> wrapped_key;
    std::optional<base::Bytes> sealed_head;
    base::Instant from{};
    base::Instant until{};
    std::optional<base::Instant> ended_at;
};
base::Result<void> insert_watch(store::WriteTx& tx, const WatchRow& watch);
base::Result<std::optional<WatchRow>> watch(store::ReadTx& tx, std::int64_t id);
// The newest first; at most 10,000.
base::Result<std::vector<WatchRow>> watches_of_unit(store::ReadTx& tx, std::int64_t unit);
base::Result<void> end_watch(store::WriteTx& tx, std::int64_t id, std::int64_t by, base::Instant now);
base::Result<void> set_watch_account(store::WriteTx& tx, std::int64_t id, std::int64_t account);
// With a key, whose day or end lies before `before`.
base::Result<std::vector<std::int64_t>> stale_watches(store::ReadTx& tx, base::Instant before, std::int64_t limit);
// Key, head, people and notes.
base::Result<void> forget_watch(store::WriteTx& tx, std::int64_t id, base::Instant now);

struct WatchedRow {
    std::int64_t watch = 0;
    std::int64_t position = 0;
    crypto::Tag person{};
    base::Bytes sealed;
    std::optional<std::int64_t> earlier;  // the position at which the same person stands by an earlier id
};
base::Result<void> insert_watched(store::WriteTx& tx, const WatchedRow& row);
base::Result<std::optional<WatchedRow>> watched(store::ReadTx& tx, std::int64_t watch, std::int64_t position);
base::Result<std::vector<WatchedRow>> watched_from(store::ReadTx& tx, std::int64_t watch, std::int64_t skip,
                                                   std::int64_t limit);
base::Result<std::int64_t> count_watched(store::ReadTx& tx, std::int64_t watch);
base::Result<std::int64_t> count_watched(store::ReadTx& tx, std::int64_t watch, const crypto::Tag& person);
base::Result<std::int64_t> count_hits(store::ReadTx& tx, std::int64_t watch, std::int64_t position,
                                      std::int64_t delivery);
// Of watches that ran when the delivery came into use and run now; by watch and position.
base::Result<std::vector<WatchedRow>> watching(store::ReadTx& tx, const crypto::Tag& person, base::Instant in_use_at,
                                               base::Instant now);

struct HitRow {
    std::int64_t id = 0;
    std::int64_t watch = 0;
    std::int64_t position = 0;
    std::int64_t delivery = 0;
    std::int64_t unit = 0;
    std::int64_t kinds = 0;
    std::string state;
    std::string why;
    std::int64_t log = 0;
    std::int64_t index = 0;
    base::Instant made_at{};
    std::optional<std::int64_t> acted_by;
    std::optional<base::Instant> acted_at;
    std::optional<base::Bytes> sealed_note;
    std::string base_date;  // of the delivery; not written
};
base::Result<void> insert_hit(store::WriteTx& tx, const HitRow& hit);
base::Result<std::optional<HitRow>> hit(store::ReadTx& tx, std::int64_t id);
// kinds, state, why, log and index, acted_by, acted_at, sealed_note.
base::Result<void> update_hit(store::WriteTx& tx, const HitRow& hit);
// The newest first; at most 10,000.
base::Result<std::vector<HitRow>> hits_of_unit(store::ReadTx& tx, std::int64_t unit);

struct ScanRow {
    std::int64_t delivery = 0;
    std::string base_date;
    base::Instant in_use_at{};
    base::Bytes after;
    std::int64_t hits = 0;
    std::int64_t stopped = 0;
    std::optional<base::Instant> began_at;  // nothing: not begun
};
// The oldest change file in use, or that was, which is not done.
base::Result<std::optional<ScanRow>> next_scan(store::ReadTx& tx);
base::Result<void> put_scan(store::WriteTx& tx, const ScanRow& scan, std::optional<base::Instant> done_at,
                            base::Instant now);
// Those whom the delivery touched and anybody watches, after `after`, ascending.
base::Result<std::vector<crypto::Tag>> touched_and_watched(store::ReadTx& tx, std::int64_t delivery,
                                                           base::ByteView after, std::int64_t limit);
// By what the delivery touched them, as bits (watch_groups.h).
base::Result<std::int64_t> kinds_of(store::ReadTx& tx, std::int64_t delivery, const crypto::Tag& person);

std::span<const store::Statement> watch_statements();

}  // namespace menhu::registry::rows
