#pragma once
// What copies want: one that left is to be destroyed by its day, a file waits to be fetched, a key or a letter waits
// for its second person (S2.4, S3.1). Thread rule: as the transaction.
#include <vector>

#include "people/actor.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

base::Result<void> add_copy_todos(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor, base::Instant now,
                                  std::vector<TodoView>& todos);

}  // namespace menhu::web
