#include "ledger/verify_core.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>

#include "ledger/leaf.h"
#include "ledger/text.h"

namespace menhu::ledger {
namespace {

constexpr std::size_t most_listed = 100;
constexpr std::int64_t chunk = 65'536;  // entries that one thread takes at a time
constexpr int threads = 2;

// The hashes of one level: of all complete subtrees of 2^(8·level) leaves.
using Level = std::vector<Hash>;

base::ByteView bytes_of(std::span<const Hash> hashes) {
    static_assert(sizeof(Hash) == hash_size);
    return {reinterpret_cast<const std::uint8_t*>(hashes.data()), hashes.size_bytes()};
}

// Compares the hashes of one tile with the stored ones.
base::Result<void> compare_tile(Source& source, const TileName& name, std::span<const Hash> hashes,
                                Findings& findings) {
    if (name.width < tile_width && !source.has_partial_tiles()) return {};
    const auto stored = TRY(source.tile(name));
    if (!stored) {
        findings.add("ledger.tile_missing", tile_path(name));
    } else if (!std::ranges::equal(*stored, bytes_of(hashes))) {
        findings.add("ledger.tile_differs", tile_path(name));
    }
    return {};
}

class Walk {
public:
    Walk(Source& source, const Checkpoint& checkpoint, Findings& findings)
        : source_{source}, checkpoint_{checkpoint}, findings_{findings} {
        above_.resize(static_cast<std::size_t>(checkpoint.size / tile_width));
        const std::string_view origin = checkpoint.origin;
        const auto year = decimal_number(origin.substr(origin.rfind('/') + 1));
        if (year && *year >= 1970 && *year <= 9998) year_ = static_cast<int>(*year);
    }

    base::Result<void> run() {
        // This thread works too, so that a short log needs no other.
        std::vector<std::future<base::Result<void>>> others;
        for (int i = 1; i < threads && i * chunk < checkpoint_.size; ++i) {
            others.push_back(std::async(std::launch::async, [this] { return take_chunks(); }));
        }
        base::Result<void> result = take_chunks();
        for (auto& other : others) {
            auto theirs = other.get();
            if (!theirs) result = std::move(theirs);
        }
        TRY(std::move(result));
        return climb();
    }

private:
    base::Result<void> take_chunks() {
        std::vector<Hash> hashes;  // of the tile that is being filled
        hashes.reserve(tile_width);
        while (true) {
            const std::int64_t first = next_.fetch_add(chunk);
            if (first >= checkpoint_.size) return {};
            TRY(read_chunk(first, std::min(first + chunk, checkpoint_.size), hashes));
        }
    }

    base::Result<void> read_chunk(std::int64_t first, std::int64_t end, std::vector<Hash>& hashes) {
        std::int64_t expected = first;
        std::optional<base::Error> error;
        const auto put = [&](const Hash& hash) {
            hashes.push_back(hash);
            ++expected;
            if (hashes.size() < tile_width && expected < end) return;
            const auto closed = close_tile((expected - 1) / tile_width, hashes);
            if (!closed) error = closed.error();
            hashes.clear();
        };
        const auto skip_to = [&](std::int64_t index) {
            while (expected < index) {
                findings_.add("ledger.entry_missing", expected);
                put(Hash{});
            }
        };
        TRY(source_.entries(first, end, findings_,
                            [&](std::int64_t index, base::ByteView leaf, const Projection* columns) {
                                if (index < expected || index >= end) return;
                                skip_to(index);
                                const auto parts = read_leaf(leaf);
                                if (!parts) {
                                    findings_.add("ledger.leaf_malformed", index);
                                } else if (year_ && log_of(parts->at) != *year_) {
                                    findings_.add("ledger.wrong_year", index);
                                } else if (columns != nullptr && projection_of(*parts) != *columns) {
                                    findings_.add("ledger.projection_differs", index);
                                }
                                put(leaf_hash(leaf));
                            }));
        skip_to(end);
        if (error) return *std::move(error);
        return {};
    }

    base::Result<void> close_tile(std::int64_t number, const std::vector<Hash>& hashes) {
        const TileName name{.number = number, .width = static_cast<int>(hashes.size())};
        if (hashes.size() == tile_width) {
            above_[static_cast<std::size_t>(number)] = fold(hashes);
        } else {
            rest_[0] = hashes;
        }
        return compare_tile(source_, name, hashes, findings_);
    }

    // The levels above the leaves, and the root.
    base::Result<void> climb() {
        for (int level = 1; level <= highest_level; ++level) {
            Level next;
            const std::span<const Hash> row{above_};
            for (std::size_t at = 0; at < row.size(); at += tile_width) {
                const auto hashes = row.subspan(at, std::min<std::size_t>(tile_width, row.size() - at));
                const TileName name{.level = level,
                                    .number = static_cast<std::int64_t>(at) / tile_width,
                                    .width = static_cast<int>(hashes.size())};
                TRY(compare_tile(source_, name, hashes, findings_));
                if (hashes.size() == tile_width) {
                    next.push_back(fold(hashes));
                } else {
                    rest_[static_cast<std::size_t>(level)].assign(hashes.begin(), hashes.end());
                }
            }
            above_ = std::move(next);
        }
        Frontier frontier;
        for (int level = highest_level; level >= 0; --level) {
            for (const Hash& hash : rest_[static_cast<std::size_t>(level)]) frontier.add(tile_height * level, hash);
        }
        if (frontier.size() != checkpoint_.size || frontier.root() != checkpoint_.root) {
            findings_.add("ledger.root_differs", "checkpoint");
        }
        return {};
    }

    Source& source_;
    const Checkpoint& checkpoint_;
    Findings& findings_;
    std::optional<int> year_;
    std::atomic<std::int64_t> next_{0};
    Level above_;                                  // roots of the full tiles of the level below
    std::array<Level, highest_level + 1> rest_{};  // hashes of each level's partial tile
};

}  // namespace

void Findings::add(std::string_view code, std::string place) {
    const std::lock_guard lock{mutex_};
    ++count_;
    if (list_.size() < most_listed) list_.push_back({.code = std::string{code}, .place = std::move(place)});
}

void Findings::add(std::string_view code, std::int64_t entry) { add(code, fmt::format("entry {}", entry)); }

void Findings::move_to(Verification& verification) {
    const std::lock_guard lock{mutex_};
    verification.findings = std::move(list_);
    verification.findings_in_all = count_;
}

base::Result<void> verify_source(Source& source, const Checkpoint& checkpoint, Findings& findings) {
    return Walk{source, checkpoint, findings}.run();
}

}  // namespace menhu::ledger
