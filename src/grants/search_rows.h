#pragma once
// grants_searches: how often an account has searched by name in a day. Inside the room. Thread rule: as the
// transaction.
#include <cstdint>
#include <span>

#include "base/result.h"
#include "base/time.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants::rows {

// In the day of Asia/Taipei that `now` is in.
base::Result<std::int64_t> count_searches(store::ReadTx& tx, people::AccountId account, base::Instant now);
// One more.
base::Result<void> count_search(store::WriteTx& tx, people::AccountId account, base::Instant now);

std::span<const store::Statement> search_statements();

}  // namespace menhu::grants::rows
