#pragma once
// Accounts that nobody uses (U2; baseline 1-1-3): warned of in time, suspended when the profile's months are over.
//
// Promises: that an account is idle is computed when asked, like its expiry, so it may do nothing from that millisecond
// on; the nightly suspension only records it. Being restored, moved or given other roles begins the time anew. Thread
// rule: as the transaction.
#include <cstdint>
#include <optional>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "law/numbers.h"
#include "people/ids.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

// What the time counts from: the latest of these.
struct LastUse {
    base::Instant term_from{};   // of the term in force (account_term.h)
    base::Instant valid_from{};  // before it nobody could use it
    std::optional<base::Instant> last_signed_in;
};

// The first instant at which the account is idle. Pure.
base::Instant idle_at(const law::Numbers& numbers, const LastUse& use);
// The first instant at which its holder, head and administrator are told. Pure.
base::Instant idle_warned_at(const law::Numbers& numbers, const LastUse& use);

struct IdleAccount {
    AccountId account{0};
    UnitId unit{0};
    std::string name;
    std::string display_name;
    base::Instant idle_at{};
};
// The accounts that may act now but are warned of, the nearest end first.
base::Result<std::vector<IdleAccount>> idle_soon(store::ReadTx& tx, const Office& office, base::Instant now);

// Tells holder, acting head and administrator of each of them, once for each end. Answers how many accounts.
base::Result<std::int64_t> warn_idle(store::WriteTx& tx, const Office& office, base::Random& random, base::Instant now);

// Records the suspension of at most `limit` accounts that are idle at `now`, each with its entry, and ends their
// sessions. Answers how many; the nightly job calls it until there are none.
base::Result<std::int64_t> suspend_idle(store::WriteTx& tx, const Office& office, std::int64_t limit,
                                        base::Instant now);

}  // namespace menhu::people
