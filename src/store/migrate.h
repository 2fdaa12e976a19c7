#pragma once
// Brings a database to the schema of this binary. Each migration is a file sql/NNNN_<room>_<what>.sql; NNNN orders
// them, and numbers are unique over all rooms. Table store_migration keeps number, name and digest of each that was
// applied; a file that changed after it landed, or a database made by a newer Menhu, is refused and nothing is touched.
// All that are missing run in one transaction together with their rows. Thread rule: before the writer starts.
#include "store/connection.h"

namespace menhu::store {

base::Result<void> migrate(Connection& connection, const Settings& settings);

}  // namespace menhu::store
