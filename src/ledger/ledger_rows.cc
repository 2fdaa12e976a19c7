#include "ledger/ledger_rows.h"

#include <algorithm>

namespace menhu::ledger::rows {
namespace {

using store::Row;
using store::Statement;

constexpr Statement newest_place{
    "ledger.newest_place",
    "SELECT place FROM ledger_entry WHERE place >= $1 AND place < $2 ORDER BY place DESC LIMIT 1"};
constexpr Statement add_entry{
    "ledger.add_entry",
    "INSERT INTO ledger_entry (place, at_millis, kind, account_id, unit_id, grant_id, person, case_key, leaf) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr Statement first_place{"ledger.first_place",
                                "SELECT place FROM ledger_entry WHERE place >= $1 ORDER BY place LIMIT 1"};
constexpr Statement one_leaf{"ledger.one_leaf", "SELECT leaf FROM ledger_entry WHERE place = $1"};
constexpr Statement leaves{"ledger.leaves",
                           "SELECT place, leaf FROM ledger_entry WHERE place >= $1 AND place < $2 ORDER BY place"};
constexpr Statement entries{
    "ledger.entries",
    "SELECT place, leaf, at_millis, kind, account_id, unit_id, grant_id, person, case_key FROM ledger_entry "
    "WHERE place >= $1 AND place < $2 ORDER BY place"};
constexpr Statement add_tile{"ledger.add_tile", "INSERT INTO ledger_tile (tile, root, hashes) VALUES ($1, $2, $3)"};
constexpr Statement one_tile{"ledger.one_tile", "SELECT hashes FROM ledger_tile WHERE tile = $1"};
constexpr Statement roots{"ledger.tile_roots",
                          "SELECT root FROM ledger_tile WHERE tile >= $1 AND tile < $2 ORDER BY tile"};
constexpr Statement add_checkpoint{"ledger.add_checkpoint",
                                   "INSERT INTO ledger_checkpoint (place, at_millis, note) VALUES ($1, $2, $3)"};
constexpr Statement last_checkpoint{
    "ledger.newest_checkpoint",
    "SELECT place, note FROM ledger_checkpoint WHERE place >= $1 AND place < $2 ORDER BY place DESC LIMIT 1"};
constexpr Statement next_checkpoint{
    "ledger.checkpoint_after",
    "SELECT place, note FROM ledger_checkpoint WHERE place >= $1 AND place < $2 ORDER BY place LIMIT 1"};
constexpr Statement origin{"ledger.origin", "SELECT origin FROM ledger_identity WHERE id = 1"};
constexpr Statement add_origin{"ledger.add_origin",
                               "INSERT INTO ledger_identity (id, origin, made_at) VALUES (1, $1, $2)"};
constexpr Statement key{"ledger.key", "SELECT wrapped FROM ledger_key WHERE name = $1"};
constexpr Statement add_key{"ledger.add_key", "INSERT INTO ledger_key (name, wrapped, made_at) VALUES ($1, $2, $3)"};
constexpr Statement month_key{"ledger.month_key", "SELECT wrapped FROM ledger_month_key WHERE month = $1"};
constexpr Statement add_month_key{"ledger.add_month_key",
                                  "INSERT INTO ledger_month_key (month, wrapped, made_at) VALUES ($1, $2, $3)"};
constexpr Statement destroy_month_key{
    "ledger.destroy_month_key",
    "UPDATE ledger_month_key SET wrapped = NULL, destroyed_at = $2 WHERE month = $1 AND wrapped IS NOT NULL"};

constexpr std::int64_t level_span = std::int64_t{1} << 36;
constexpr std::int64_t tile_key(int log, int level, std::int64_t number) {
    return place_of(log, level * level_span + number);
}

base::Bytes bytes_of(const Row& row) {
    const base::ByteView bytes = row.bytes(0);
    return {bytes.begin(), bytes.end()};
}

}  // namespace

base::Result<std::int64_t> next_index(store::ReadTx& tx, int log) {
    const auto place = TRY(
        tx.one(newest_place, [](const Row& row) { return row.integer(0); }, place_of(log, 0), place_of(log + 1, 0)));
    return place ? *place - place_of(log, 0) + 1 : 0;
}

base::Result<void> insert_entry(store::WriteTx& tx, std::int64_t place, const Projection& columns,
                                base::ByteView leaf) {
    TRY(tx.run(add_entry, place, columns.at, columns.kind, columns.account, columns.unit, columns.grant, columns.person,
               columns.case_key, leaf));
    return {};
}

base::Result<std::optional<int>> log_from(store::ReadTx& tx, int log) {
    return TRY(tx.one(
        first_place, [](const Row& row) { return static_cast<int>(row.integer(0) / log_span); }, place_of(log, 0)));
}

base::Result<std::optional<base::Bytes>> leaf_at(store::ReadTx& tx, std::int64_t place) {
    return TRY(tx.one(one_leaf, bytes_of, place));
}

base::Result<void> each_leaf(store::ReadTx& tx, int log, std::int64_t first, std::int64_t end,
                             const std::function<void(std::int64_t, base::ByteView)>& sink) {
    const std::int64_t start = place_of(log, 0);
    const store::Value range[]{start + first, start + end};
    return tx.each(leaves, range, [&](const Row& row) { sink(row.integer(0) - start, row.bytes(1)); });
}

base::Result<void> each_entry(store::ReadTx& tx, int log, std::int64_t first, std::int64_t end,
                              const std::function<void(std::int64_t, base::ByteView, const Projection&)>& sink) {
    const std::int64_t start = place_of(log, 0);
    const store::Value range[]{start + first, start + end};
    return tx.each(entries, range, [&](const Row& row) {
        const Projection columns{.at = row.integer(2),
                                 .kind = row.text(3),
                                 .account = row.maybe_integer(4),
                                 .unit = row.maybe_integer(5),
                                 .grant = row.maybe_integer(6),
                                 .person = row.maybe_integer(7),
                                 .case_key = row.maybe_integer(8)};
        sink(row.integer(0) - start, row.bytes(1), columns);
    });
}

base::Result<void> insert_tile(store::WriteTx& tx, int log, int level, std::int64_t number, const Hash& root,
                               base::ByteView hashes) {
    TRY(tx.run(add_tile, tile_key(log, level, number), root, hashes));
    return {};
}

base::Result<std::optional<base::Bytes>> full_tile(store::ReadTx& tx, int log, int level, std::int64_t number) {
    return TRY(tx.one(one_tile, bytes_of, tile_key(log, level, number)));
}

base::Result<std::vector<Hash>> tile_roots(store::ReadTx& tx, int log, int level, std::int64_t first,
                                           std::int64_t end) {
    bool sound = true;
    auto found = TRY(tx.all(
        roots,
        [&](const Row& row) {
            Hash hash{};
            sound = sound && row.bytes(0).size() == hash.size();
            if (sound) std::ranges::copy(row.bytes(0), hash.begin());
            return hash;
        },
        tile_key(log, level, first), tile_key(log, level, end)));
    if (!sound) return base::Error{base::Fault::corrupt, "ledger.checkpoint_mismatch", "root of a tile"};
    return found;
}

base::Result<void> insert_checkpoint(store::WriteTx& tx, int log, std::int64_t size, base::Instant at,
                                     std::string_view note) {
    TRY(tx.run(add_checkpoint, place_of(log, size), at, note));
    return {};
}

base::Result<std::optional<std::string>> find_origin(store::ReadTx& tx) {
    return TRY(tx.one(origin, [](const Row& row) { return std::string{row.text(0)}; }));
}

base::Result<void> insert_origin(store::WriteTx& tx, std::string_view text, base::Instant at) {
    TRY(tx.run(add_origin, text, at));
    return {};
}

base::Result<std::optional<base::Bytes>> find_key(store::ReadTx& tx, std::string_view name) {
    return TRY(tx.one(key, bytes_of, name));
}

base::Result<void> insert_key(store::WriteTx& tx, std::string_view name, base::ByteView wrapped, base::Instant at) {
    TRY(tx.run(add_key, name, wrapped, at));
    return {};
}

base::Result<std::optional<std::optional<base::Bytes>>> find_month_key(store::ReadTx& tx, int month) {
    return TRY(tx.one(month_key, [](const Row& row) { return row.maybe_bytes(0); }, month));
}

base::Result<void> insert_month_key(store::WriteTx& tx, int month, base::ByteView wrapped, base::Instant at) {
    TRY(tx.run(add_month_key, month, wrapped, at));
    return {};
}

base::Result<std::int64_t> erase_month_key(store::WriteTx& tx, int month, base::Instant at) {
    return TRY(tx.run(destroy_month_key, month, at));
}

base::Result<std::optional<StoredCheckpoint>> checkpoint_after(store::ReadTx& tx, int log, std::int64_t index) {
    const std::int64_t start = place_of(log, 0);
    return TRY(tx.one(
        next_checkpoint,
        [&](const store::Row& row) {
            return StoredCheckpoint{.size = row.integer(0) - start, .note = std::string{row.text(1)}};
        },
        place_of(log, index + 1), place_of(log + 1, 0)));
}

std::span<const Statement> log_statements() {
    static constexpr Statement all[]{
        newest_place, add_entry, first_place,    one_leaf,          leaves,         entries,    add_tile,
        one_tile,     roots,     add_checkpoint, last_checkpoint,   origin,         add_origin, key,
        add_key,      month_key, add_month_key,  destroy_month_key, next_checkpoint};
    return all;
}

}  // namespace menhu::ledger::rows

namespace menhu::ledger {

base::Result<std::optional<StoredCheckpoint>> newest_checkpoint(store::ReadTx& tx, int log) {
    const std::int64_t start = rows::place_of(log, 0);
    return TRY(tx.one(
        rows::last_checkpoint,
        [&](const store::Row& row) {
            return StoredCheckpoint{.size = row.integer(0) - start, .note = std::string{row.text(1)}};
        },
        start, rows::place_of(log + 1, 0)));
}

}  // namespace menhu::ledger
