#pragma once
// Failures in a row, and the lock that follows (baseline 4-2-3). Counted for a name whether there is such an account or
// not, so that a lock tells nobody that there is. Inside the room. Thread rule: as the transaction; the writer's order
// is the order of the attempts.
#include <optional>
#include <string_view>

#include "people/ids.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

// Whose attempt it was, as far as is known.
struct Attempt {
    crypto::Tag name{};
    AccountId account = operator_account;  // 0: no such account
    UnitId unit = operator_unit;
    std::string_view from;  // network address, sealed
};

// Until when the name is locked, if it is now.
base::Result<std::optional<base::Instant>> lock_of(store::ReadTx& tx, const crypto::Tag& name, base::Instant now);

// One more failure, entered in the ledger with `why` (a literal); answers until when the name is locked if this
// failure was one too many.
base::Result<std::optional<base::Instant>> count_failure(store::WriteTx& tx, const Office& office,
                                                         const Attempt& attempt, std::string_view why,
                                                         base::Instant now);

// An attempt while the lock holds: entered, and it changes nothing.
base::Result<void> record_locked_attempt(store::WriteTx& tx, const Office& office, const Attempt& attempt,
                                         base::Instant now);

// An attempt by who proved right and still may not: entered with `why`, and not counted.
base::Result<void> record_refused_attempt(store::WriteTx& tx, const Office& office, const Attempt& attempt,
                                          std::string_view why, base::Instant now);

// Opens the lock and forgets the failures.
base::Result<void> clear_failures(store::WriteTx& tx, const crypto::Tag& name);

}  // namespace menhu::people
