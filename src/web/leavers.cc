// Leavers (F2.2, U2): previewed, recorded, taken back; and what they had looked up, for the head of the unit.
#include "duties/leaver.h"
#include "ledger/trail.h"
#include "people/account.h"
#include "people/duty.h"
#include "web/handlers_duties.h"
#include "web/trail_views.h"
#include "web/views_duties.h"

namespace menhu::web {

namespace {

using duties::Leaver;
using duties::NewLeaver;

constexpr std::int64_t list_size = 200;
constexpr int accesses_shown = 100;

duties::LeaverKind kind_of(LeaverKind kind) {
    switch (kind) {
        case LeaverKind::transfer:
            return duties::LeaverKind::transfer;
        case LeaverKind::resignation:
            return duties::LeaverKind::resignation;
        case LeaverKind::retirement:
            return duties::LeaverKind::retirement;
        case LeaverKind::leave:
            return duties::LeaverKind::leave;
    }
    base::throw_bug("kind_of: no such kind");
}

Invalid no_day(std::string path) {
    return {std::move(path), "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"};
}

// Both requests have the same members but the reason.
template <class Request>
std::expected<NewLeaver, Invalid> leaver_of(const Request& request) {
    NewLeaver leaver;
    const auto account = people::AccountId::parse(request.account.value);
    if (!account) return std::unexpected{Invalid{"account", "應為帳號編號", "must be the id of an account"}};
    leaver.account = *account;
    leaver.kind = kind_of(request.kind);
    const auto on = base::from_iso(request.on.value);
    if (!on) return std::unexpected{no_day("on")};
    leaver.on = *on;
    if (request.until) {
        leaver.until = base::from_iso(request.until->value);
        if (!leaver.until) return std::unexpected{no_day("until")};
    }
    if (request.unit) {
        leaver.unit = people::UnitId::parse(request.unit->value);
        if (!leaver.unit) return std::unexpected{Invalid{"unit", "應為單位編號", "must be the id of a unit"}};
    }
    if (request.hand_over_to) {
        leaver.hand_over_to = people::AccountId::parse(request.hand_over_to->value);
        if (!leaver.hand_over_to) {
            return std::unexpected{Invalid{"hand_over_to", "應為帳號編號", "must be the id of an account"}};
        }
    }
    if (request.roles && !request.roles->empty()) {
        people::Roles roles;
        for (const auto& name : *request.roles) {
            const auto role = law::parse_role(name.value);
            if (!role) return std::unexpected{Invalid{"roles", "沒有這個角色", "names a role that is not there"}};
            roles.add(*role);
        }
        leaver.roles = roles;
    }
    if constexpr (requires { request.reason; }) leaver.reason = request.reason.value;
    return leaver;
}

std::vector<EffectView> views_of(const std::vector<duties::Effect>& effects) {
    std::vector<EffectView> views;
    for (const auto& effect : effects) views.push_back({effect.code, effect.zh, effect.en, effect.clause});
    return views;
}

std::vector<std::string> texts_of(const std::vector<duties::LetterId>& ids) {
    std::vector<std::string> texts;
    for (const auto id : ids) texts.push_back(id.text());
    return texts;
}

std::optional<std::string> day_text(const std::optional<base::Date>& day) {
    if (!day) return std::nullopt;
    return base::to_iso(*day);
}

base::Error no_such_leaver() { return {base::Fault::not_found, "duties.leaver_not_found"}; }

base::Result<Leaver> leaver_to_read(store::ReadTx& tx, const people::Actor& actor, const Call& call) {
    const auto id = duties::LeaverId::parse(call.parts.at(0));
    if (!id) return no_such_leaver();
    auto leaver = TRY(duties::find_leaver(tx, *id));
    if (!leaver) return no_such_leaver();
    const bool may = TRY(duties::may_read_leaver(tx, actor, *leaver, call.now));
    if (!may) return base::Error{base::Fault::refused, "people.not_your_unit"};
    return *std::move(leaver);
}

base::Result<LeaverAccessesView> accesses_of(store::ReadTx& tx, const Rooms& rooms, const Call& call,
                                             const Leaver& leaver) {
    const auto span = duties::accesses_of(rooms.profile(), leaver, call.now);
    ledger::TrailFilter filter;
    filter.account = leaver.account.number();
    filter.kind = "query.";
    filter.from = span.from;
    filter.to = span.to;
    filter.limit = accesses_shown;
    if (const auto cursor = call.query_value("cursor"); !cursor.empty()) filter.cursor = std::string{cursor};
    const auto found = TRY(ledger::trail(tx, filter));
    LeaverAccessesView view{
        .from = instant_text(span.from), .to = instant_text(span.to), .total = 0, .items = {}, .next = found.next};
    view.total = TRY(ledger::count_trail(tx, filter));
    PurposeNames purposes;
    for (const auto& entry : found.items) {
        auto access = TRY(access_view(tx, rooms, purposes, entry));
        view.items.push_back(std::move(access));
    }
    return view;
}

base::Result<std::optional<AccountRef>> reference(store::ReadTx& tx, const std::optional<people::AccountId>& id,
                                                  base::Instant now) {
    if (!id) return std::optional<AccountRef>{};
    const auto account = TRY(people::find_account(tx, *id, now));
    if (!account) return std::optional<AccountRef>{};
    return std::optional{AccountRef{account->id.text(), account->name, account->display_name}};
}

enum class Accesses : std::uint8_t { shown, hidden };

base::Result<LeaverView> view_of(store::ReadTx& tx, const Rooms& rooms, const Call& call, const people::Actor& actor,
                                 const Leaver& leaver, Accesses accesses) {
    const auto letters = TRY(duties::letters_of(tx, leaver.id));
    auto hand_over_to = TRY(reference(tx, leaver.hand_over_to, call.now));
    const auto state = leaver.state(call.now);
    LeaverView view{.id = leaver.id.text(),
                    .account = {leaver.account.text(), leaver.account_name, leaver.display_name},
                    .unit = {leaver.unit.text(), leaver.unit_name},
                    .kind = std::string{duties::leaver_kind_code(leaver.kind)},
                    .on = base::to_iso(leaver.on),
                    .until = day_text(leaver.until),
                    .state = std::string{duties::leaver_state_code(state)},
                    .to_unit = std::nullopt,
                    .to_roles = {},
                    .hand_over_to = std::move(hand_over_to),
                    .reason = leaver.reason,
                    .recorded_by = {leaver.recorded_by.text(), "", leaver.recorded_by_name},
                    .recorded_at = instant_text(leaver.recorded_at),
                    .withdrawn_at = std::nullopt,
                    .withdrawn_reason = leaver.withdrawn_reason,
                    .effects = views_of(leaver.effects),
                    .accesses = std::nullopt,
                    .letters = texts_of(letters),
                    .may = {}};
    if (leaver.to_unit) view.to_unit = UnitView{leaver.to_unit->text(), leaver.to_unit_name};
    if (leaver.to_roles) {
        for (const auto role : leaver.to_roles->list()) view.to_roles.emplace_back(law::role_name(role));
    }
    if (leaver.withdrawn_at) view.withdrawn_at = instant_text(*leaver.withdrawn_at);
    if (accesses == Accesses::shown) view.accesses = TRY(accesses_of(tx, rooms, call, leaver));
    if (state == duties::LeaverState::planned && actor.has(people::Role::account_administrator) &&
        actor.account() != leaver.account) {
        const bool answers =
            TRY(people::has_duty(tx, actor.account(), people::DutyKind::account_administrator, leaver.unit, call.now));
        if (answers) view.may.emplace_back("withdraw");
    }
    return view;
}

}  // namespace

Answer post_leaver_preview(const Rooms& rooms, const Call& call) {
    LeaverPreviewRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto leaver = leaver_of(request);
    if (!leaver) return answer_problem(problem_of(Invalid{leaver.error()}));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto found = TRY(duties::preview_leaver(tx, rooms.office, actor, *leaver, call.now));
        LeaverPreviewView view{.effects = views_of(found.effects),
                               .sessions = found.sessions,
                               .grants = {},
                               .open_work = views_of(found.open_work),
                               .letter_due = day_text(found.letter_due)};
        for (const auto& grant : found.grants) {
            view.grants.push_back({grant.grant.text(), grant.purpose_zh, grant.purpose_en, instant_text(grant.until),
                                   grant.other_holders == 0});
        }
        return answer_json(view);
    });
}

Answer post_leaver(const Rooms& rooms, const Call& call) {
    LeaverRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto leaver = leaver_of(request);
    if (!leaver) return answer_problem(problem_of(Invalid{leaver.error()}));
    const auto made =
        rooms.database.write([&rooms, call, what = *leaver](store::WriteTx& tx) -> base::Result<duties::LeaverId> {
            const auto actor = TRY(enter(tx, rooms, call));
            return duties::record_leaver(tx, rooms.office, actor, what, rooms.random, call.now);
        });
    if (!made) return answer_error(made.error());
    auto answer = answer_json(LeaverCreated{.id = made->value().text()});
    answer.status = call.endpoint->success;
    return answer;
}

Answer get_leavers(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto all = TRY(duties::leavers(tx));
        LeaverList list;
        for (const auto& leaver : all) {
            const bool may = TRY(duties::may_read_leaver(tx, actor, leaver, call.now));
            if (!may) continue;
            if (++list.total > list_size) continue;
            const auto letters = TRY(duties::letters_of(tx, leaver.id));
            list.items.push_back({.id = leaver.id.text(),
                                  .account = {leaver.account.text(), leaver.account_name, leaver.display_name},
                                  .unit = {leaver.unit.text(), leaver.unit_name},
                                  .kind = std::string{duties::leaver_kind_code(leaver.kind)},
                                  .on = base::to_iso(leaver.on),
                                  .until = day_text(leaver.until),
                                  .state = std::string{duties::leaver_state_code(leaver.state(call.now))},
                                  .recorded_at = instant_text(leaver.recorded_at),
                                  .letters = texts_of(letters)});
        }
        return answer_json(list);
    });
}

Answer get_leaver(const Rooms& rooms, const Call& call) {
    // That somebody reads what a leaver had looked up is entered before it is shown.
    const auto entered = rooms.database.write([&rooms, call](store::WriteTx& tx) -> base::Result<Accesses> {
        const auto actor = TRY(enter(tx, rooms, call));
        const auto leaver = TRY(leaver_to_read(tx, actor, call));
        const bool may = TRY(duties::may_read_accesses(tx, actor, leaver, call.now));
        if (!may) return Accesses::hidden;
        TRY(duties::record_accesses_read(tx, rooms.office, actor, leaver, call.now));
        return Accesses::shown;
    });
    if (!entered) return answer_error(entered.error());
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto leaver = TRY(leaver_to_read(tx, actor, call));
        const auto view = TRY(view_of(tx, rooms, call, actor, leaver, entered->value()));
        return answer_json(view);
    });
}

Answer post_leaver_withdraw(const Rooms& rooms, const Call& call) {
    LeaverReasonRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = duties::LeaverId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_leaver());
    const auto done = rooms.database.write(
        [&rooms, call, id, reason = request.reason.value](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms, call));
            return duties::withdraw_leaver(tx, rooms.office, actor, *id, reason, rooms.random, call.now);
        });
    return done ? answer_nothing() : answer_error(done.error());
}

}  // namespace menhu::web
