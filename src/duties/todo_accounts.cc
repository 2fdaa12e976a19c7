// What comes to an end: accounts that nobody uses, contracts, one's own training and account.
#include <algorithm>

#include "duties/todo_parts.h"
#include "people/account.h"
#include "people/break_glass.h"
#include "people/contract.h"
#include "people/credential.h"
#include "people/duty.h"
#include "people/idle.h"
#include "people/training.h"
#include "people/unit.h"

namespace menhu::duties {
namespace {

using people::Role;

// So long before an end it is on the list: what people can plan with.
constexpr std::chrono::days days_of_warning{30};
constexpr std::chrono::days password_warning{14};
constexpr std::size_t named = 3;

// Does the actor answer for the unit, as its administrator or as who acts as its head?
base::Result<bool> answers_for(const TodoFrame& frame, people::UnitId unit) {
    const people::Actor& actor = frame.actor;
    if (actor.has(Role::account_administrator)) {
        const bool administers =
            TRY(people::has_duty(frame.tx, actor.account(), people::DutyKind::account_administrator, unit, frame.now));
        if (administers) return true;
    }
    if (!actor.has(Role::unit_head)) return false;
    const auto who = TRY(people::answerable(frame.tx, unit, frame.now));
    return who.acting && who.acting->account == actor.account();
}

}  // namespace

base::Result<void> add_idle(const TodoFrame& frame) {
    if (!frame.actor.roles().has_any({Role::account_administrator, Role::unit_head})) return {};
    auto soon = TRY(people::idle_soon(frame.tx, frame.office, frame.now));
    std::vector<people::IdleAccount> mine;
    std::optional<std::pair<people::UnitId, bool>> last;  // accounts of one unit often stand together
    for (people::IdleAccount& one : soon) {
        if (!last || last->first != one.unit) {
            const bool answers = TRY(answers_for(frame, one.unit));
            last = {one.unit, answers};
        }
        if (last->second) mine.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < std::min(mine.size(), named); ++i) {
        frame.todos.push_back(
            {.code = "idle_soon",
             .zh = fmt::format("帳號 {}（{}）久未使用，即將閒置停用", mine[i].name, mine[i].display_name),
             .en = fmt::format("The account {} ({}) is not used and will be suspended", mine[i].name,
                               mine[i].display_name),
             .clause = "U2",
             .due = mine[i].idle_at,
             .link = "/accounts/" + mine[i].account.text()});
    }
    if (mine.size() > named) {
        frame.todos.push_back({.code = "idle_soon_more",
                               .zh = fmt::format("共有 {} 個帳號久未使用，即將閒置停用", mine.size()),
                               .en = fmt::format("{} accounts are not used and will be suspended", mine.size()),
                               .clause = "U2",
                               .due = mine[named].idle_at,
                               .link = "/accounts?flag=idle_soon"});
    }
    return {};
}

base::Result<void> add_broken_glass(const TodoFrame& frame) {
    if (!frame.actor.roles().has_any(people::break_glass_readers)) return {};
    const auto open = TRY(people::unacknowledged_break_glasses(frame.tx));
    for (const people::BreakGlassRow& row : open) {
        if (row.account == frame.actor.account()) continue;
        frame.todos.push_back({.code = "break_glass",
                               .zh = "曾啟用緊急帳號，請查明並確認",
                               .en = "The emergency account was used: look into it and acknowledge",
                               .clause = "F2.2",
                               .due = row.from,
                               .link = "/break-glass"});
    }
    return {};
}

base::Result<void> add_contracts(const TodoFrame& frame) {
    if (!frame.actor.roles().has_any({Role::account_administrator, Role::unit_head})) return {};
    const auto all = TRY(people::contracts(frame.tx));
    for (const people::ContractVersion& version : all) {
        const auto until = version.contract.until;
        if (until <= frame.now || until > frame.now + days_of_warning) continue;
        const bool answers = TRY(answers_for(frame, version.unit));
        if (!answers) continue;
        frame.todos.push_back(
            {.code = "contract_ends",
             .zh = fmt::format("委辦契約 {} 即將屆滿，其帳號同時失效", version.contract.number),
             .en = fmt::format("The contract {} ends, and its accounts with it", version.contract.number),
             .clause = "U1.3",
             .due = until,
             .link = "/units/" + version.unit.text()});
    }
    return {};
}

base::Result<void> add_own_affairs(const TodoFrame& frame) {
    const base::Date today = base::taipei_date(frame.now);
    const base::Date first{today.year(), std::chrono::January, std::chrono::day{1}};
    const base::Date last{today.year(), std::chrono::December, std::chrono::day{31}};
    const auto required = people::training_hours_required(frame.office.profile(), frame.actor.roles());
    if (required > 0) {
        const auto hours = TRY(people::trained_hours_of(frame.tx, frame.actor.account(), first, today));
        if (hours < required) {
            frame.todos.push_back(
                {.code = "training_short",
                 .zh = fmt::format("本年度資安教育訓練還差 {} 小時", required - hours),
                 .en = fmt::format("{} hour(s) of security training are missing this year", required - hours),
                 .clause = "F2.7",
                 .due = base::taipei_end(last),
                 .link = "/training"});
        }
    }
    const auto credentials = TRY(people::credentials_of(frame.tx, frame.office, frame.actor.account(), frame.now));
    if (credentials.password && credentials.password->due_at <= frame.now + password_warning) {
        frame.todos.push_back({.code = "password_due",
                               .zh = "您的密碼即將到期，請更換",
                               .en = "Your password is due for a change",
                               .clause = "F2.2",
                               .due = credentials.password->due_at,
                               .link = "/password"});
    }
    const auto own = TRY(people::find_account(frame.tx, frame.actor.account(), frame.now));
    if (own && own->until && *own->until > frame.now && *own->until <= frame.now + days_of_warning) {
        frame.todos.push_back({.code = "account_ends",
                               .zh = "您的帳號即將到期；仍有業務需要，請先申請",
                               .en = "Your account ends soon; apply if you still need it",
                               .clause = "F2.2",
                               .due = own->until,
                               .link = "/applications/new"});
    }
    return {};
}

}  // namespace menhu::duties
