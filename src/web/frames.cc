// Sampling frames: ordered, drawn by a public number, cancelled, drawn again to check.
#include "registry/definition.h"
#include "web/frame_views.h"
#include "web/page_limit.h"
#include "web/refusals.h"

namespace menhu::web {

namespace {

using registry::FrameId;

Answer no_such_frame() { return answer_problem(problem_of("registry.frame_unknown")); }

Answer current(const Rooms& rooms, const Call& call, FrameId id) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto frame = TRY(registry::find_frame(tx, rooms.registry, by, id, call.now));
        const auto* const districts = TRY(registry::districts_in_force(tx, rooms.registry));
        Names names{tx, call.now};
        auto view = TRY(view_of(names, frame, districts));
        // Who was drawn is shown to who ordered it; the others see how.
        if (frame.account != by.account()) {
            view.match.reset();
            view.may.draw = false;
            view.may.cancel = false;
        }
        return answer_json(view);
    });
}

Answer with_success(const Rooms& rooms, const Call& call, FrameId id) {
    auto answer = current(rooms, call, id);
    if (answer.status == 200) answer.status = call.endpoint->success;
    return answer;
}

registry::ActorOf actor_of(const Rooms& rooms, const Call& call) {
    return [&rooms, &call](store::WriteTx& tx, base::Instant) { return enter(tx, rooms, call); };
}

}  // namespace

Answer get_frame_form(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto* const districts = TRY(registry::districts_in_force(tx, rooms.registry));
        return answer_json(frame_form(rooms.profile(), districts, call.now));
    });
}

Answer get_frames(const Rooms& rooms, const Call& call) {
    const auto next = call.query_value("next");
    const auto before = FrameId::parse(next);
    if (!next.empty() && !before) return answer_problem(problem_of(unknown_word("next")));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto page = TRY(registry::frames_of(tx, rooms.registry, by, before, usual_page + 1, call.now));
        const auto* const districts = TRY(registry::districts_in_force(tx, rooms.registry));
        FrameList list{.items = {}, .total = page.total, .next = {}};
        Names names{tx, call.now};
        for (const auto& frame : page.items) {
            if (static_cast<std::int64_t>(list.items.size()) == usual_page) {
                list.next = list.items.back().id;
                break;
            }
            auto view = TRY(view_of(names, frame, districts));
            if (frame.account != by.account()) {
                view.match.reset();
                view.may.draw = false;
                view.may.cancel = false;
            }
            list.items.push_back(std::move(view));
        }
        return answer_json(list);
    });
}

Answer post_frame(const Rooms& rooms, const Call& call) {
    FrameRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto frame = read_frame(request, call.source);
    if (const auto* wrong = std::get_if<Invalid>(&frame)) return answer_problem(problem_of(*wrong));
    const auto ordered = registry::order_frame(rooms.registry, rooms.matches.book(), actor_of(rooms, call),
                                               std::get<registry::NewFrame>(frame), rooms.random, call.now);
    if (!ordered) return answer_error(ordered.error());
    if (const auto* refusal = std::get_if<grants::Refusal>(&*ordered)) return answer_problem(problem_of(*refusal));
    return with_success(rooms, call, std::get<FrameId>(*ordered));
}

Answer get_frame(const Rooms& rooms, const Call& call) {
    const auto id = FrameId::parse(call.parts.at(0));
    return id ? current(rooms, call, *id) : no_such_frame();
}

Answer post_frame_draw(const Rooms& rooms, const Call& call) {
    FrameNumberRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = FrameId::parse(call.parts.at(0));
    if (!id) return no_such_frame();
    const auto begun = registry::draw_frame(rooms.registry, rooms.matches.book(), actor_of(rooms, call), *id,
                                            request.number.value, call.source, rooms.random, call.now);
    if (!begun) return answer_error(begun.error());
    if (const auto* refusal = std::get_if<grants::Refusal>(&*begun)) return answer_problem(problem_of(*refusal));
    rooms.matches.start(
        {.id = std::get<registry::MatchId>(*begun), .run = 1, .token = call.token, .source = call.source});
    return with_success(rooms, call, *id);
}

Answer post_frame_cancel(const Rooms& rooms, const Call& call) {
    const auto id = FrameId::parse(call.parts.at(0));
    if (!id) return no_such_frame();
    const auto done = rooms.database.write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(enter(tx, rooms, call));
        return registry::cancel_frame(tx, rooms.registry, by, *id, call.now);
    });
    if (!done) return answer_error(done.error());
    return current(rooms, call, *id);
}

Answer post_frame_redraw(const Rooms& rooms, const Call& call) {
    const auto id = FrameId::parse(call.parts.at(0));
    if (!id) return no_such_frame();
    const auto redrawn = registry::redraw_frame(rooms.registry, actor_of(rooms, call), *id, call.now);
    if (!redrawn) return answer_error(redrawn.error());
    using registry::Same;
    return answer_json(FrameRedrawn{.same = redrawn->is_same(),
                                    .seed = redrawn->seed == Same::yes,
                                    .population = redrawn->population == Same::yes,
                                    .sample = redrawn->sample == Same::yes});
}

}  // namespace menhu::web
