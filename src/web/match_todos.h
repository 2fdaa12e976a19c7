#pragma once
// What matches want of a case worker: a result that is kept is to be destroyed after use, one that stopped is to be
// taken up. Thread rule: as the transaction.
#include <vector>

#include "people/actor.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

// Adds to `todos` what the actor's newest matches want.
base::Result<void> add_match_todos(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor, base::Instant now,
                                   std::vector<TodoView>& todos);

}  // namespace menhu::web
