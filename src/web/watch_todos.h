#pragma once
// What watches want of a case worker: changes of people of their cases, and those that could not be told. Thread rule:
// as the transaction.
#include <vector>

#include "people/actor.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

// Says how many, and nothing of whom.
base::Result<void> add_watch_todos(store::ReadTx& tx, const people::Actor& actor, base::Instant now,
                                   std::vector<TodoView>& todos);

}  // namespace menhu::web
