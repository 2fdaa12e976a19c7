#include "duties/todo.h"

#include <algorithm>

#include "duties/todo_parts.h"

namespace menhu::duties {

base::Result<std::vector<Todo>> todos_of(store::ReadTx& tx, const people::Office& office, const people::Actor& actor,
                                         base::Instant now) {
    std::vector<Todo> todos;
    const TodoFrame frame{.tx = tx, .office = office, .actor = actor, .now = now, .todos = todos};
    TRY(add_broken_glass(frame));
    TRY(add_applications(frame));
    TRY(add_use_applications(frame));
    TRY(add_reviews(frame));
    TRY(add_letters(frame));
    TRY(add_leavers(frame));
    TRY(add_links(frame));
    TRY(add_purposes(frame));
    TRY(add_ending_bases(frame));
    TRY(add_idle(frame));
    TRY(add_contracts(frame));
    TRY(add_destructions(frame));
    TRY(add_handed_cases(frame));
    TRY(add_authorisations(frame));
    TRY(add_unconfirmed_training(frame));
    TRY(add_own_affairs(frame));
    // Those of one day stay in the order in which they were found.
    std::vector<std::pair<base::Instant, std::size_t>> order;
    for (std::size_t i = 0; i < todos.size(); ++i) order.emplace_back(todos[i].due.value_or(base::Instant::max()), i);
    std::ranges::sort(order);
    std::vector<Todo> sorted;
    for (const auto& [due, i] : order) sorted.push_back(std::move(todos[i]));
    return sorted;
}

}  // namespace menhu::duties
