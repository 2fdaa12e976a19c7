#include "ledger/publisher.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "ledger/checkpoint.h"
#include "ledger/edge.h"
#include "ledger/inside.h"
#include "ledger/ledger_rows.h"
#include "ledger/log_reader.h"
#include "ledger/policy.h"
#include "ledger/stored_nodes.h"

namespace menhu::ledger {
namespace {

// What one transaction writes at most: 64 tiles, half a megabyte, a few milliseconds of the writer.
constexpr std::int64_t batch = 16'384;
constexpr std::string_view overtaken = "ledger.published_elsewhere";

base::Error mismatch(int log, std::string_view what) {
    return {base::Fault::corrupt, "ledger.checkpoint_mismatch", fmt::format("log {}: {}", log, what)};
}

Hash hash_at(base::ByteView tile, int place) {
    Hash hash;
    std::ranges::copy(tile.subspan(static_cast<std::size_t>(place) * hash_size, hash_size), hash.begin());
    return hash;
}

// The edge of the tree of `size` out of the stored entries and tiles.
base::Result<Edge> read_edge(store::ReadTx& tx, int log, std::int64_t size) {
    std::array<std::vector<Hash>, highest_level + 1> partial;
    for (int level = 0; level <= highest_level; ++level) {
        TileName name{.level = level, .number = (size >> (tile_height * level)) / tile_width};
        name.width = width_in(name, size);
        if (name.width == 0) continue;
        const base::Bytes tile = TRY(stored_tile(tx, log, name));
        std::vector<Hash>& hashes = partial[static_cast<std::size_t>(level)];
        for (int i = 0; i < name.width; ++i) hashes.push_back(hash_at(tile, i));
    }
    return Edge{size, std::move(partial)};
}

}  // namespace

struct Publisher::State {
    std::map<int, Edge> edges;  // of the newest checkpoint of each log, as this process knows it
};

Publisher::Publisher(store::Database& database, const Ledger& ledger)
    : database_{database}, ledger_{ledger}, state_{std::make_unique<State>()} {}
Publisher::~Publisher() = default;

base::Result<std::vector<Published>> Publisher::publish(base::Instant now) {
    TRY(ledger_.prepare(database_, now));
    std::vector<Published> grown;
    const std::vector<int> years = TRY(database_.read([](store::ReadTx& tx) { return logs(tx); }));
    for (const int log : years) {
        Published published{.log = log};
        // A full batch means that there may be more.
        for (std::int64_t fresh = batch; fresh == batch; published.new_entries += fresh) {
            const Published step = TRY(publish_log(log, now));
            fresh = step.new_entries;
            published.size = step.size;
        }
        if (published.new_entries > 0) grown.push_back(published);
    }
    return grown;
}

base::Result<Published> Publisher::publish_log(int log, base::Instant now) {
    struct Growth {
        Edge edge;
        std::int64_t old_size = 0;
        std::vector<FullTile> tiles;
    };
    const Ledger& ledger = ledger_;
    const auto known = state_->edges.find(log);
    const Edge* const held = known == state_->edges.end() ? nullptr : &known->second;
    auto growth = TRY(database_.read([&](store::ReadTx& tx) -> base::Result<Growth> {
        const auto newest = TRY(newest_checkpoint(tx, log));
        const std::int64_t size = newest ? newest->size : 0;
        Growth result{.edge = {}, .old_size = size, .tiles = {}};
        if (held != nullptr && held->size() == size) {
            result.edge = *held;
        } else if (newest) {
            // The first time, or another process has published: go on only from what was signed.
            const TrustPolicy policy = TRY(TrustPolicy::of_log(ledger.verify_key(log).text()));
            const auto signed_one = policy.check(newest->note);
            if (!signed_one) return mismatch(log, signed_one.error().code());
            result.edge = TRY(read_edge(tx, log, size));
            if (signed_one->size != size || signed_one->root != result.edge.root()) return mismatch(log, "root");
        }
        bool whole = true;
        TRY(rows::each_leaf(tx, log, size, size + batch, [&](std::int64_t index, base::ByteView leaf) {
            whole = whole && index == result.edge.size();
            if (whole) result.edge.add(leaf_hash(leaf), result.tiles);
        }));
        if (!whole) return mismatch(log, "an index is missing");
        return result;
    }));
    const Published published{
        .log = log, .size = growth.edge.size(), .new_entries = growth.edge.size() - growth.old_size};
    if (published.new_entries > 0) {
        const std::string note = sign_note(
            checkpoint_text(
                {.origin = ledger.origin(log), .size = published.size, .root = growth.edge.root(), .extension = {}}),
            ledger.origin(log), ledger.inside_->signing_key);
        const auto written = database_.write([&](store::WriteTx& tx) -> base::Result<void> {
            const auto newest = TRY(newest_checkpoint(tx, log));
            if ((newest ? newest->size : 0) != growth.old_size) {
                return base::Error{base::Fault::conflict, overtaken};
            }
            for (const FullTile& tile : growth.tiles) {
                TRY(rows::insert_tile(tx, log, tile.level, tile.number, tile.root, tile.hashes));
            }
            return rows::insert_checkpoint(tx, log, published.size, now, note);
        });
        if (!written && written.error().code() == overtaken) {
            // Another process signed these entries first; the next call goes on from its checkpoint.
            state_->edges.erase(log);
            return Published{.log = log, .size = growth.old_size, .new_entries = 0};
        }
        if (!written) return written.error();
    }
    state_->edges.insert_or_assign(log, std::move(growth.edge));
    return published;
}

}  // namespace menhu::ledger
