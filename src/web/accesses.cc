// What the one who asks has looked up.
#include "ledger/trail.h"
#include "web/handlers.h"
#include "web/page_limit.h"
#include "web/trail_question.h"
#include "web/trail_views.h"

namespace menhu::web {

Answer get_accesses(const Rooms& rooms, const Call& call) {
    ledger::TrailFilter filter;
    const RangeText range{.from = call.query_value("from"),
                          .to = call.query_value("to"),
                          .cursor = call.query_value("cursor"),
                          .limit = asked_limit(call)};
    if (auto wrong = read_range(range, filter)) return answer_problem(problem_of(std::move(*wrong)));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        filter.account = actor.account().number();
        filter.kind = "query.";
        const auto found = TRY(ledger::trail(tx, filter));
        PurposeNames purposes;
        AccessList list;
        for (const auto& entry : found.items) {
            auto view = TRY(access_view(tx, rooms, purposes, entry));
            list.items.push_back(std::move(view));
        }
        const auto total = TRY(ledger::count_trail(tx, filter));
        list.total = total;
        list.next = found.next;
        return answer_json(list);
    });
}

}  // namespace menhu::web
