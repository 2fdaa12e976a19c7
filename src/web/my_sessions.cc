// The holder's sessions, listed and ended (S1.3).
#include "people/my_sessions.h"

#include "web/handlers_credentials.h"
#include "web/views_credentials.h"

namespace menhu::web {

Answer get_sessions(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        SessionList list;
        const auto sessions = TRY(people::my_sessions(tx, rooms.office, shown_by(call), call.now));
        for (const auto& session : sessions) {
            list.items.push_back({.id = session.id.text(),
                                  .started_at = instant_text(session.started_at),
                                  .last_at = instant_text(session.last_at),
                                  .method = session.method,
                                  .source = session.from,
                                  .here = session.place == people::MySession::Place::here});
        }
        list.total = static_cast<std::int64_t>(list.items.size());
        return answer_json(list);
    });
}

Answer delete_my_session(const Rooms& rooms, const Call& call) {
    const auto id = people::SessionId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("people.no_such_session"));
    const auto done = rooms.database.write([&rooms, call, session = *id](store::WriteTx& tx) -> base::Result<int> {
        TRY(enter(tx, rooms, call));
        TRY(people::end_my_session(tx, rooms.office, shown_by(call), session, call.now));
        return 0;
    });
    return done ? answer_nothing() : answer_error(done.error());
}

}  // namespace menhu::web
