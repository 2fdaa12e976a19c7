// The door: who calls, and whether the endpoint's guard lets them.
#include "ledger/ledger.h"
#include "people/prove.h"
#include "web/handlers.h"

namespace menhu::web {

namespace {

base::Result<people::Actor> guard(people::Actor actor, const Guard& guard, base::Instant now) {
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
    if (guard.proof == Guard::Proof::fresh) TRY(people::require_fresh(actor, now));
    return actor;
}

}  // namespace

base::Result<people::Actor> enter(store::WriteTx& tx, const Rooms& rooms, const Call& call) {
    auto actor =
        TRY(people::identify(tx, rooms.office, people::Presented{.token = call.token, .from = call.source}, call.now));
    return guard(std::move(actor), call.endpoint->guard, call.now);
}

base::Result<people::Actor> enter(store::ReadTx& tx, const Rooms& rooms, const Call& call) {
    auto actor =
        TRY(people::identify(tx, rooms.office, people::Presented{.token = call.token, .from = call.source}, call.now));
    return guard(std::move(actor), call.endpoint->guard, call.now);
}

base::Result<void> record_refusal(const Rooms& rooms, const RefusedCall& refused) {
    auto recorded = rooms.database.write([&](store::WriteTx& tx) -> base::Result<int> {
        // Whose session it is, wherever it was shown: what it may do does not matter here.
        const auto actor = people::identify(static_cast<store::ReadTx&>(tx), rooms.office, refused.token, refused.now);
        if (!actor) return 0;  // nobody: a 401 is not an act
        ledger::Entry entry;
        entry.kind = "web.refused";
        entry.account = actor->account().number();
        entry.unit = actor->unit().number();
        entry.facts = {
            {"code", refused.code},
            {"endpoint", fmt::format("{} {}", method_name(refused.endpoint->method), refused.endpoint->path)}};
        TRY(ledger::append(tx, rooms.ledger(), entry, refused.now));
        return 0;
    });
    if (!recorded) return recorded.error();
    return {};
}

base::Result<people::Actor> who(const Rooms& rooms, const Call& call) {
    auto actor = rooms.database.read([&](store::ReadTx& tx) { return enter(tx, rooms, call); });
    if (actor) slide_if_due(rooms, call, *actor);
    return actor;
}

void slide_if_due(const Rooms& rooms, const Call& call, const people::Actor& actor) {
    if (!actor.session() || actor.session()->slide != people::SessionLimits::Slide::due) return;
    rooms.database.submit(
        [&office = rooms.office, token = call.token, from = call.source,
         now = call.now](store::WriteTx& tx) -> base::Result<int> {
            TRY(people::identify(tx, office, people::Presented{.token = token, .from = from}, now));
            return 0;
        },
        [](const auto&) {});
}

}  // namespace menhu::web
