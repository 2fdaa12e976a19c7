#pragma once
// Verification of a whole log, wherever its bytes come from. Inside the room. Thread rule: a Source is called from two
// threads at once.
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "ledger/entry.h"
#include "ledger/tile.h"
#include "ledger/verify.h"

namespace menhu::ledger {

// Findings from several threads.
class Findings {
public:
    void add(std::string_view code, std::string place);
    void add(std::string_view code, std::int64_t entry);
    void move_to(Verification& verification);

private:
    std::mutex mutex_;
    std::vector<Finding> list_;
    std::int64_t count_ = 0;
};

class Source {
public:
    virtual ~Source() = default;
    // Entries of [first, end) in order, each with its index and, where there are any, its searchable columns. What
    // cannot be had is simply not given.
    using Sink = std::function<void(std::int64_t index, base::ByteView leaf, const Projection* columns)>;
    virtual base::Result<void> entries(std::int64_t first, std::int64_t end, Findings& findings, const Sink& sink) = 0;
    // The stored bytes of a tile of hashes; nothing if there is none.
    virtual base::Result<std::optional<base::Bytes>> tile(const TileName& name) = 0;
    // Whether partial tiles are stored too.
    virtual bool has_partial_tiles() const = 0;
};

// Hashes every entry, compares every stored tile, and the root with the checkpoint's. If the origin ends in a year,
// every entry must be of that year.
base::Result<void> verify_source(Source& source, const Checkpoint& checkpoint, Findings& findings);

}  // namespace menhu::ledger
