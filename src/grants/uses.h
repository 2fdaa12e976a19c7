#pragma once
// Many uses under one permit: a list is matched in one transaction for each of its parts, and every person in it is a
// use of the grant (S2.2). decide() has counted one; here the rest is counted, so that a quota can't be passed by a
// list. Thread rule: as the transaction.
#include <cstdint>

#include "base/result.h"
#include "base/time.h"
#include "grants/permit.h"
#include "grants/refusal.h"
#include "store/database.h"

namespace menhu::grants {

struct UsesLeft {
    std::int64_t count = 0;                // beside the one that decide() has counted
    Why first = Why::quota_total_used_up;  // the quota that will be used up first
};
// Cost: one SELECT.
base::Result<UsesLeft> uses_left(store::ReadTx& tx, const Permit& permit, base::Instant now);
// In all so many uses were made of the permit, of which decide() has counted one; 0 gives that one back. Cost: one
// UPSERT.
base::Result<void> settle_uses(store::WriteTx& tx, const Permit& permit, std::int64_t made, base::Instant now);

}  // namespace menhu::grants
