#pragma once
// The right edge of a log as it grows: the partial tile of each level. Takes leaf hashes, gives out full tiles. Inside
// the room. Thread rule: a value.
#include <array>
#include <cstdint>
#include <vector>

#include "ledger/tile.h"
#include "ledger/tree.h"

namespace menhu::ledger {

struct FullTile {
    int level = 0;
    std::int64_t number = 0;
    Hash root{};
    base::Bytes hashes{};
};

class Edge {
public:
    // The partial tiles of a log of `size`, lowest level first; their widths fit the size.
    Edge() = default;
    Edge(std::int64_t size, std::array<std::vector<Hash>, highest_level + 1> partial);

    void add(const Hash& leaf, std::vector<FullTile>& full);
    std::int64_t size() const { return size_; }
    Hash root() const;

private:
    std::int64_t size_ = 0;
    std::array<std::vector<Hash>, highest_level + 1> partial_;
};

}  // namespace menhu::ledger
