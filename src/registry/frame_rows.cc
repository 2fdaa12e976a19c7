#include "registry/frame_rows.h"

#include <array>

namespace menhu::registry::rows {

namespace {

using store::Row;
using store::Statement;

#define FRAME_COLUMNS                                                                                               \
    "id, account_id, unit_id, grant_id, state, generation, base_date, wrapped_key, sealed_head, people, excluded, " \
    "plan_hash, population_root, excluded_root, key_commitment, source, draw_on, log, entry, checkpoint_size, "     \
    "checkpoint_root, number, seed, sample_root, sealed_drawn, match_id, drawn, ordered_at, drawn_at, lapses_at, "  \
    "drawn_log, drawn_entry"
constexpr Statement insert_frame_row{
    "registry.insert_frame",
    "INSERT INTO registry_frames (" FRAME_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
    "$23, $24, $25, $26, $27, $28, $29, $30, $31, $32)"};
constexpr Statement frame_by_id{"registry.frame", "SELECT " FRAME_COLUMNS " FROM registry_frames WHERE id = $1"};
constexpr Statement frames_by_account{"registry.frames_of_account",
                                      "SELECT " FRAME_COLUMNS
                                      " FROM registry_frames WHERE account_id = $1 AND id < $2 ORDER BY id DESC "
                                      "LIMIT $3"};
constexpr Statement frames_of_all{
    "registry.frames", "SELECT " FRAME_COLUMNS " FROM registry_frames WHERE id < $1 ORDER BY id DESC LIMIT $2"};
#undef FRAME_COLUMNS
constexpr Statement count_by_account{"registry.count_frames_of_account",
                                     "SELECT COUNT(*) FROM registry_frames WHERE account_id = $1"};
constexpr Statement count_all{"registry.count_frames", "SELECT COUNT(*) FROM registry_frames"};
constexpr Statement count_by_grant{"registry.count_frames_of_grant",
                                   "SELECT COUNT(*) FROM registry_frames WHERE grant_id = $1"};
constexpr Statement update_frame_row{
    "registry.update_frame",
    "UPDATE registry_frames SET state = $2, checkpoint_size = $3, checkpoint_root = $4, number = $5, seed = $6, "
    "sample_root = $7, sealed_drawn = $8, match_id = $9, drawn = $10, drawn_at = $11, "
    "drawn_log = $12, drawn_entry = $13 WHERE id = $1"};
constexpr Statement frames_lapsed{"registry.frames_lapsed",
                                  "SELECT id FROM registry_frames WHERE lapses_at <= $1 AND state IN ('ordered', "
                                  "'numbered') ORDER BY id LIMIT $2"};
constexpr Statement forget_frame_row{
    "registry.forget_frame",
    "UPDATE registry_frames SET wrapped_key = NULL, sealed_head = NULL, sealed_drawn = NULL WHERE id = $1"};
constexpr Statement delete_excluded{"registry.delete_frame_excluded",
                                    "DELETE FROM registry_frame_excluded WHERE frame_id = $1"};
constexpr Statement frame_by_match{"registry.frame_of_match",
                                   "SELECT id FROM registry_frames WHERE match_id = $1 ORDER BY id LIMIT 1"};
constexpr Statement insert_excluded_row{
    "registry.insert_frame_excluded",
    "INSERT INTO registry_frame_excluded (frame_id, part, sealed) VALUES ($1, $2, $3)"};
constexpr Statement excluded_by_frame{"registry.frame_excluded",
                                      "SELECT sealed FROM registry_frame_excluded WHERE frame_id = $1 ORDER BY part"};

constexpr std::array table{insert_frame_row, frame_by_id,    frames_by_account,   frames_of_all,    count_by_account,
                           count_all,        count_by_grant, update_frame_row,    frames_lapsed,    forget_frame_row,
                           delete_excluded,  frame_by_match, insert_excluded_row, excluded_by_frame};

base::Bytes bytes_of(const Row& row, int column) {
    const auto view = row.bytes(column);
    return {view.begin(), view.end()};
}

FrameRow decode(const Row& row) {
    return {.id = row.integer(0),
            .account = row.integer(1),
            .unit = row.integer(2),
            .grant = row.integer(3),
            .state = std::string{row.text(4)},
            .generation = row.integer(5),
            .base_date = std::string{row.text(6)},
            .wrapped_key = row.maybe_bytes(7),
            .sealed_head = row.maybe_bytes(8),
            .people = row.integer(9),
            .excluded = row.integer(10),
            .plan_hash = bytes_of(row, 11),
            .population_root = bytes_of(row, 12),
            .excluded_root = bytes_of(row, 13),
            .key_commitment = bytes_of(row, 14),
            .source = std::string{row.text(15)},
            .draw_on = std::string{row.text(16)},
            .log = row.integer(17),
            .entry = row.integer(18),
            .checkpoint_size = row.maybe_integer(19),
            .checkpoint_root = row.maybe_bytes(20),
            .number = std::string{row.text(21)},
            .seed = row.maybe_bytes(22),
            .sample_root = row.maybe_bytes(23),
            .sealed_drawn = row.maybe_bytes(24),
            .match = row.maybe_integer(25),
            .drawn = row.integer(26),
            .drawn_log = row.maybe_integer(30),
            .drawn_entry = row.maybe_integer(31),
            .ordered_at = row.instant(27),
            .drawn_at = row.maybe_instant(28),
            .lapses_at = row.instant(29)};
}

std::int64_t first_integer(const Row& row) { return row.integer(0); }

}  // namespace

base::Result<void> insert_frame(store::WriteTx& tx, const FrameRow& frame) {
    TRY(tx.run(insert_frame_row, frame.id, frame.account, frame.unit, frame.grant, frame.state, frame.generation,
               frame.base_date, frame.wrapped_key, frame.sealed_head, frame.people, frame.excluded, frame.plan_hash,
               frame.population_root, frame.excluded_root, frame.key_commitment, frame.source, frame.draw_on, frame.log,
               frame.entry, frame.checkpoint_size, frame.checkpoint_root, frame.number, frame.seed, frame.sample_root,
               frame.sealed_drawn, frame.match, frame.drawn, frame.ordered_at, frame.drawn_at, frame.lapses_at,
               frame.drawn_log, frame.drawn_entry));
    return {};
}

base::Result<std::optional<FrameRow>> frame(store::ReadTx& tx, std::int64_t id) {
    return tx.one(frame_by_id, decode, id);
}

base::Result<std::vector<FrameRow>> frames(store::ReadTx& tx, std::optional<std::int64_t> account, std::int64_t before,
                                           std::int64_t limit) {
    if (account) return tx.all(frames_by_account, decode, *account, before, limit);
    return tx.all(frames_of_all, decode, before, limit);
}

base::Result<std::int64_t> count_frames(store::ReadTx& tx, std::optional<std::int64_t> account) {
    std::optional<std::int64_t> count;
    if (account) {
        count = TRY(tx.one(count_by_account, first_integer, *account));
    } else {
        count = TRY(tx.one(count_all, first_integer));
    }
    return count.value_or(0);
}

base::Result<std::int64_t> count_orders(store::ReadTx& tx, std::int64_t grant) {
    const auto count = TRY(tx.one(count_by_grant, first_integer, grant));
    return count.value_or(0);
}

base::Result<void> update_frame(store::WriteTx& tx, const FrameRow& frame) {
    TRY(tx.run(update_frame_row, frame.id, frame.state, frame.checkpoint_size, frame.checkpoint_root, frame.number,
               frame.seed, frame.sample_root, frame.sealed_drawn, frame.match, frame.drawn, frame.drawn_at,
               frame.drawn_log, frame.drawn_entry));
    return {};
}

base::Result<std::vector<std::int64_t>> lapsed_frames(store::ReadTx& tx, base::Instant now, std::int64_t limit) {
    return tx.all(frames_lapsed, first_integer, now, limit);
}

base::Result<void> forget_frame(store::WriteTx& tx, std::int64_t frame) {
    TRY(tx.run(forget_frame_row, frame));
    TRY(tx.run(delete_excluded, frame));
    return {};
}

base::Result<void> forget_frame_of_match(store::WriteTx& tx, std::int64_t match) {
    const auto found = TRY(tx.one(frame_by_match, first_integer, match));
    if (!found) return {};
    return forget_frame(tx, *found);
}

base::Result<void> insert_excluded(store::WriteTx& tx, std::int64_t frame, std::int64_t part, base::ByteView sealed) {
    TRY(tx.run(insert_excluded_row, frame, part, sealed));
    return {};
}

base::Result<std::vector<base::Bytes>> excluded(store::ReadTx& tx, std::int64_t frame) {
    return tx.all(excluded_by_frame, [](const Row& row) { return bytes_of(row, 0); }, frame);
}

std::span<const store::Statement> frame_statements() { return table; }

}  // namespace menhu::registry::rows
