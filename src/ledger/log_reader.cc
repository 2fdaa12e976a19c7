#include "ledger/log_reader.h"

#include <algorithm>
#include <map>

#include "ledger/ledger_rows.h"
#include "ledger/stored_nodes.h"
#include "ledger/tile.h"

namespace menhu::ledger {
namespace {

base::Error missing(const TileName& name) {
    return {base::Fault::corrupt, "ledger.checkpoint_mismatch", tile_path(name) + " is not whole"};
}

void put_hash(base::Bytes& out, const Hash& hash) { out.insert(out.end(), hash.begin(), hash.end()); }

// A tile at the right edge is not stored: its hashes are those of leaves, or the roots of full tiles below.
base::Result<base::Bytes> edge_tile(store::ReadTx& tx, int log, const TileName& name) {
    const std::int64_t first = name.number * tile_width;
    base::Bytes hashes;
    if (name.level == 0) {
        TRY(rows::each_leaf(tx, log, first, first + name.width,
                            [&](std::int64_t, base::ByteView leaf) { put_hash(hashes, leaf_hash(leaf)); }));
    } else {
        const auto roots = TRY(rows::tile_roots(tx, log, name.level - 1, first, first + name.width));
        for (const Hash& root : roots) put_hash(hashes, root);
    }
    if (hashes.size() != static_cast<std::size_t>(name.width) * hash_size) return missing(name);
    return hashes;
}

base::Result<base::Bytes> bundle(store::ReadTx& tx, int log, const TileName& name) {
    const std::int64_t first = name.number * tile_width;
    base::Bytes bytes;
    std::int64_t next = first;
    bool whole = true;
    TRY(rows::each_leaf(tx, log, first, first + name.width, [&](std::int64_t index, base::ByteView leaf) {
        whole = whole && index == next && leaf.size() <= largest_entry;
        ++next;
        if (whole) put_entry(bytes, leaf);
    }));
    if (!whole || next != first + name.width) return missing(name);
    return bytes;
}

}  // namespace

base::Result<base::Bytes> stored_tile(store::ReadTx& tx, int log, const TileName& name) {
    if (name.kind == TileKind::entries) return bundle(tx, log, name);
    const std::size_t wanted = static_cast<std::size_t>(name.width) * hash_size;
    auto full = TRY(rows::full_tile(tx, log, name.level, name.number));
    if (!full && name.width < tile_width) return edge_tile(tx, log, name);
    if (!full || full->size() != tile_width * hash_size) return missing(name);
    full->resize(wanted);
    return *std::move(full);
}

base::Result<Hash> StoredNodes::node(int height, std::int64_t index) {
    TileName name{.level = height / tile_height};
    name.number = (index << (height % tile_height)) / tile_width;
    name.width = width_in(name, size_);
    const auto key = std::pair{name.level, name.number};
    auto found = tiles_.find(key);
    if (found == tiles_.end()) {
        auto bytes = TRY(stored_tile(tx_, log_, name));
        found = tiles_.emplace(key, std::move(bytes)).first;
    }
    return hash_in_tile(found->second, height, index);
}

base::Result<std::vector<int>> logs(store::ReadTx& tx) {
    std::vector<int> years;
    int from = 0;
    while (true) {
        const auto log = TRY(rows::log_from(tx, from));
        if (!log) return years;
        years.push_back(*log);
        from = *log + 1;
    }
}

base::Result<std::int64_t> log_size(store::ReadTx& tx, int log) { return rows::next_index(tx, log); }

base::Result<std::optional<base::Bytes>> log_file(store::ReadTx& tx, int log, std::string_view path) {
    const auto newest = TRY(newest_checkpoint(tx, log));
    if (!newest) return std::nullopt;
    if (path == "checkpoint") return base::Bytes(newest->note.begin(), newest->note.end());
    const auto name = parse_tile_path(path);
    if (!name || width_in(*name, newest->size) < name->width) return std::nullopt;
    return TRY(stored_tile(tx, log, *name));
}

base::Result<std::vector<Hash>> prove_inclusion(store::ReadTx& tx, int log, std::int64_t index, std::int64_t size) {
    StoredNodes nodes{tx, log, size};
    return inclusion_proof(nodes, index, size);
}

base::Result<std::vector<Hash>> prove_consistency(store::ReadTx& tx, int log, std::int64_t old_size,
                                                  std::int64_t size) {
    StoredNodes nodes{tx, log, size};
    return consistency_proof(nodes, old_size, size);
}

base::Result<std::string> receipt_text(store::ReadTx& tx, int log, std::int64_t index) {
    const base::Error not_found{base::Fault::not_found, "ledger.entry_not_found"};
    if (index < 0 || index >= rows::log_span || log < 0 || log > 9999) return not_found;
    auto leaf = TRY(rows::leaf_at(tx, rows::place_of(log, index)));
    if (!leaf) return not_found;
    auto newest = TRY(newest_checkpoint(tx, log));
    if (!newest || newest->size <= index) return base::Error{base::Fault::unavailable, "ledger.not_yet_published"};
    auto hashes = TRY(prove_inclusion(tx, log, index, newest->size));
    return proof_text({.extra = *std::move(leaf),
                       .index = index,
                       .hashes = std::move(hashes),
                       .checkpoint = std::move(newest->note)});
}

}  // namespace menhu::ledger
