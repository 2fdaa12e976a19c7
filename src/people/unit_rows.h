#pragma once
// people_units. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "people/unit.h"

namespace menhu::people::rows {

base::Result<void> insert_unit(store::WriteTx& tx, UnitId id, const NewUnit& unit);
base::Result<std::int64_t> update_unit_end(store::WriteTx& tx, UnitId id, std::optional<base::Instant> until);

base::Result<std::int64_t> update_unit_period(store::WriteTx& tx, UnitId id, base::Instant from, base::Instant until);

std::span<const store::Statement> unit_statements();

}  // namespace menhu::people::rows
