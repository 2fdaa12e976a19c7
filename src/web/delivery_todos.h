#pragma once
// What deliveries want of a designated person: files to fetch, deliveries to release, doubts to raise, what is missing.
// Thread rule: as the transaction.
#include <vector>

#include "registry/delivery.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

// Adds to `todos`; `deliveries` are all.
base::Result<void> add_delivery_days(store::ReadTx& tx, const Rooms& rooms,
                                     const std::vector<registry::Delivery>& deliveries, const people::Actor& actor,
                                     base::Instant now, std::vector<TodoView>& todos);

}  // namespace menhu::web
