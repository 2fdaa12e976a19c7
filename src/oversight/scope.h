#pragma once
// Whose people a reader of the roster and of the training register may see: an auditor, the Civil Affairs Bureau and an
// administrator of the whole agency all; a head, a deputy and an administrator of units those units. Thread rule: as
// the transaction; values otherwise.
#include <optional>
#include <set>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::oversight {

// Nothing: everybody.
using Within = std::optional<std::set<people::UnitId>>;

base::Result<Within> reading_scope(store::ReadTx& tx, const people::Actor& by, base::Instant now);

// Narrowed to one unit, if one is asked for. Error: people.role_missing, if it is not within.
base::Result<Within> narrowed(Within within, std::optional<people::UnitId> unit);

inline bool covers(const Within& within, people::UnitId unit) { return !within || within->contains(unit); }

}  // namespace menhu::oversight
