#include "registry/match_rows.h"

#include <array>

#include "registry/frame_rows.h"

namespace menhu::registry::rows {

namespace {

using store::Row;
using store::Statement;

constexpr Statement insert_list_row{
    "registry.insert_match_list",
    "INSERT INTO registry_match_lists (id, account_id, unit_id, form, bytes, wrapped_key, sealed_name, made_at, "
    "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr Statement insert_list_part_row{
    "registry.insert_match_list_part",
    "INSERT INTO registry_match_list_parts (list_id, part, sealed) VALUES ($1, $2, $3)"};
constexpr Statement list_by_id{
    "registry.match_list",
    "SELECT id, account_id, unit_id, form, bytes, wrapped_key, sealed_name, expires_at FROM registry_match_lists "
    "WHERE id = $1"};
constexpr Statement parts_of_list{"registry.match_list_parts",
                                  "SELECT sealed FROM registry_match_list_parts WHERE list_id = $1 ORDER BY part"};
constexpr Statement lists_expired{
    "registry.match_lists_expired",
    "SELECT id FROM registry_match_lists WHERE expires_at <= $1 AND wrapped_key IS NOT NULL ORDER BY id LIMIT $2"};
constexpr Statement forget_list_key{"registry.forget_match_list",
                                    "UPDATE registry_match_lists SET wrapped_key = NULL WHERE id = $1"};
constexpr Statement delete_list_parts{"registry.delete_match_list_parts",
                                      "DELETE FROM registry_match_list_parts WHERE list_id = $1"};

#define MATCH_COLUMNS                                                                                               \
    "id, rule, account_id, unit_id, grant_id, on_day, generation, base_date, wrapped_key, sealed_head, row_count, " \
    "done, "                                                                                                        \
    "state, problem, run, counts, log, first_index, last_index, began_at, beat_at, ended_at, ends_at, destroyed_at"
constexpr Statement insert_match_row{
    "registry.insert_match",
    "INSERT INTO registry_matches (" MATCH_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
    "$23, $24)"};
constexpr Statement match_by_id{"registry.match", "SELECT " MATCH_COLUMNS " FROM registry_matches WHERE id = $1"};
constexpr Statement matches_by_account{"registry.matches_of_account",
                                       "SELECT " MATCH_COLUMNS
                                       " FROM registry_matches WHERE account_id = $1 AND id < $2 ORDER BY id DESC "
                                       "LIMIT $3"};
#undef MATCH_COLUMNS
constexpr Statement count_by_account{"registry.count_matches",
                                     "SELECT COUNT(*) FROM registry_matches WHERE account_id = $1"};
constexpr Statement update_match_row{
    "registry.update_match",
    "UPDATE registry_matches SET done = $2, state = $3, problem = $4, run = $5, counts = $6, log = $7, "
    "first_index = $8, last_index = $9, beat_at = $10, ended_at = $11 WHERE id = $1"};
constexpr Statement matches_ended{
    "registry.matches_ended",
    "SELECT id FROM registry_matches WHERE ends_at <= $1 AND wrapped_key IS NOT NULL ORDER BY id LIMIT $2"};
constexpr Statement forget_match_key{
    "registry.forget_match",
    "UPDATE registry_matches SET wrapped_key = NULL, sealed_head = NULL, destroyed_at = $2 WHERE id = $1"};
constexpr Statement delete_input{"registry.delete_match_input", "DELETE FROM registry_match_input WHERE match_id = $1"};
constexpr Statement delete_results{"registry.delete_match_results",
                                   "DELETE FROM registry_match_results WHERE match_id = $1"};
constexpr Statement delete_seen{"registry.delete_match_seen", "DELETE FROM registry_match_seen WHERE match_id = $1"};
constexpr Statement insert_input_row{"registry.insert_match_input",
                                     "INSERT INTO registry_match_input (match_id, part, sealed) VALUES ($1, $2, $3)"};
constexpr Statement input_by_part{"registry.match_input",
                                  "SELECT sealed FROM registry_match_input WHERE match_id = $1 AND part = $2"};
constexpr Statement insert_result_row{
    "registry.insert_match_result",
    "INSERT INTO registry_match_results (match_id, first_row, row_count, counts, sealed) VALUES ($1, $2, $3, $4, $5)"};
constexpr Statement results_from{
    "registry.match_results",
    "SELECT first_row, row_count, counts, sealed FROM registry_match_results WHERE match_id = $1 "
    "AND first_row + row_count > $2 ORDER BY first_row LIMIT $3"};
constexpr Statement insert_seen{"registry.insert_match_seen",
                                "INSERT INTO registry_match_seen (match_id, person, row_number) VALUES ($1, $2, $3) "
                                "ON CONFLICT (match_id, person) DO NOTHING"};
constexpr Statement seen_row{"registry.match_seen",
                             "SELECT row_number FROM registry_match_seen WHERE match_id = $1 AND person = $2"};
constexpr std::array table{
    insert_list_row,   insert_list_part_row, list_by_id,   parts_of_list,      lists_expired,    forget_list_key,
    delete_list_parts, insert_match_row,     match_by_id,  matches_by_account, count_by_account, update_match_row,
    matches_ended,     forget_match_key,     delete_input, delete_results,     delete_seen,      insert_input_row,
    input_by_part,     insert_result_row,    results_from, insert_seen,        seen_row};

MatchRow decode(const Row& row) {
    return {.id = row.integer(0),
            .rule = std::string{row.text(1)},
            .account = row.integer(2),
            .unit = row.integer(3),
            .grant = row.integer(4),
            .on_day = std::string{row.text(5)},
            .generation = row.integer(6),
            .base_date = std::string{row.text(7)},
            .wrapped_key = row.maybe_bytes(8),
            .sealed_head = row.maybe_bytes(9),
            .row_count = row.integer(10),
            .done = row.integer(11),
            .state = std::string{row.text(12)},
            .problem = std::string{row.text(13)},
            .run = row.integer(14),
            .counts = std::string{row.text(15)},
            .log = row.maybe_integer(16),
            .first_index = row.maybe_integer(17),
            .last_index = row.maybe_integer(18),
            .began_at = row.instant(19),
            .beat_at = row.instant(20),
            .ended_at = row.maybe_instant(21),
            .ends_at = row.instant(22),
            .destroyed_at = row.maybe_instant(23)};
}

std::int64_t first_integer(const Row& row) { return row.integer(0); }
base::Bytes first_bytes(const Row& row) {
    const auto view = row.bytes(0);
    return {view.begin(), view.end()};
}

}  // namespace

base::Result<void> insert_list(store::WriteTx& tx, const ListRow& list, base::Instant now) {
    TRY(tx.run(insert_list_row, list.id, list.account, list.unit, list.form, list.bytes, list.wrapped_key,
               list.sealed_name, now, list.expires_at));
    return {};
}

base::Result<void> insert_list_part(store::WriteTx& tx, std::int64_t list, std::int64_t part, base::ByteView sealed) {
    TRY(tx.run(insert_list_part_row, list, part, sealed));
    return {};
}

base::Result<std::optional<ListRow>> list(store::ReadTx& tx, std::int64_t id) {
    return tx.one(
        list_by_id,
        [](const Row& row) {
            return ListRow{.id = row.integer(0),
                           .account = row.integer(1),
                           .unit = row.integer(2),
                           .form = std::string{row.text(3)},
                           .bytes = row.integer(4),
                           .wrapped_key = row.maybe_bytes(5),
                           .sealed_name = *row.maybe_bytes(6),
                           .expires_at = row.instant(7)};
        },
        id);
}

base::Result<std::vector<base::Bytes>> list_parts(store::ReadTx& tx, std::int64_t list) {
    return tx.all(parts_of_list, first_bytes, list);
}

base::Result<std::vector<std::int64_t>> expired_lists(store::ReadTx& tx, base::Instant now, std::int64_t limit) {
    return tx.all(lists_expired, first_integer, now, limit);
}

base::Result<void> forget_list(store::WriteTx& tx, std::int64_t list) {
    TRY(tx.run(forget_list_key, list));
    TRY(tx.run(delete_list_parts, list));
    return {};
}

base::Result<void> insert_match(store::WriteTx& tx, const MatchRow& match) {
    TRY(tx.run(insert_match_row, match.id, match.rule, match.account, match.unit, match.grant, match.on_day,
               match.generation, match.base_date, match.wrapped_key, match.sealed_head, match.row_count, match.done,
               match.state, match.problem, match.run, match.counts, match.log, match.first_index, match.last_index,
               match.began_at, match.beat_at, match.ended_at, match.ends_at, match.destroyed_at));
    return {};
}

base::Result<std::optional<MatchRow>> match(store::ReadTx& tx, std::int64_t id) {
    return tx.one(match_by_id, decode, id);
}

base::Result<std::vector<MatchRow>> matches(store::ReadTx& tx, std::int64_t account, std::int64_t before,
                                            std::int64_t limit) {
    return tx.all(matches_by_account, decode, account, before, limit);
}

base::Result<std::int64_t> count_matches(store::ReadTx& tx, std::int64_t account) {
    const auto count = TRY(tx.one(count_by_account, first_integer, account));
    return count.value_or(0);
}

base::Result<void> update_match(store::WriteTx& tx, const MatchRow& match) {
    TRY(tx.run(update_match_row, match.id, match.done, match.state, match.problem, match.run, match.counts, match.log,
               match.first_index, match.last_index, match.beat_at, match.ended_at));
    return {};
}

base::Result<std::vector<std::int64_t>> ended_matches(store::ReadTx& tx, base::Instant now, std::int64_t limit) {
    return tx.all(matches_ended, first_integer, now, limit);
}

base::Result<void> forget_match(store::WriteTx& tx, std::int64_t match, base::Instant now) {
    TRY(tx.run(forget_match_key, match, now));
    TRY(tx.run(delete_input, match));
    TRY(tx.run(delete_results, match));
    TRY(tx.run(delete_seen, match));
    // What was drawn by chance ends with its frame: without the key nobody draws the same people again.
    TRY(forget_frame_of_match(tx, match));
    return {};
}

base::Result<void> insert_input(store::WriteTx& tx, std::int64_t match, std::int64_t part, base::ByteView sealed) {
    TRY(tx.run(insert_input_row, match, part, sealed));
    return {};
}

base::Result<std::optional<base::Bytes>> input(store::ReadTx& tx, std::int64_t match, std::int64_t part) {
    return tx.one(input_by_part, first_bytes, match, part);
}

base::Result<void> insert_result(store::WriteTx& tx, std::int64_t match, const ResultPart& part) {
    TRY(tx.run(insert_result_row, match, part.first_row, part.row_count, part.counts, part.sealed));
    return {};
}

base::Result<std::vector<ResultPart>> results(store::ReadTx& tx, std::int64_t match, std::int64_t from,
                                              std::int64_t limit) {
    return tx.all(
        results_from,
        [](const Row& row) {
            return ResultPart{.first_row = row.integer(0),
                              .row_count = row.integer(1),
                              .counts = std::string{row.text(2)},
                              .sealed = *row.maybe_bytes(3)};
        },
        match, from, limit);
}

base::Result<std::int64_t> first_seen(store::WriteTx& tx, std::int64_t match, const crypto::Tag& person,
                                      std::int64_t row) {
    TRY(tx.run(insert_seen, match, person, row));
    const auto first = TRY(tx.one(seen_row, first_integer, match, person));
    return first.value_or(row);
}

std::span<const store::Statement> match_statements() { return table; }

}  // namespace menhu::registry::rows
