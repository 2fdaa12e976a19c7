#include "ledger/edge.h"

namespace menhu::ledger {

Edge::Edge(std::int64_t size, std::array<std::vector<Hash>, highest_level + 1> partial)
    : size_{size}, partial_{std::move(partial)} {
    for (int level = 0; level <= highest_level; ++level) {
        const auto width = static_cast<std::size_t>(size >> (tile_height * level)) % tile_width;
        CHECK(partial_[static_cast<std::size_t>(level)].size() == width);
    }
}

void Edge::add(const Hash& leaf, std::vector<FullTile>& full) {
    ++size_;
    Hash hash = leaf;
    for (int level = 0; level <= highest_level; ++level) {
        std::vector<Hash>& tile = partial_[static_cast<std::size_t>(level)];
        tile.push_back(hash);
        if (tile.size() < tile_width) return;
        FullTile done{.level = level, .number = (size_ >> (tile_height * (level + 1))) - 1, .root = fold(tile)};
        done.hashes.reserve(tile_width * hash_size);
        for (const Hash& each : tile) done.hashes.insert(done.hashes.end(), each.begin(), each.end());
        tile.clear();
        hash = done.root;
        full.push_back(std::move(done));
    }
}

Hash Edge::root() const {
    Frontier frontier;
    for (int level = highest_level; level >= 0; --level) {
        for (const Hash& hash : partial_[static_cast<std::size_t>(level)]) frontier.add(tile_height * level, hash);
    }
    return frontier.root();
}

}  // namespace menhu::ledger
