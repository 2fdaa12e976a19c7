// Hits of watches: read, seen, handled, taken up, looked up.
#include "grants/decide.h"
#include "registry/lookup.h"
#include "registry/watch.h"
#include "web/card_views.h"
#include "web/handlers_watch.h"
#include "web/log_path.h"
#include "web/names.h"
#include "web/page_limit.h"
#include "web/refusals.h"
#include "web/views_watch.h"

namespace menhu::web {

namespace {

using registry::WatchHitId;

Answer no_such_hit() { return answer_problem(problem_of("registry.watch_hit_unknown")); }

WatchWhyView why_of(std::string_view code) {
    WatchWhyView view{.code = std::string{code}, .zh = {}, .en = {}, .next_zh = {}, .next_en = {}};
    if (const auto* row = grants::find_refused(code)) {
        view.zh = row->reason_zh;
        view.en = row->reason_en;
        view.next_zh = row->next_zh;
        view.next_en = row->next_en;
    }
    return view;
}

base::Result<WatchHitView> view_of(Names& names, const registry::WatchHit& hit) {
    WatchHitView view;
    view.id = hit.id.text();
    view.watch = hit.watch.text();
    view.grant = hit.grant.text();
    const auto* const grant = TRY(names.grant(hit.grant));
    if (grant != nullptr) {
        view.purpose_zh = grant->purpose_zh;
        view.purpose_en = grant->purpose_en;
    }
    view.state = registry::hit_state_code(hit.state);
    if (!hit.why.empty()) view.why = why_of(hit.why);
    view.case_number = hit.case_number.reveal();
    for (const auto kind : hit.kinds) {
        view.kinds.push_back(
            {registry::legal_event_code(kind), registry::legal_event_zh(kind), registry::legal_event_en(kind)});
    }
    view.base_date = hit.base_date;
    view.made_at = instant_text(hit.made_at);
    view.log = std::to_string(hit.log);
    view.index = hit.index;
    view.acted_by = TRY(names.account(hit.acted_by));
    if (hit.acted_at) view.acted_at = instant_text(*hit.acted_at);
    view.note = hit.note.reveal();
    view.may = {.look_up = hit.may_look_up, .handle = hit.may_handle, .take_up = hit.may_take_up};
    return view;
}

template <class Work>
Answer upon_hit(const Rooms& rooms, const Call& call, Work work) {
    const auto id = WatchHitId::parse(call.parts.at(0));
    if (!id) return no_such_hit();
    const auto done = rooms.database.write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(enter(tx, rooms, call));
        return work(tx, by, *id);
    });
    if (!done) return answer_error(done.error());
    return answer_nothing();
}

}  // namespace

Answer get_watch_hits(const Rooms& rooms, const Call& call) {
    registry::HitQuestion question{.limit = usual_page};
    const auto next = call.query_value("next");
    const auto skip = next.empty() ? std::optional<std::int64_t>{0} : read_index(next);
    if (!skip) return answer_problem(problem_of(unknown_word("next")));
    question.skip = *skip;
    if (const auto watch = call.query_value("watch"); !watch.empty()) {
        question.watch = registry::WatchId::parse(watch);
        if (!question.watch) return answer_problem(problem_of("registry.watch_unknown"));
    }
    const auto which = call.query_value("which");
    if (!which.empty() && which != "waiting" && which != "all")
        return answer_problem(problem_of(unknown_word("which")));
    if (which == "all") question.which = registry::HitQuestion::Which::all;
    auto list = rooms.database.write([&](store::WriteTx& tx) -> base::Result<WatchHitList> {
        const auto by = TRY(enter(tx, rooms, call));
        const auto page = TRY(registry::watch_hits(tx, rooms.registry, by, question, call.now));
        WatchHitList out{.items = {}, .total = page.total, .next = {}};
        Names names{tx, call.now};
        for (const auto& hit : page.items) {
            auto view = TRY(view_of(names, hit));
            out.items.push_back(std::move(view));
        }
        if (*skip + usual_page < page.total) out.next = std::to_string(*skip + usual_page);
        return out;
    });
    if (!list) return answer_error(list.error());
    return answer_json(list->value());
}

Answer post_watch_hit_seen(const Rooms& rooms, const Call& call) {
    return upon_hit(rooms, call, [&](store::WriteTx& tx, const people::Actor& by, WatchHitId id) {
        return registry::mark_hit(tx, rooms.registry, by, id, registry::HitMark::seen, "", call.now);
    });
}

Answer post_watch_hit_handled(const Rooms& rooms, const Call& call) {
    WatchNote request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    return upon_hit(rooms, call, [&](store::WriteTx& tx, const people::Actor& by, WatchHitId id) {
        return registry::mark_hit(tx, rooms.registry, by, id, registry::HitMark::handled, request.note.value, call.now);
    });
}

Answer post_watch_hit_take_up(const Rooms& rooms, const Call& call) {
    const auto id = WatchHitId::parse(call.parts.at(0));
    if (!id) return no_such_hit();
    const auto done = rooms.database.write([&](store::WriteTx& tx) -> base::Result<std::optional<grants::Refusal>> {
        const auto by = TRY(enter(tx, rooms, call));
        return registry::take_up_hit(tx, rooms.registry, by, *id, call.source, call.now);
    });
    if (!done) return answer_error(done.error());
    if (done->value()) return answer_problem(problem_of(*done->value()));
    return answer_nothing();
}

void post_watch_hit_look_up(const Rooms& rooms, Call call, Reply reply) {
    const auto id = WatchHitId::parse(call.parts.at(0));
    if (!id) return reply.now(no_such_hit());
    const auto now = call.now;
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), id = *id](store::WriteTx& tx) -> base::Result<registry::Answer> {
            const auto actor = TRY(enter(tx, rooms, call));
            auto of = TRY(registry::subject_of_hit(tx, rooms.registry, actor, id, call.now));
            const registry::Subject subject{std::move(of.person)};
            const grants::Ask ask{.grant = of.grant,
                                  .operation = grants::Operation::lookup,
                                  .case_number = std::move(of.case_number),
                                  .reason = std::move(of.reason),
                                  .source = call.source,
                                  .fields = {},
                                  .person = registry::subject_tag(rooms.registry, subject),
                                  .sealed = registry::subject_json(subject)};
            auto decision = TRY(grants::decide(tx, rooms.desk, actor, ask, call.now));
            if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return registry::Answer{std::move(*refusal)};
            return registry::lookup(tx, rooms.registry, std::get<grants::Permit>(std::move(decision)), subject,
                                    rooms.random, call.now);
        },
        answers_at(rooms, now));
}

}  // namespace menhu::web
