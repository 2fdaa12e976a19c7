// Watches of cases: ordered, listed, ended, taken over.
#include "law/numbers.h"
#include "registry/watch.h"
#include "web/handlers_watch.h"
#include "web/log_path.h"
#include "web/names.h"
#include "web/page_limit.h"
#include "web/refusals.h"
#include "web/views_watch.h"

namespace menhu::web {

namespace {

using registry::WatchId;

Answer no_such_watch() { return answer_problem(problem_of("registry.watch_unknown")); }

std::vector<std::string_view> codes_of(registry::WatchGroups groups) {
    std::vector<std::string_view> codes;
    for (const auto group : groups.list())
        codes.push_back(registry::watch_groups()[static_cast<std::size_t>(group)].code);
    return codes;
}

base::Result<WatchView> view_of(Names& names, const registry::Watch& watch, base::Instant now) {
    WatchView view;
    view.id = watch.id.text();
    view.grant = watch.grant.text();
    const auto* const grant = TRY(names.grant(watch.grant));
    if (grant != nullptr) {
        view.purpose_zh = grant->purpose_zh;
        view.purpose_en = grant->purpose_en;
    }
    view.owner = TRY(names.account(watch.account));
    view.groups = codes_of(watch.groups);
    view.state = registry::watch_state_code(watch.state);
    view.reason = watch.reason.reveal();
    view.first_case = watch.first_case.reveal();
    view.people = watch.people;
    view.hits = watch.hits;
    view.waiting = watch.waiting;
    view.stopped = watch.stopped;
    view.from_ = instant_text(watch.from);
    const auto last = base::taipei_date(watch.until - std::chrono::milliseconds{1});
    view.until = base::to_iso(last);
    const auto days = base::days_between(base::taipei_date(now), last);
    const bool is_on = watch.state == registry::WatchState::running || watch.state == registry::WatchState::halted;
    view.days_left = is_on && days > 0 ? days : 0;
    if (watch.ended_at) view.ended_at = instant_text(*watch.ended_at);
    view.may = {.end = watch.may_end, .take_over = watch.may_take_over};
    return view;
}

Answer current(const Rooms& rooms, const Call& call, WatchId id) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto watch = TRY(registry::find_watch(tx, rooms.registry, by, id, call.now));
        Names names{tx, call.now};
        const auto view = TRY(view_of(names, watch, call.now));
        return answer_json(view);
    });
}

using WatchAct = base::Result<void> (*)(store::WriteTx&, const registry::Registry&, const people::Actor&, WatchId,
                                        base::Instant);

Answer act_upon(const Rooms& rooms, const Call& call, WatchAct act) {
    const auto id = WatchId::parse(call.parts.at(0));
    if (!id) return no_such_watch();
    const auto done = rooms.database.write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(enter(tx, rooms, call));
        return act(tx, rooms.registry, by, *id, call.now);
    });
    if (!done) return answer_error(done.error());
    return current(rooms, call, *id);
}

std::optional<Invalid> read_watch(WatchRequest& request, const Call& call, registry::NewWatch& out) {
    const auto grant = grants::GrantId::parse(request.grant.value);
    if (!grant) return unknown_word("grant");
    const auto until = base::from_iso(request.until.value);
    if (!until) return wrong_type("until", "應為日期，例如 2026-03-05", "must be a date such as 2026-03-05");
    out = {.grant = *grant,
           .reason = std::move(request.reason.value),
           .groups = {},
           .until = *until,
           .people = {},
           .source = call.source};
    for (const auto& code : request.groups) {
        const auto group = registry::watch_group_named(code.value);
        if (!group) return unknown_word("groups");
        out.groups.add(*group);
    }
    for (auto& person : request.people) {
        out.people.push_back(
            {std::move(person.case_number.value), base::Personal<std::string>{std::move(person.id.value)}});
    }
    return std::nullopt;
}

}  // namespace

Answer get_watch_form(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx&, const people::Actor&) -> base::Result<Answer> {
        WatchForm form;
        for (const auto& info : registry::watch_groups()) {
            WatchGroupView group{.code = info.code, .zh = info.zh, .en = info.en, .fields = {}};
            for (const auto field : info.fields) group.fields.push_back(format::person_field_name(field).name);
            form.groups.push_back(std::move(group));
        }
        const auto& numbers = rooms.profile().numbers();
        form.people_most = numbers.watch_people_most.value;
        const auto rule =
            std::ranges::find(law::number_rules(), std::string_view{"watch_kept_days"}, &law::NumberRule::name);
        CHECK(rule != law::number_rules().end());
        form.kept_zh = law::figure_text_zh(numbers, *rule);
        form.kept_en = law::figure_text_en(numbers, *rule);
        return answer_json(form);
    });
}

Answer post_watch(const Rooms& rooms, const Call& call) {
    WatchRequest request;
    registry::NewWatch watch;
    auto wrong = read_body(call, request);
    if (!wrong) wrong = read_watch(request, call, watch);
    if (wrong) return answer_problem(problem_of(std::move(*wrong)));
    auto ordered = rooms.database.write([&](store::WriteTx& tx) -> base::Result<registry::WatchOrdered> {
        const auto by = TRY(enter(tx, rooms, call));
        return registry::order_watch(tx, rooms.registry, by, watch, rooms.random, call.now);
    });
    if (!ordered) {
        // Which row it is: a problem document says it by the member's path.
        if (ordered.error().code() == "registry.watch_id") {
            auto problem = problem_of(ordered.error());
            const auto row = read_index(ordered.error().detail()).value_or(1);
            problem.fields.push_back(
                {fmt::format("people.{}.id", row - 1), "統一編號不正確", "is no correct ID number"});
            return answer_problem(problem);
        }
        return answer_error(ordered.error());
    }
    if (const auto* refusal = std::get_if<grants::Refusal>(&ordered->value())) {
        return answer_problem(problem_of(*refusal));
    }
    auto answer = current(rooms, call, std::get<WatchId>(ordered->value()));
    if (answer.status == 200) answer.status = call.endpoint->success;
    return answer;
}

Answer get_watches(const Rooms& rooms, const Call& call) {
    const auto next = call.query_value("next");
    const auto skip = next.empty() ? std::optional<std::int64_t>{0} : read_index(next);
    if (!skip) return answer_problem(problem_of(unknown_word("next")));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto page = TRY(registry::watches_of(tx, rooms.registry, by, *skip, usual_page, call.now));
        WatchList list{.items = {}, .total = page.total, .next = {}};
        Names names{tx, call.now};
        for (const auto& watch : page.items) {
            auto view = TRY(view_of(names, watch, call.now));
            list.items.push_back(std::move(view));
        }
        if (*skip + usual_page < page.total) list.next = std::to_string(*skip + usual_page);
        return answer_json(list);
    });
}

Answer get_watch(const Rooms& rooms, const Call& call) {
    const auto id = WatchId::parse(call.parts.at(0));
    return id ? current(rooms, call, *id) : no_such_watch();
}

Answer get_watched(const Rooms& rooms, const Call& call) {
    const auto id = WatchId::parse(call.parts.at(0));
    if (!id) return no_such_watch();
    const auto next = call.query_value("next");
    const auto skip = next.empty() ? std::optional<std::int64_t>{0} : read_index(next);
    if (!skip) return answer_problem(problem_of(unknown_word("next")));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto page = TRY(registry::watched_in(tx, rooms.registry, by, *id, *skip, usual_page, call.now));
        WatchedList list{.items = {}, .total = page.total, .next = {}};
        for (const auto& person : page.items) {
            list.items.push_back({person.position + 1, person.case_number, person.masked_id});
        }
        if (*skip + usual_page < page.total) list.next = std::to_string(*skip + usual_page);
        return answer_json(list);
    });
}

Answer post_watch_end(const Rooms& rooms, const Call& call) { return act_upon(rooms, call, &registry::end_watch); }

Answer post_watch_take_over(const Rooms& rooms, const Call& call) {
    return act_upon(rooms, call, &registry::take_over_watch);
}

}  // namespace menhu::web
