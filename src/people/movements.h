#pragma once
// Which accounts came to another unit in a period, and which will be closed on a day that is recorded ahead: signs that
// their rights want looking at (U2). For lists of all; one statement. Thread rule: as the transaction.
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::people {

struct Movement {
    enum class What : std::uint8_t { moved, leaving };
    AccountId account{0};
    What what = What::moved;
};
// Those who moved after `since` and up to `now`, and those whose closing takes effect after `now`; by account, each
// once for each.
base::Result<std::vector<Movement>> movements(store::ReadTx& tx, base::Instant since, base::Instant now);

std::span<const store::Statement> movement_statements();  // for tables.cc

}  // namespace menhu::people
