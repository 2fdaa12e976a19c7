#pragma once
// Reading the trail: entries by who, whom, which case, when; newest first, page by page. Thread rule: as the
// transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "crypto/tag.h"
#include "ledger/entry.h"
#include "store/database.h"

namespace menhu::ledger {

// Everything given must hold. Account, person and case are indexed; the others filter.
struct TrailFilter {
    std::optional<std::int64_t> account{};
    std::optional<std::int64_t> unit{};
    std::optional<std::int64_t> grant{};
    std::optional<crypto::Tag> person{};
    std::optional<crypto::Digest> case_commitment{};
    std::string kind{};  // whole ("query.lookup"), or a family with a dot at its end ("query."); "" is any
    std::optional<base::Instant> from{};  // included
    std::optional<base::Instant> to{};    // not included
    std::optional<std::string> cursor{};  // `next` of the page before
    int limit = 50;                       // 1 … 1000
};

struct TrailPage {
    std::vector<EntryView> items{};     // newest first
    std::optional<std::string> next{};  // the cursor of the next page; nothing if this is the last
};

// Errors: ledger.cursor_invalid, ledger.leaf_malformed.
base::Result<TrailPage> trail(store::ReadTx& tx, const TrailFilter& filter);
// How many entries the filter finds, cursor and limit aside.
base::Result<std::int64_t> count_trail(store::ReadTx& tx, const TrailFilter& filter);

// One entry. Error: ledger.entry_not_found.
base::Result<EntryView> entry_at(store::ReadTx& tx, int log, std::int64_t index);

}  // namespace menhu::ledger
