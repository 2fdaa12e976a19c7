#pragma once
// The rows of sampling frames. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "store/database.h"

namespace menhu::registry::rows {

struct FrameRow {
    std::int64_t id = 0;
    std::int64_t account = 0;
    std::int64_t unit = 0;
    std::int64_t grant = 0;
    std::string state;
    std::int64_t generation = 0;
    std::string base_date;
    std::optional<base::Bytes> wrapped_key;
    std::optional<base::Bytes> sealed_head;
    std::int64_t people = 0;
    std::int64_t excluded = 0;
    base::Bytes plan_hash;
    base::Bytes population_root;
    base::Bytes excluded_root;
    base::Bytes key_commitment;
    std::string source;
    std::string draw_on;
    std::int64_t log = 0;
    std::int64_t entry = 0;
    std::optional<std::int64_t> checkpoint_size;
    std::optional<base::Bytes> checkpoint_root;
    std::string number;
    std::optional<base::Bytes> seed;
    std::optional<base::Bytes> sample_root;
    std::optional<base::Bytes> sealed_drawn;
    std::optional<std::int64_t> match;
    std::int64_t drawn = 0;
    std::optional<std::int64_t> drawn_log;
    std::optional<std::int64_t> drawn_entry;
    base::Instant ordered_at{};
    std::optional<base::Instant> drawn_at;
    base::Instant lapses_at{};
};
base::Result<void> insert_frame(store::WriteTx& tx, const FrameRow& frame);
base::Result<std::optional<FrameRow>> frame(store::ReadTx& tx, std::int64_t id);
// Of an account (of all: nothing) with ids below `before`, the newest first.
base::Result<std::vector<FrameRow>> frames(store::ReadTx& tx, std::optional<std::int64_t> account, std::int64_t before,
                                           std::int64_t limit);
base::Result<std::int64_t> count_frames(store::ReadTx& tx, std::optional<std::int64_t> account);
base::Result<std::int64_t> count_orders(store::ReadTx& tx, std::int64_t grant);
// What moves: state, checkpoint, number, seed, sample, match, drawn.
base::Result<void> update_frame(store::WriteTx& tx, const FrameRow& frame);
base::Result<std::vector<std::int64_t>> lapsed_frames(store::ReadTx& tx, base::Instant now, std::int64_t limit);
// The key, the head and who was left out.
base::Result<void> forget_frame(store::WriteTx& tx, std::int64_t frame);
// Of the frame that a match came from, if it did.
base::Result<void> forget_frame_of_match(store::WriteTx& tx, std::int64_t match);

base::Result<void> insert_excluded(store::WriteTx& tx, std::int64_t frame, std::int64_t part, base::ByteView sealed);
base::Result<std::vector<base::Bytes>> excluded(store::ReadTx& tx, std::int64_t frame);

std::span<const store::Statement> frame_statements();

}  // namespace menhu::registry::rows
