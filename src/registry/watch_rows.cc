#include "registry/watch_rows.h"

#include <algorithm>
#include <array>

namespace menhu::registry::rows {

namespace {

using store::Row;
using store::Statement;

#define WATCH_COLUMNS \
    "id, account_id, unit_id, grant_id, kinds, people, state, wrapped_key, sealed_head, from_at, until_at, ended_at"
constexpr Statement insert_watch_row{"registry.insert_watch",
                                     "INSERT INTO registry_watches (" WATCH_COLUMNS
                                     ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
constexpr Statement watch_by_id{"registry.watch", "SELECT " WATCH_COLUMNS " FROM registry_watches WHERE id = $1"};
constexpr Statement watches_by_unit{"registry.watches_of_unit",
                                    "SELECT " WATCH_COLUMNS
                                    " FROM registry_watches WHERE unit_id = $1 ORDER BY id DESC LIMIT 10000"};
#undef WATCH_COLUMNS
constexpr Statement end_watch_row{
    "registry.end_watch", "UPDATE registry_watches SET state = 'ended', ended_at = $2, ended_by = $3 WHERE id = $1"};
constexpr Statement set_account{"registry.set_watch_account",
                                "UPDATE registry_watches SET account_id = $2 WHERE id = $1"};
constexpr Statement stale{
    "registry.stale_watches",
    "SELECT id FROM registry_watches WHERE wrapped_key IS NOT NULL AND (until_at < $1 OR ended_at "
    "< $1) ORDER BY id LIMIT $2"};
constexpr Statement forget_key{
    "registry.forget_watch",
    "UPDATE registry_watches SET wrapped_key = NULL, sealed_head = NULL, destroyed_at = $2 WHERE id = $1"};
constexpr Statement forget_people{"registry.forget_watched", "DELETE FROM registry_watched WHERE watch_id = $1"};
constexpr Statement forget_notes{"registry.forget_watch_notes",
                                 "UPDATE registry_watch_hits SET sealed_note = NULL WHERE watch_id = $1"};

constexpr Statement insert_person{
    "registry.insert_watched",
    "INSERT INTO registry_watched (watch_id, position, person_tag, sealed, earlier) VALUES ($1, $2, $3, $4, $5)"};
constexpr Statement person_at{"registry.watched",
                              "SELECT watch_id, position, person_tag, sealed, earlier FROM registry_watched WHERE "
                              "watch_id = $1 AND position = $2"};
constexpr Statement people_from{"registry.watched_from",
                                "SELECT watch_id, position, person_tag, sealed, earlier FROM registry_watched WHERE "
                                "watch_id = $1 AND position >= $2 "
                                "ORDER BY position LIMIT $3"};
constexpr Statement people_watching{
    "registry.watching",
    "SELECT p.watch_id, p.position, p.person_tag, p.sealed, p.earlier FROM registry_watched p JOIN registry_watches w "
    "ON w.id = p.watch_id WHERE p.person_tag = $1 AND w.state = 'running' AND w.from_at <= $2 AND w.until_at > $3 "
    "ORDER BY p.watch_id, p.position"};

constexpr Statement count_people{"registry.count_watched", "SELECT COUNT(*) FROM registry_watched WHERE watch_id = $1"};
constexpr Statement count_person{"registry.count_watched_person",
                                 "SELECT COUNT(*) FROM registry_watched WHERE watch_id = $1 AND person_tag = $2"};
constexpr Statement count_hit{
    "registry.count_watch_hit",
    "SELECT COUNT(*) FROM registry_watch_hits WHERE watch_id = $1 AND position = $2 AND delivery = $3"};

constexpr Statement insert_hit_row{
    "registry.insert_watch_hit",
    "INSERT INTO registry_watch_hits (id, watch_id, position, delivery, unit_id, kinds, state, why, log, entry_index, "
    "made_at, acted_by, acted_at, sealed_note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
#define HIT_COLUMNS                                                                                                   \
    "h.id, h.watch_id, h.position, h.delivery, h.unit_id, h.kinds, h.state, h.why, h.log, h.entry_index, h.made_at, " \
    "h.acted_by, h.acted_at, h.sealed_note, d.base_date"
constexpr Statement hit_by_id{"registry.watch_hit",
                              "SELECT " HIT_COLUMNS
                              " FROM registry_watch_hits h JOIN registry_deliveries d ON d.id = h.delivery "
                              "WHERE h.id = $1"};
constexpr Statement hits_by_unit{"registry.watch_hits_of_unit",
                                 "SELECT " HIT_COLUMNS
                                 " FROM registry_watch_hits h JOIN registry_deliveries d ON d.id = h.delivery "
                                 "WHERE h.unit_id = $1 ORDER BY h.id DESC LIMIT 10000"};
#undef HIT_COLUMNS
constexpr Statement update_hit_row{
    "registry.update_watch_hit",
    "UPDATE registry_watch_hits SET kinds = $2, state = $3, why = $4, log = $5, entry_index = $6, acted_by = $7, "
    "acted_at = $8, sealed_note = $9 WHERE id = $1"};

constexpr Statement next_scan_row{
    "registry.next_watch_scan",
    "SELECT d.id, d.base_date, COALESCE(d.released_at, d.signed_at, d.received_at), s.after_tag, s.hits, s.stopped, "
    "s.began_at FROM registry_deliveries d LEFT JOIN registry_watch_scans s ON s.delivery = d.id "
    "WHERE d.kind = 'change' AND d.state IN ('in_use', 'superseded') AND s.done_at IS NULL "
    "ORDER BY COALESCE(d.released_at, d.signed_at, d.received_at), d.id LIMIT 1"};
constexpr Statement put_scan_row{
    "registry.put_watch_scan",
    "INSERT INTO registry_watch_scans (delivery, after_tag, hits, stopped, began_at, done_at) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (delivery) DO UPDATE SET after_tag = excluded.after_tag, "
    "hits = excluded.hits, stopped = excluded.stopped, done_at = excluded.done_at"};
constexpr Statement touched_watched{
    "registry.touched_and_watched",
    "SELECT DISTINCT t.person_tag FROM registry_touched t JOIN registry_watched p ON p.person_tag = t.person_tag "
    "WHERE t.delivery = $1 AND t.person_tag > $2 ORDER BY t.person_tag LIMIT $3"};
constexpr Statement kinds_touched{
    "registry.touched_kinds",
    "SELECT kind FROM registry_touched WHERE delivery = $1 AND person_tag = $2 ORDER BY kind"};

constexpr std::array table{
    insert_watch_row, watch_by_id,  watches_by_unit, end_watch_row, set_account,  stale,           forget_key,
    forget_people,    forget_notes, insert_person,   person_at,     people_from,  people_watching, insert_hit_row,
    hit_by_id,        hits_by_unit, update_hit_row,  next_scan_row, put_scan_row, touched_watched, kinds_touched};

crypto::Tag tag_of(base::ByteView bytes) {
    crypto::Tag tag{};
    CHECK(bytes.size() == tag.size());
    std::ranges::copy(bytes, tag.begin());
    return tag;
}

WatchRow watch_of(const Row& row) {
    return {.id = row.integer(0),
            .account = row.integer(1),
            .unit = row.integer(2),
            .grant = row.integer(3),
            .groups = row.integer(4),
            .people = row.integer(5),
            .state = std::string{row.text(6)},
            .wrapped_key = row.maybe_bytes(7),
            .sealed_head = row.maybe_bytes(8),
            .from = row.instant(9),
            .until = row.instant(10),
            .ended_at = row.maybe_instant(11)};
}

WatchedRow watched_of(const Row& row) {
    const auto sealed = row.bytes(3);
    return {.watch = row.integer(0),
            .position = row.integer(1),
            .person = tag_of(row.bytes(2)),
            .sealed = base::Bytes(sealed.begin(), sealed.end()),
            .earlier = row.maybe_integer(4)};
}

HitRow hit_of(const Row& row) {
    return {.id = row.integer(0),
            .watch = row.integer(1),
            .position = row.integer(2),
            .delivery = row.integer(3),
            .unit = row.integer(4),
            .kinds = row.integer(5),
            .state = std::string{row.text(6)},
            .why = std::string{row.text(7)},
            .log = row.integer(8),
            .index = row.integer(9),
            .made_at = row.instant(10),
            .acted_by = row.maybe_integer(11),
            .acted_at = row.maybe_instant(12),
            .sealed_note = row.maybe_bytes(13),
            .base_date = std::string{row.text(14)}};
}

}  // namespace

base::Result<void> insert_watch(store::WriteTx& tx, const WatchRow& watch) {
    TRY(tx.run(insert_watch_row, watch.id, watch.account, watch.unit, watch.grant, watch.groups, watch.people,
               watch.state, watch.wrapped_key, watch.sealed_head, watch.from, watch.until, watch.ended_at));
    return {};
}

base::Result<std::optional<WatchRow>> watch(store::ReadTx& tx, std::int64_t id) {
    return tx.one(watch_by_id, watch_of, id);
}

base::Result<std::vector<WatchRow>> watches_of_unit(store::ReadTx& tx, std::int64_t unit) {
    return tx.all(watches_by_unit, watch_of, unit);
}

base::Result<void> end_watch(store::WriteTx& tx, std::int64_t id, std::int64_t by, base::Instant now) {
    TRY(tx.run(end_watch_row, id, now, by));
    return {};
}

base::Result<void> set_watch_account(store::WriteTx& tx, std::int64_t id, std::int64_t account) {
    TRY(tx.run(set_account, id, account));
    return {};
}

base::Result<std::vector<std::int64_t>> stale_watches(store::ReadTx& tx, base::Instant before, std::int64_t limit) {
    return tx.all(stale, [](const Row& row) { return row.integer(0); }, before, limit);
}

base::Result<void> forget_watch(store::WriteTx& tx, std::int64_t id, base::Instant now) {
    TRY(tx.run(forget_key, id, now));
    TRY(tx.run(forget_people, id));
    TRY(tx.run(forget_notes, id));
    return {};
}

base::Result<void> insert_watched(store::WriteTx& tx, const WatchedRow& row) {
    TRY(tx.run(insert_person, row.watch, row.position, row.person, row.sealed, row.earlier));
    return {};
}

base::Result<std::optional<WatchedRow>> watched(store::ReadTx& tx, std::int64_t watch, std::int64_t position) {
    return tx.one(person_at, watched_of, watch, position);
}

base::Result<std::vector<WatchedRow>> watched_from(store::ReadTx& tx, std::int64_t watch, std::int64_t skip,
                                                   std::int64_t limit) {
    return tx.all(people_from, watched_of, watch, skip, limit);
}

base::Result<std::int64_t> count_watched(store::ReadTx& tx, std::int64_t watch) {
    const auto count = TRY(tx.one(count_people, [](const Row& row) { return row.integer(0); }, watch));
    return count.value_or(0);
}

base::Result<std::int64_t> count_watched(store::ReadTx& tx, std::int64_t watch, const crypto::Tag& person) {
    const auto count = TRY(tx.one(count_person, [](const Row& row) { return row.integer(0); }, watch, person));
    return count.value_or(0);
}

base::Result<std::int64_t> count_hits(store::ReadTx& tx, std::int64_t watch, std::int64_t position,
                                      std::int64_t delivery) {
    const auto count = TRY(tx.one(count_hit, [](const Row& row) { return row.integer(0); }, watch, position, delivery));
    return count.value_or(0);
}

base::Result<std::vector<WatchedRow>> watching(store::ReadTx& tx, const crypto::Tag& person, base::Instant in_use_at,
                                               base::Instant now) {
    return tx.all(people_watching, watched_of, person, in_use_at, now);
}

base::Result<void> insert_hit(store::WriteTx& tx, const HitRow& hit) {
    TRY(tx.run(insert_hit_row, hit.id, hit.watch, hit.position, hit.delivery, hit.unit, hit.kinds, hit.state, hit.why,
               hit.log, hit.index, hit.made_at, hit.acted_by, hit.acted_at, hit.sealed_note));
    return {};
}

base::Result<std::optional<HitRow>> hit(store::ReadTx& tx, std::int64_t id) { return tx.one(hit_by_id, hit_of, id); }

base::Result<void> update_hit(store::WriteTx& tx, const HitRow& hit) {
    TRY(tx.run(update_hit_row, hit.id, hit.kinds, hit.state, hit.why, hit.log, hit.index, hit.acted_by, hit.acted_at,
               hit.sealed_note));
    return {};
}

base::Result<std::vector<HitRow>> hits_of_unit(store::ReadTx& tx, std::int64_t unit) {
    return tx.all(hits_by_unit, hit_of, unit);
}

base::Result<std::optional<ScanRow>> next_scan(store::ReadTx& tx) {
    return tx.one(next_scan_row, [](const Row& row) {
        return ScanRow{.delivery = row.integer(0),
                       .base_date = std::string{row.text(1)},
                       .in_use_at = row.instant(2),
                       .after = row.maybe_bytes(3).value_or(base::Bytes{}),
                       .hits = row.maybe_integer(4).value_or(0),
                       .stopped = row.maybe_integer(5).value_or(0),
                       .began_at = row.maybe_instant(6)};
    });
}

base::Result<void> put_scan(store::WriteTx& tx, const ScanRow& scan, std::optional<base::Instant> done_at,
                            base::Instant now) {
    TRY(tx.run(put_scan_row, scan.delivery, scan.after, scan.hits, scan.stopped, scan.began_at.value_or(now), done_at));
    return {};
}

base::Result<std::vector<crypto::Tag>> touched_and_watched(store::ReadTx& tx, std::int64_t delivery,
                                                           base::ByteView after, std::int64_t limit) {
    return tx.all(touched_watched, [](const Row& row) { return tag_of(row.bytes(0)); }, delivery, after, limit);
}

base::Result<std::int64_t> kinds_of(store::ReadTx& tx, std::int64_t delivery, const crypto::Tag& person) {
    const auto kinds = TRY(tx.all(kinds_touched, [](const Row& row) { return row.integer(0); }, delivery, person));
    std::int64_t bits = 0;
    for (const auto kind : kinds) {
        if (kind < 0 || kind > 62) return base::Error{base::Fault::corrupt, "registry.row_corrupt", "touched"};
        bits |= std::int64_t{1} << kind;
    }
    return bits;
}

std::span<const Statement> watch_statements() { return table; }

}  // namespace menhu::registry::rows
