#include "people/my_sessions.h"

#include "people/open_session.h"
#include "people/record.h"
#include "people/sealing.h"

namespace menhu::people {

base::Result<std::vector<MySession>> my_sessions(store::ReadTx& tx, const Office& office, const Presented& presented,
                                                 base::Instant now) {
    const auto session = TRY(open_session(tx, office, presented, now));
    const AccountId account = session.parts.account;
    std::vector<MySession> all;
    const auto live = TRY(rows::live_sessions(tx, account, now));
    for (const auto& row : live) {
        MySession one{.id = SessionId{row.id},
                      .started_at = row.started_at,
                      .last_at = row.idle_until - office.numbers().session_idle.value,
                      .method = row.proof.method,
                      .from = {},
                      .place = row.id == session.id ? MySession::Place::here : MySession::Place::elsewhere};
        if (row.source_sealed) {
            const auto from = TRY(unseal(office, "session source", account, *row.source_sealed));
            one.from = from.text();
        }
        all.push_back(std::move(one));
    }
    return all;
}

base::Result<std::int64_t> sessions_elsewhere(store::ReadTx& tx, const Office& office, const Presented& presented,
                                              base::Instant now) {
    const auto session = TRY(open_session(tx, office, presented, now));
    const auto live = TRY(rows::live_sessions(tx, session.parts.account, now));
    std::int64_t others = 0;
    for (const auto& row : live) others += row.id != session.id ? 1 : 0;
    return others;
}

base::Result<void> end_my_session(store::WriteTx& tx, const Office& office, const Presented& presented,
                                  SessionId session, base::Instant now) {
    const auto mine = TRY(open_session(tx, office, presented, now));
    TRY(require_able(ActorMaker::make(mine.parts)));
    const auto owner = TRY(rows::session_owner(tx, session.number()));
    if (!owner) return base::Error{base::Fault::not_found, "people.no_such_session"};
    if (*owner != mine.parts.account) return base::Error{base::Fault::refused, "people.not_your_session"};
    TRY(rows::delete_session(tx, session.number()));
    return record(tx, office,
                  {.kind = "people.session_ended",
                   .by = mine.parts.account,
                   .unit = mine.parts.unit,
                   .facts = {{"why", "owner"}, {"sessions_ended", "1"}},
                   .sealed = {}},
                  now);
}

}  // namespace menhu::people
