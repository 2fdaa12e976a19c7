// The door: who calls, and whether the endpoint's guard lets them.
#include "web/handlers.h"

namespace menhu::web {

namespace {

base::Result<people::Actor> guard(people::Actor actor, const Guard& guard) {
    switch (guard.who) {
        case Guard::Who::roles:
            TRY(people::require_any(actor, guard.roles));
            break;
        case Guard::Who::members: {
            people::Roles all;
            for (const auto role : law::all_roles) all.add(role);
            TRY(people::require_any(actor, all));
            break;
        }
        default:
            break;
    }
    return actor;
}

}  // namespace

base::Result<people::Actor> enter(store::WriteTx& tx, const Rooms& rooms, const Call& call) {
    auto actor = TRY(people::identify(tx, rooms.office, call.token, call.now));
    return guard(std::move(actor), call.endpoint->guard);
}

base::Result<people::Actor> enter(store::ReadTx& tx, const Rooms& rooms, const Call& call) {
    auto actor = TRY(people::identify(tx, rooms.office, call.token, call.now));
    return guard(std::move(actor), call.endpoint->guard);
}

base::Result<people::Actor> who(const Rooms& rooms, const Call& call) {
    return rooms.database.read([&](store::ReadTx& tx) { return enter(tx, rooms, call); });
}

}  // namespace menhu::web
