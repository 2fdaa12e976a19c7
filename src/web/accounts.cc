// Accounts: lists, one of them with its history, and the emergency acts of an administrator (F2.2, U2, A5).
#include <algorithm>
#include <array>
#include <compare>
#include <map>
#include <set>

#include "format/csv.h"
#include "people/account.h"
#include "people/account_sessions.h"
#include "people/break_glass.h"
#include "people/duty.h"
#include "people/idle.h"
#include "people/pledge.h"
#include "people/term.h"
#include "people/training.h"
#include "people/unit.h"
#include "web/handlers_office.h"
#include "web/log_path.h"
#include "web/office_views.h"
#include "web/page_limit.h"

namespace menhu::web {

namespace {

using people::Role;
using people::Standing;

constexpr std::chrono::days ends_soon{30};

// All accounts are the business of who audits or investigates; others see those for which they answer.
bool reads_all(const people::Actor& actor) {
    return actor.has(Role::auditor) || actor.has(Role::ethics_officer) || actor.has(Role::checker);
}

struct Shown {
    people::Account account;
    std::optional<base::Instant> idle_on;
    std::vector<std::string> flags;
};

// What flags are made from, read once for a list.
struct Facts {
    std::set<people::AccountId> planned;
    std::map<people::AccountId, std::int64_t> trained;
};

base::Result<Facts> read_facts(store::ReadTx& tx, base::Instant now) {
    Facts facts;
    const auto planned = TRY(people::accounts_with_plans(tx, now));
    facts.planned.insert(planned.begin(), planned.end());
    const auto today = base::taipei_date(now);
    const auto first = base::make_date(static_cast<int>(today.year()), 1, 1);
    CHECK(first);
    const auto trained = TRY(people::trained_hours(tx, *first, today));
    for (const auto& one : trained) facts.trained[one.account] = one.hours;
    return facts;
}

Shown shown(const Rooms& rooms, people::Account account, const Facts& facts, base::Instant now) {
    const auto& numbers = rooms.profile().numbers();
    Shown one{.account = std::move(account), .idle_on = std::nullopt, .flags = {}};
    const auto& of = one.account;
    if (of.standing == Standing::active) {
        const people::LastUse use{
            .term_from = of.term_from, .valid_from = of.from, .last_signed_in = of.last_signed_in};
        one.idle_on = people::idle_at(numbers, use);
        if (now >= people::idle_warned_at(numbers, use)) one.flags.emplace_back("idle_soon");
        if (of.until && *of.until <= now + ends_soon) one.flags.emplace_back("ends_soon");
        const auto trained = facts.trained.find(of.id);
        const auto hours = trained == facts.trained.end() ? 0 : trained->second;
        if (hours < people::training_hours_required(rooms.profile(), of.roles)) one.flags.emplace_back("no_training");
    }
    if (of.standing == Standing::idle) one.flags.emplace_back("idle");
    if (of.lasting == people::Lasting::temporary) one.flags.emplace_back("temporary");
    if (facts.planned.contains(of.id)) one.flags.emplace_back("planned");
    return one;
}

template <class View>
View view_of(const Shown& one) {
    const auto& account = one.account;
    View view;
    view.id = account.id.text();
    view.account = account.name;
    view.name = account.display_name;
    view.unit = {account.unit.text(), account.unit_name};
    view.roles = role_names(account.roles);
    view.standing = people::standing_code(account.standing);
    view.from = instant_text(account.from);
    view.until = maybe_instant_text(account.until);
    view.last_signed_in = maybe_instant_text(account.last_signed_in);
    view.idle_on = maybe_instant_text(one.idle_on);
    view.temporary = account.lasting == people::Lasting::temporary;
    view.flags = one.flags;
    return view;
}

struct Question {
    std::string words;
    std::optional<people::UnitId> unit;
    std::optional<Role> role;
    std::string standing;
    std::string flag;
    std::string sort;  // a field; "-" before it: downwards
    std::int64_t after = 0;
    std::int64_t limit = usual_page;
};

std::expected<Question, Invalid> question_of(const Call& call) {
    Question question;
    question.words = call.query_value("q");
    question.standing = call.query_value("standing");
    question.flag = call.query_value("flag");
    question.sort = call.query_value("sort");
    if (const auto text = call.query_value("unit"); !text.empty()) {
        question.unit = people::UnitId::parse(text);
        if (!question.unit) return std::unexpected{Invalid{"unit", "應為單位編號", "must be the id of a unit"}};
    }
    if (const auto text = call.query_value("role"); !text.empty()) {
        question.role = law::parse_role(text);
        if (!question.role) return std::unexpected{Invalid{"role", "沒有這種職務", "there is no such role"}};
    }
    if (const auto text = call.query_value("cursor"); !text.empty()) {
        const auto after = read_index(text);
        if (!after) return std::unexpected{Invalid{"cursor", "請重新整理清單", "load the list anew"}};
        question.after = *after;
    }
    const auto limit = page_limit(asked_limit(call));
    if (!limit) return std::unexpected{Invalid{limit.error()}};
    question.limit = *limit;
    return question;
}

bool fits(const Shown& one, const Question& question) {
    const auto& account = one.account;
    if (question.unit && account.unit != *question.unit) return false;
    if (question.role && !account.roles.has(*question.role)) return false;
    if (!question.standing.empty() && people::standing_code(account.standing) != question.standing) return false;
    if (!question.flag.empty() && std::ranges::find(one.flags, question.flag) == one.flags.end()) return false;
    return question.words.empty() || account.name.contains(people::folded_name(question.words)) ||
           account.display_name.contains(question.words) || account.employee_number.contains(question.words);
}

// Absent instants come last, upwards.
constexpr base::Instant never = base::Instant::max();

// Below zero: `one` comes first.
std::strong_ordering order_of(const Shown& one, const Shown& other, std::string_view by) {
    const auto& a = one.account;
    const auto& b = other.account;
    if (by == "unit") return a.unit_name <=> b.unit_name;
    if (by == "name") return a.display_name <=> b.display_name;
    if (by == "standing") return people::standing_code(a.standing) <=> people::standing_code(b.standing);
    if (by == "from") return a.from <=> b.from;
    if (by == "until") return a.until.value_or(never) <=> b.until.value_or(never);
    if (by == "last_signed_in") {
        return a.last_signed_in.value_or(base::Instant{}) <=> b.last_signed_in.value_or(base::Instant{});
    }
    if (by == "idle_on") return one.idle_on.value_or(never) <=> other.idle_on.value_or(never);
    return a.name <=> b.name;
}

void sort(std::vector<Shown>& all, std::string_view by) {
    const bool downwards = by.starts_with('-');
    if (downwards) by.remove_prefix(1);
    std::ranges::sort(all, [&](const Shown& one, const Shown& other) {
        auto order = order_of(one, other, by);
        if (order == 0) return one.account.name < other.account.name;
        return downwards ? order > 0 : order < 0;
    });
}

base::Result<std::vector<Shown>> found(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor,
                                       const Question& question, base::Instant now) {
    const auto reach = TRY(people::reach_of(tx, actor, now));
    auto accounts = TRY(people::accounts(tx, now));
    const auto facts = TRY(read_facts(tx, now));
    std::vector<Shown> all;
    for (auto& account : accounts) {
        if (!reads_all(actor) && !reach.covers(account.unit)) continue;
        auto one = shown(rooms, std::move(account), facts, now);
        if (fits(one, question)) all.push_back(std::move(one));
    }
    sort(all, question.sort);
    return all;
}

base::Error no_such_account() { return {base::Fault::not_found, "people.not_found", "account"}; }

TermView view_of(const people::AccountTerm& term, const std::map<people::UnitId, std::string>& units,
                 const std::map<people::AccountId, AccountRef>& people) {
    TermView view{.number = term.number,
                  .from = instant_text(term.from),
                  .recorded_at = instant_text(term.recorded_at),
                  .unit = {.id = term.unit.text(), .name = {}},
                  .roles = role_names(term.roles),
                  .state = std::string{people::state_code(term.state)},
                  .by = std::nullopt,
                  .application = std::nullopt};
    if (const auto unit = units.find(term.unit); unit != units.end()) view.unit.name = unit->second;
    if (const auto by = people.find(term.recorded_by); by != people.end()) view.by = by->second;
    if (term.application) view.application = base::id_text(*term.application);
    return view;
}

// An emergency act on the account in the address, with a reason.
using Act = base::Result<void> (*)(store::WriteTx&, const people::Office&, const people::Actor&, people::AccountId,
                                   std::string_view, base::Instant);

void act(const Rooms& rooms, Call call, const Reply& reply, Act what) {
    const auto account = people::AccountId::parse(call.parts.at(0));
    if (!account) return reply.now(answer_error(no_such_account()));
    ReasonRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), account = *account, what,
         reason = std::move(request.reason.value)](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(what(tx, rooms.office, actor, account, reason, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace

Answer get_accounts(const Rooms& rooms, const Call& call) {
    const auto question = question_of(call);
    if (!question) return answer_problem(problem_of(Invalid{question.error()}));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto all = TRY(found(tx, rooms, actor, *question, call.now));
        AccountList list;
        list.total = static_cast<std::int64_t>(all.size());
        const auto end = std::min(list.total, question->after + question->limit);
        for (auto i = question->after; i < end; ++i) {
            list.items.push_back(view_of<AccountRow>(all.at(static_cast<std::size_t>(i))));
        }
        if (end < list.total) list.next = std::to_string(end);
        return answer_json(list);
    });
}

// The list as it is filtered; that it was taken is recorded, as it leaves the system.
Answer get_accounts_csv(const Rooms& rooms, const Call& call) {
    const auto question = question_of(call);
    if (!question) return answer_problem(problem_of(Invalid{question.error()}));
    const auto text = rooms.database.write([&rooms, call,
                                            question = *question](store::WriteTx& tx) -> base::Result<std::string> {
        const auto actor = TRY(enter(tx, rooms, call));
        const auto all = TRY(found(tx, rooms, actor, question, call.now));
        std::string out{format::utf8_mark};
        constexpr std::array<std::string_view, 11> head{"帳號", "姓名",     "單位",       "職務", "狀態", "生效",
                                                        "廢止", "最近登入", "閒置停用日", "臨時", "註記"};
        format::append_csv_row(head, out);
        for (const auto& one : all) {
            const auto view = view_of<AccountRow>(one);
            std::string roles;
            for (const auto role : one.account.roles.list()) {
                if (!roles.empty()) roles += "、";
                roles += rooms.profile().title_of(role).title;
            }
            std::string flags;
            for (const auto& flag : view.flags) flags += (flags.empty() ? "" : " ") + flag;
            const std::string until = view.until.value_or("");
            const std::string last = view.last_signed_in.value_or("");
            const std::string idle = view.idle_on.value_or("");
            const std::array<std::string_view, 11> cells{
                view.account, view.name, view.unit.name, roles, view.standing,
                view.from,    until,     last,           idle,  view.temporary ? "是" : "",
                flags};
            format::append_csv_row(cells, out);
        }
        TRY(people::record_accounts_taken(tx, rooms.office, actor, static_cast<std::int64_t>(all.size()), call.now));
        return out;
    });
    if (!text) return answer_error(text.error());
    auto answer = answer_text("text/csv; charset=utf-8", text->value());
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"accounts.csv\"");
    return answer;
}

Answer get_account(const Rooms& rooms, const Call& call) {
    const auto id = people::AccountId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_account());
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto account = TRY(people::find_account(tx, *id, call.now));
        if (!account) return no_such_account();
        const auto reach = TRY(people::reach_of(tx, actor, call.now));
        const bool is_own = actor.account() == *id;
        if (!is_own && !reads_all(actor) && !reach.covers(account->unit)) {
            return base::Error{base::Fault::refused, "people.not_your_unit"};
        }
        const auto facts = TRY(read_facts(tx, call.now));
        auto view = view_of<AccountView>(shown(rooms, *account, facts, call.now));
        view.email = account->email;
        view.employee_number = account->employee_number;
        view.duties_text = account->duties_text;
        std::map<people::UnitId, std::string> units;
        const auto all_units = TRY(people::units(tx));
        for (const auto& unit : all_units) units.emplace(unit.id, unit.name_zh);
        const auto terms = TRY(people::account_terms(tx, *id));
        std::map<people::AccountId, AccountRef> refs;
        for (const auto& term : terms) {
            if (refs.contains(term.recorded_by) || term.recorded_by == people::operator_account) continue;
            const auto by = TRY(people::find_account(tx, term.recorded_by, call.now));
            if (by) refs.emplace(by->id, AccountRef{by->id.text(), by->name, by->display_name});
        }
        for (const auto& term : terms) view.terms.push_back(view_of(term, units, refs));
        const auto planned = TRY(people::planned_term(tx, *id, call.now));
        if (planned) view.planned = view_of(*planned, units, refs);
        const auto duties = TRY(people::duties_of_account(tx, *id));
        for (const auto& duty : duties) view.duties.push_back(view_of(duty));
        const auto pledges = TRY(people::pledges_of(tx, *id));
        for (const auto& pledge : pledges) view.pledges.push_back({pledge.version, instant_text(pledge.at)});
        const auto answers = TRY(
            people::has_duty(tx, actor.account(), people::DutyKind::account_administrator, account->unit, call.now));
        if (answers && !is_own && actor.has(Role::account_administrator) && account->standing != Standing::closed) {
            view.may.emplace_back(terms.back().state == people::State::suspended ? "restore" : "suspend");
            view.may.emplace_back("end_sessions");
            view.may.emplace_back("recover");
        }
        return answer_json(view);
    });
}

void post_account_suspend(const Rooms& rooms, Call call, Reply reply) {
    act(rooms, std::move(call), reply, people::suspend);
}

void post_account_restore(const Rooms& rooms, Call call, Reply reply) {
    act(rooms, std::move(call), reply, people::restore);
}

void post_account_sessions_end(const Rooms& rooms, Call call, Reply reply) {
    const auto account = people::AccountId::parse(call.parts.at(0));
    if (!account) return reply.now(answer_error(no_such_account()));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), account = *account](store::WriteTx& tx) -> base::Result<std::int64_t> {
            const auto actor = TRY(enter(tx, rooms, call));
            return people::end_account_sessions(tx, rooms.office, actor, account, call.now);
        },
        [](std::int64_t ended) { return answer_json(SessionsEnded{.ended = ended}); });
}

}  // namespace menhu::web
