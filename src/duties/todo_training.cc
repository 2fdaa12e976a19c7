// Training that people entered about themselves waits for who answers for them (F2.7).
#include <algorithm>

#include "duties/todo_parts.h"
#include "people/duty.h"
#include "people/training.h"

namespace menhu::duties {

base::Result<void> add_unconfirmed_training(const TodoFrame& frame) {
    const auto waiting = TRY(people::unconfirmed_training(frame.tx, frame.now));
    if (waiting.empty()) return {};
    const auto reach = TRY(people::reach_of(frame.tx, frame.actor, frame.now));
    const auto count = std::ranges::count_if(waiting, [&](const people::UnconfirmedTraining& one) {
        return one.account != frame.actor.account() && reach.covers(one.unit);
    });
    if (count == 0) return {};
    frame.todos.push_back({.code = "training_to_confirm",
                           .zh = fmt::format("有 {} 筆人員自行登錄的訓練待確認", count),
                           .en = fmt::format("{} training(s) that people entered themselves wait for you", count),
                           .clause = "F2.7",
                           .due = std::nullopt,
                           .link = "/training"});
    return {};
}

}  // namespace menhu::duties
