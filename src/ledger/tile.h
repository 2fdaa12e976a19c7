#pragma once
// Tiles and entry bundles (c2sp.org/tlog-tiles): their names and their bytes. Pure; any thread.
//
// A tile of level L and number N holds up to 256 hashes of height 8L, those from 256·N on. A bundle holds up to 256
// entries, each after its length as two big-endian bytes.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "ledger/tree.h"

namespace menhu::ledger {

inline constexpr int tile_height = 8;
inline constexpr int tile_width = 256;
inline constexpr std::size_t hash_size = 32;
inline constexpr std::size_t largest_entry = 65'535;
inline constexpr int highest_level = 4;  // 2^40 entries a log

enum class TileKind : std::uint8_t { hashes, entries };

struct TileName {
    TileKind kind = TileKind::hashes;
    int level = 0;  // 0 for entries
    std::int64_t number = 0;
    int width = tile_width;  // 1 … 256
    friend bool operator==(const TileName&, const TileName&) = default;
};

// "tile/0/x001/x234/067", "tile/entries/000.p/5". Reading takes the canonical form only.
std::string tile_path(const TileName& name);
std::optional<TileName> parse_tile_path(std::string_view path);

// How many hashes the tile has in a tree of `size` leaves; 0 if it has none.
int width_in(const TileName& tile, std::int64_t size);

// Every tile and bundle of a tree of `size`, the partial ones at its right edge included.
std::vector<TileName> tiles_of(std::int64_t size);

// The hash of height `height` and number `index` out of the tile's bytes; the tile is known to hold it.
Hash hash_in_tile(base::ByteView tile, int height, std::int64_t index);
// The hash over all 256 of a full tile.
Hash tile_root(base::ByteView tile);

// Appends one entry to a bundle. The entry is at most largest_entry bytes long.
void put_entry(base::Bytes& bundle, base::ByteView entry);
// The entries of a bundle, borrowed from it; nothing if the bytes do not divide up, or into more than 256.
std::optional<std::vector<base::ByteView>> split_bundle(base::ByteView bundle);

}  // namespace menhu::ledger
