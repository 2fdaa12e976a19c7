#pragma once
// duties_destructions. Inside the room. Thread rule: as the transaction.
#include <span>
#include <vector>

#include "duties/destruction.h"

namespace menhu::duties::rows {

// One that is done; `by` records it.
base::Result<void> insert_destruction(store::WriteTx& tx, const Destruction& destruction, const DestructionDone& done,
                                      people::AccountId by, base::Instant now);
base::Result<std::vector<Destruction>> destructions_done(store::ReadTx& tx);  // newest first

std::span<const store::Statement> destruction_statements();

}  // namespace menhu::duties::rows
