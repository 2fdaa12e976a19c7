#pragma once
// What frames want of a case worker: one that is ordered waits for its number. Thread rule: as the transaction.
#include <vector>

#include "people/actor.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

base::Result<void> add_frame_todos(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor, base::Instant now,
                                   std::vector<TodoView>& todos);

}  // namespace menhu::web
