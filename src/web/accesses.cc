// What the one who asks has looked up.
#include "ledger/trail.h"
#include "web/handlers.h"
#include "web/trail_question.h"
#include "web/trail_views.h"

namespace menhu::web {

Answer get_accesses(const Rooms& rooms, const Call& call) {
    ledger::TrailFilter filter;
    if (auto wrong = read_range(call, filter)) return answer_problem(problem_of(std::move(*wrong)));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        filter.account = actor.account().number();
        filter.kind = "query.";
        const auto found = TRY(ledger::trail(tx, filter));
        AccessList list;
        for (const auto& entry : found.items) {
            auto view = TRY(access_view(tx, rooms, entry));
            list.items.push_back(std::move(view));
        }
        const auto total = TRY(ledger::count_trail(tx, filter));
        list.total = total;
        list.next = found.next;
        return answer_json(list);
    });
}

}  // namespace menhu::web
