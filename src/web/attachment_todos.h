#pragma once
// What attachments want of a case worker: that it be said what became of the paper. Thread rule: as the transaction.
#include <vector>

#include "people/actor.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

// One line for all that are due within a week or overdue.
base::Result<void> add_attachment_todos(store::ReadTx& tx, const people::Actor& actor, base::Instant now,
                                        std::vector<TodoView>& todos);

}  // namespace menhu::web
