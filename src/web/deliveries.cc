// Deliveries from manifest to sign-off (S2.1, F2.5).
#include "registry/delivery.h"
#include "registry/import.h"
#include "registry/sign_off.h"
#include "web/delivery_views.h"
#include "web/handlers.h"

namespace menhu::web {

namespace {

Answer no_such_delivery() { return answer_problem(problem_of("web.no_such_delivery")); }

// The delivery as it is now, after an act upon it.
Answer current(const Rooms& rooms, const Call& call, registry::DeliveryId id) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto delivery = TRY(registry::find_delivery(tx, id));
        if (!delivery) return no_such_delivery();
        return answer_json(view_of(rooms.registry, *delivery));
    });
}

}  // namespace

Answer get_deliveries(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto deliveries = TRY(registry::deliveries(tx));
        DeliveryList list;
        for (const auto& delivery : deliveries) list.items.push_back(view_of(rooms.registry, delivery));
        list.total = static_cast<std::int64_t>(list.items.size());
        return answer_json(list);
    });
}

Answer post_delivery(const Rooms& rooms, const Call& call) {
    DeliveryRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = rooms.database.write(
        [&rooms, call, manifest = request.manifest.value](store::WriteTx& tx) -> base::Result<registry::DeliveryId> {
            const auto actor = TRY(enter(tx, rooms, call));
            return registry::take_manifest(tx, rooms.registry, actor, manifest, rooms.random, call.now);
        });
    if (!id) return answer_error(id.error());
    auto answer = answer_json(DeliveryCreated{.id = id->value().text()});
    answer.status = call.endpoint->success;
    return answer;
}

Answer get_delivery(const Rooms& rooms, const Call& call) {
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    return id ? current(rooms, call, *id) : no_such_delivery();
}

Answer delete_delivery(const Rooms& rooms, const Call& call) {
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return no_such_delivery();
    const auto actor = who(rooms, call);
    if (!actor) return answer_error(actor.error());
    const auto done = registry::cancel_delivery(rooms.registry, *actor, *id, call.now);
    return done ? answer_nothing() : answer_error(done.error());
}

Answer post_import(const Rooms& rooms, const Call& call) {
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return no_such_delivery();
    const auto actor = who(rooms, call);
    if (!actor) return answer_error(actor.error());
    auto job = registry::start_import(rooms.registry, *actor, *id, rooms.random, call.now);
    if (!job) return answer_error(job.error());
    rooms.imports.start(std::move(*job));
    auto answer = current(rooms, call, *id);
    if (answer.status == 200) answer.status = call.endpoint->success;
    return answer;
}

Answer post_sign_off(const Rooms& rooms, const Call& call) {
    SignOffRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return no_such_delivery();
    const auto actor = who(rooms, call);
    if (!actor) return answer_error(actor.error());
    const auto decision =
        request.decision == SignOffDecision::accept ? registry::Decision::accept : registry::Decision::refuse;
    const auto state = registry::sign_off(rooms.registry, *actor, *id, decision, request.note.value, call.now);
    if (!state) return answer_error(state.error());
    return current(rooms, call, *id);
}

}  // namespace menhu::web
