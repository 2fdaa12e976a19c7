#include "web/watch_todos.h"

#include <fmt/format.h>

#include "registry/watch.h"

namespace menhu::web {

base::Result<void> add_watch_todos(store::ReadTx& tx, const people::Actor& actor, base::Instant now,
                                   std::vector<TodoView>& todos) {
    const auto waiting = TRY(registry::hits_waiting(tx, actor, now));
    if (waiting.open > 0) {
        todos.push_back({.code = "watch_hits",
                         .title_zh = fmt::format("追蹤的案件有 {} 則異動，請確認對案件的影響並辦結", waiting.open),
                         .title_en = fmt::format(
                             "{} in watched cases: see what it means for the case, and handle it",
                             waiting.open == 1 ? std::string{"One change"} : fmt::format("{} changes", waiting.open)),
                         .clause = "S2.2",
                         .due = std::nullopt,
                         .link = "/watches"});
    }
    if (waiting.stopped > 0) {
        todos.push_back({.code = "watch_stopped",
                         .title_zh = fmt::format("有 {} 則異動未能告知，請看原因並重新核對", waiting.stopped),
                         .title_en = fmt::format("{} could not be told: see why, and take it up",
                                                 waiting.stopped == 1 ? std::string{"One change"}
                                                                      : fmt::format("{} changes", waiting.stopped)),
                         .clause = "S1.1",
                         .due = std::nullopt,
                         .link = "/watches"});
    }
    return {};
}

}  // namespace menhu::web
