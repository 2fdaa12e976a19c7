#pragma once
// Checkpoints (c2sp.org/tlog-checkpoint): the text that a log signs over its size and root. Pure; any thread.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/tree.h"

namespace menhu::ledger {

struct Checkpoint {
    std::string origin{};
    std::int64_t size = 0;
    Hash root{};
    std::string extension{};  // whole lines, usually none
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// "origin\nsize\nbase64(root)\n": the text of a note, without signatures.
std::string checkpoint_text(const Checkpoint& checkpoint);

// The text of a note back. Error: ledger.checkpoint_malformed.
base::Result<Checkpoint> parse_checkpoint(std::string_view text);

}  // namespace menhu::ledger
