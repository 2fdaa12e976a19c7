#pragma once
// The rows of lists and matches. Inside the room. Thread rule: as the transaction.
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

struct ListRow {
    std::int64_t id = 0;
    std::int64_t account = 0;
    std::int64_t unit = 0;
    std::string form;
    std::int64_t bytes = 0;
    std::optional<base::Bytes> wrapped_key;
    base::Bytes sealed_name;
    base::Instant expires_at{};
};
base::Result<void> insert_list(store::WriteTx& tx, const ListRow& list, base::Instant now);
base::Result<void> insert_list_part(store::WriteTx& tx, std::int64_t list, std::int64_t part, base::ByteView sealed);
base::Result<std::optional<ListRow>> list(store::ReadTx& tx, std::int64_t id);
base::Result<std::vector<base::Bytes>> list_parts(store::ReadTx& tx, std::int64_t list);
base::Result<std::vector<std::int64_t>> expired_lists(store::ReadTx& tx, base::Instant now, std::int64_t limit);
base::Result<void> forget_list(store::WriteTx& tx, std::int64_t list);

struct MatchRow {
    std::int64_t id = 0;
    std::string rule;
    std::int64_t account = 0;
    std::int64_t unit = 0;
    std::int64_t grant = 0;
    std::string on_day;
    std::int64_t generation = 0;
    std::string base_date;
    std::optional<base::Bytes> wrapped_key;
    std::optional<base::Bytes> sealed_head;
    std::int64_t row_count = 0;
    std::int64_t done = 0;
    std::string state;
    std::string problem;
    std::int64_t run = 1;
    std::string counts;
    std::optional<std::int64_t> log;
    std::optional<std::int64_t> first_index;
    std::optional<std::int64_t> last_index;
    base::Instant began_at{};
    base::Instant beat_at{};
    std::optional<base::Instant> ended_at;
    base::Instant ends_at{};
    std::optional<base::Instant> destroyed_at;
};
base::Result<void> insert_match(store::WriteTx& tx, const MatchRow& match);
base::Result<std::optional<MatchRow>> match(store::ReadTx& tx, std::int64_t id);
// Of an account with ids below `before`, the newest first.
base::Result<std::vector<MatchRow>> matches(store::ReadTx& tx, std::int64_t account, std::int64_t before,
                                            std::int64_t limit);
base::Result<std::int64_t> count_matches(store::ReadTx& tx, std::int64_t account);
// What moves: done, state, problem, run, counts, log and indexes, beat_at, ended_at.
base::Result<void> update_match(store::WriteTx& tx, const MatchRow& match);
base::Result<std::vector<std::int64_t>> ended_matches(store::ReadTx& tx, base::Instant now, std::int64_t limit);
// The key, the head and all parts.
base::Result<void> forget_match(store::WriteTx& tx, std::int64_t match, base::Instant now);

base::Result<void> insert_input(store::WriteTx& tx, std::int64_t match, std::int64_t part, base::ByteView sealed);
base::Result<std::optional<base::Bytes>> input(store::ReadTx& tx, std::int64_t match, std::int64_t part);
struct ResultPart {
    std::int64_t first_row = 0;
    std::int64_t row_count = 0;
    std::string counts;
    base::Bytes sealed;
};
base::Result<void> insert_result(store::WriteTx& tx, std::int64_t match, const ResultPart& part);
// Those with rows at or after `from`, in order, at most `limit`.
base::Result<std::vector<ResultPart>> results(store::ReadTx& tx, std::int64_t match, std::int64_t from,
                                              std::int64_t limit);
// Which row named the person first: `row` itself if none did before.
base::Result<std::int64_t> first_seen(store::WriteTx& tx, std::int64_t match, const crypto::Tag& person,
                                      std::int64_t row);

std::span<const store::Statement> match_statements();

}  // namespace menhu::registry::rows
