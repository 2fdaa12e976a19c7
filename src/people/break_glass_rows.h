#pragma once
// people_break_glass. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "people/break_glass.h"

namespace menhu::people::rows {

base::Result<void> insert_break_glass(store::WriteTx& tx, const BreakGlassRow& row);
base::Result<void> update_break_glass(store::WriteTx& tx, BreakGlassId id, AccountId by, std::string_view note,
                                      base::Instant now);
base::Result<std::vector<BreakGlassRow>> break_glasses(store::ReadTx& tx);
base::Result<std::vector<BreakGlassRow>> unacknowledged(store::ReadTx& tx);
base::Result<std::optional<BreakGlassRow>> break_glass(store::ReadTx& tx, BreakGlassId id);

std::span<const store::Statement> break_glass_statements();

}  // namespace menhu::people::rows
