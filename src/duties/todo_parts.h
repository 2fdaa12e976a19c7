#pragma once
// The parts of the list, each from one kind of facts. Inside the room. Thread rule: as the transaction.
#include <fmt/format.h>

#include <vector>

#include "duties/todo.h"

namespace menhu::duties {

struct TodoFrame {
    store::ReadTx& tx;
    const people::Office& office;
    const people::Actor& actor;
    base::Instant now;
    std::vector<Todo>& todos;
};

base::Result<void> add_applications(const TodoFrame& frame);
base::Result<void> add_use_applications(const TodoFrame& frame);  // todo_use.cc
base::Result<void> add_reviews(const TodoFrame& frame);
base::Result<void> add_letters(const TodoFrame& frame);
base::Result<void> add_leavers(const TodoFrame& frame);
base::Result<void> add_idle(const TodoFrame& frame);
base::Result<void> add_own_affairs(const TodoFrame& frame);  // training, the own account's end
base::Result<void> add_unconfirmed_training(const TodoFrame& frame);
base::Result<void> add_broken_glass(const TodoFrame& frame);
base::Result<void> add_contracts(const TodoFrame& frame);
base::Result<void> add_destructions(const TodoFrame& frame);    // what contractors have to destroy
base::Result<void> add_handed_cases(const TodoFrame& frame);    // whose former worker has a conflict of interest
base::Result<void> add_authorisations(const TodoFrame& frame);  // for kinship queries

// todo_links.cc
base::Result<void> add_links(const TodoFrame& frame);
base::Result<void> add_purposes(const TodoFrame& frame);
base::Result<void> add_ending_bases(const TodoFrame& frame);

}  // namespace menhu::duties
