// Matches: begun, watched, cancelled, taken up again, destroyed.
#include "people/session.h"
#include "web/match_views.h"
#include "web/page_limit.h"
#include "web/refusals.h"

namespace menhu::web {

namespace {

using registry::MatchId;

Answer no_such_match() { return answer_problem(problem_of("registry.match_unknown")); }

Answer current(const Rooms& rooms, const Call& call, MatchId id) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto match = TRY(registry::find_match(tx, rooms.registry, rooms.matches.book(), by, id, call.now));
        Names names{tx, call.now};
        const auto view = TRY(view_of(rooms, names, match, call.now));
        return answer_json(view);
    });
}

Answer accepted(const Rooms& rooms, const Call& call, MatchId id, std::int64_t run) {
    rooms.matches.start({.id = id, .run = run, .token = call.token, .source = call.source});
    auto answer = current(rooms, call, id);
    if (answer.status == 200) answer.status = call.endpoint->success;
    return answer;
}

using MatchAct = base::Result<void> (*)(store::WriteTx&, const registry::Registry&, const people::Actor&, MatchId,
                                        base::Instant);

Answer act_upon(const Rooms& rooms, const Call& call, MatchAct act) {
    const auto id = MatchId::parse(call.parts.at(0));
    if (!id) return no_such_match();
    const auto done = rooms.database.write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(enter(tx, rooms, call));
        return act(tx, rooms.registry, by, *id, call.now);
    });
    if (!done) return answer_error(done.error());
    return current(rooms, call, *id);
}

std::optional<Invalid> read_match(const MatchRequest& request, const Call& call, registry::NewMatch& out) {
    const auto list = registry::MatchListId::parse(request.list.value);
    if (!list) return unknown_word("list");
    const auto grant = grants::GrantId::parse(request.grant.value);
    if (!grant) return unknown_word("grant");
    const auto on = base::from_iso(request.on.value);
    if (!on) return wrong_type("on", "應為日期，例如 2026-03-05", "must be a date such as 2026-03-05");
    const auto columns = columns_of(request.columns);
    if (!columns) return wrong_type("columns", "欄位超出範圍", "a column is out of bounds");
    if (request.header_row < 0 || request.header_row > 1000) {
        return Invalid{"header_row", "應為 0 至 1000", "must be 0 to 1000"};
    }
    out = {.list = *list,
           .rule = request.rule.value,
           .grant = *grant,
           .case_number = request.case_number.value,
           .reason = request.reason.value,
           .on = *on,
           .sheet = request.sheet.value,
           .header_row = static_cast<std::uint32_t>(request.header_row),
           .columns = *columns,
           .source = call.source};
    return std::nullopt;
}

}  // namespace

Answer post_match(const Rooms& rooms, const Call& call) {
    MatchRequest request;
    registry::NewMatch match;
    auto wrong = read_body(call, request);
    if (!wrong) wrong = read_match(request, call, match);
    if (wrong) return answer_problem(problem_of(std::move(*wrong)));
    const registry::ActorOf actor_of = [&](store::WriteTx& tx, base::Instant) { return enter(tx, rooms, call); };
    auto begun = registry::begin_match(rooms.registry, rooms.matches.book(), actor_of, match, rooms.random, call.now);
    if (!begun) return answer_error(begun.error());
    if (const auto* refusal = std::get_if<grants::Refusal>(&*begun)) return answer_problem(problem_of(*refusal));
    return accepted(rooms, call, std::get<MatchId>(*begun), 1);
}

Answer get_matches(const Rooms& rooms, const Call& call) {
    const auto next = call.query_value("next");
    const auto before = MatchId::parse(next);
    if (!next.empty() && !before) return answer_problem(problem_of(unknown_word("next")));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto page =
            TRY(registry::matches_of(tx, rooms.registry, rooms.matches.book(), by, before, usual_page + 1, call.now));
        MatchList list{.items = {}, .total = page.total, .next = {}};
        Names names{tx, call.now};
        for (const auto& match : page.items) {
            if (static_cast<std::int64_t>(list.items.size()) == usual_page) {
                list.next = list.items.back().id;
                break;
            }
            auto view = TRY(view_of(rooms, names, match, call.now));
            list.items.push_back(std::move(view));
        }
        return answer_json(list);
    });
}

Answer get_match(const Rooms& rooms, const Call& call) {
    const auto id = MatchId::parse(call.parts.at(0));
    return id ? current(rooms, call, *id) : no_such_match();
}

Answer post_match_cancel(const Rooms& rooms, const Call& call) {
    return act_upon(rooms, call, &registry::cancel_match);
}

Answer post_match_destroy(const Rooms& rooms, const Call& call) {
    return act_upon(rooms, call, &registry::destroy_match);
}

Answer post_match_resume(const Rooms& rooms, const Call& call) {
    const auto id = MatchId::parse(call.parts.at(0));
    if (!id) return no_such_match();
    // One that goes on here is not taken from itself.
    if (rooms.matches.has(*id)) return answer_problem(problem_of("registry.match_state"));
    const auto run = rooms.database.write([&](store::WriteTx& tx) -> base::Result<std::int64_t> {
        const auto by = TRY(enter(tx, rooms, call));
        return registry::resume_match(tx, rooms.registry, by, *id, call.now);
    });
    if (!run) return answer_error(run.error());
    return accepted(rooms, call, *id, run->value());
}

}  // namespace menhu::web
