#include "ledger/tile.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace menhu::ledger {
namespace {

constexpr std::int64_t most_tiles = std::int64_t{1} << 40;

Hash hash_at(base::ByteView tile, std::size_t place) {
    Hash hash;
    std::copy_n(tile.begin() + static_cast<std::ptrdiff_t>(place * hash_size), hash_size, hash.begin());
    return hash;
}

std::string number_path(std::int64_t number) {
    std::string path = fmt::format("{:03}", number % 1000);
    for (number /= 1000; number > 0; number /= 1000) path = fmt::format("x{:03}/{}", number % 1000, path);
    return path;
}

// A decimal without leading zeros.
std::optional<std::int64_t> decimal(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    if (text[0] == '-' || (text[0] == '0' && text.size() > 1)) return std::nullopt;
    return value;
}

std::optional<std::int64_t> three_digits(std::string_view text) {
    if (text.size() != 3) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::string tile_path(const TileName& name) {
    std::string path = name.kind == TileKind::entries ? "tile/entries/" : fmt::format("tile/{}/", name.level);
    path += number_path(name.number);
    if (name.width < tile_width) path += fmt::format(".p/{}", name.width);
    return path;
}

std::optional<TileName> parse_tile_path(std::string_view path) {
    if (path.size() > 60 || !path.starts_with("tile/")) return std::nullopt;
    TileName name;
    std::string_view rest = path.substr(5);
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    if (rest.substr(0, slash) == "entries") {
        name.kind = TileKind::entries;
    } else {
        const auto level = decimal(rest.substr(0, slash));
        if (!level || *level > highest_level) return std::nullopt;
        name.level = static_cast<int>(*level);
    }
    rest.remove_prefix(slash + 1);
    const std::size_t partial = rest.find(".p/");
    if (partial != std::string_view::npos) {
        const auto width = decimal(rest.substr(partial + 3));
        if (!width || *width < 1 || *width >= tile_width) return std::nullopt;
        name.width = static_cast<int>(*width);
        rest = rest.substr(0, partial);
    }
    while (rest.starts_with('x')) {
        const auto group = three_digits(rest.substr(1, 3));
        if (!group || rest.size() < 5 || rest[4] != '/') return std::nullopt;
        name.number = name.number * 1000 + *group;
        rest.remove_prefix(5);
    }
    const auto last = three_digits(rest);
    if (!last) return std::nullopt;
    name.number = name.number * 1000 + *last;
    if (name.number >= most_tiles || tile_path(name) != path) return std::nullopt;  // e.g. a group of zeros in front
    return name;
}

int width_in(const TileName& tile, std::int64_t size) {
    const std::int64_t hashes = tile.level > highest_level ? 0 : size >> (tile_height * tile.level);
    return static_cast<int>(std::clamp<std::int64_t>(hashes - tile.number * tile_width, 0, tile_width));
}

std::vector<TileName> tiles_of(std::int64_t size) {
    std::vector<TileName> names;
    const auto add = [&](TileName name) {
        for (name.width = width_in(name, size); name.width > 0; name.width = width_in(name, size)) {
            names.push_back(name);
            ++name.number;
        }
    };
    add({.kind = TileKind::entries});
    for (int level = 0; level <= highest_level; ++level) add({.level = level});
    return names;
}

Hash hash_in_tile(base::ByteView tile, int height, std::int64_t index) {
    const int within = height % tile_height;
    const std::size_t count = std::size_t{1} << within;
    const std::size_t first = static_cast<std::size_t>(index << within) % tile_width;
    CHECK(tile.size() >= (first + count) * hash_size);
    std::vector<Hash> hashes(count);
    for (std::size_t i = 0; i < count; ++i) hashes[i] = hash_at(tile, first + i);
    return fold(hashes);
}

Hash tile_root(base::ByteView tile) {
    CHECK(tile.size() == tile_width * hash_size);
    std::vector<Hash> hashes(tile_width);
    for (std::size_t i = 0; i < hashes.size(); ++i) hashes[i] = hash_at(tile, i);
    return fold(hashes);
}

void put_entry(base::Bytes& bundle, base::ByteView entry) {
    CHECK(entry.size() <= largest_entry);
    base::put_u16(bundle, static_cast<std::uint16_t>(entry.size()));
    bundle.insert(bundle.end(), entry.begin(), entry.end());
}

std::optional<std::vector<base::ByteView>> split_bundle(base::ByteView bundle) {
    std::vector<base::ByteView> entries;
    while (!bundle.empty()) {
        if (bundle.size() < 2 || entries.size() == tile_width) return std::nullopt;
        const std::size_t size = base::get_u16(bundle);
        if (bundle.size() < 2 + size) return std::nullopt;
        entries.push_back(bundle.subspan(2, size));
        bundle = bundle.subspan(2 + size);
    }
    return entries;
}

}  // namespace menhu::ledger
