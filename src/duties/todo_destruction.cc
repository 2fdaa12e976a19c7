// What is left when somebody may not go on: a contractor's data to destroy, a case to take over; and a kinship query
// that waits for its two people.
#include <algorithm>

#include "duties/destruction.h"
#include "duties/todo_parts.h"
#include "grants/conflict.h"
#include "grants/kinship.h"
#include "people/account.h"
#include "people/unit.h"

namespace menhu::duties {
namespace {

using people::Role;

constexpr std::size_t named = 5;  // so many are listed one by one; more are one line

// Of the contractor, or who sees to it here.
base::Result<bool> is_concerned(const TodoFrame& frame) {
    if (frame.actor.roles().has_any({Role::designated_person, Role::unit_head})) return true;
    const auto unit = TRY(people::find_unit(frame.tx, frame.actor.unit()));
    return unit && unit->kind == people::UnitKind::contractor;
}

Todo todo_of(const Destruction& duty, const people::Actor& actor) {
    const bool overdue = duty.state == DestructionState::overdue;
    const bool of_contractor = actor.unit() == duty.unit;
    const std::string zh = of_contractor ? "資料使用已結束，請銷毀並檢附佐證函報本局"
                                         : fmt::format("{} 的資料使用已結束，請督促銷毀並登錄來函", duty.unit_name);
    const std::string en =
        of_contractor ? std::string{"The use of the data is over: destroy them and report it with evidence"}
                      : fmt::format("The use of the data by {} is over: see to the destruction, enter the letter",
                                    duty.unit_name);
    return {.code = overdue ? "destruction_overdue" : "destruction_due",
            .zh = overdue ? zh + "（已逾期）" : zh,
            .en = overdue ? en + " (overdue)" : en,
            .clause = "U1.3",
            .due = base::taipei_end(duty.due),
            .link = "/destructions/" + duty.id.text()};
}

}  // namespace

base::Result<void> add_destructions(const TodoFrame& frame) {
    const bool concerned = TRY(is_concerned(frame));
    if (!concerned) return {};
    auto all = TRY(destructions(frame.tx, frame.office, frame.actor, frame.now));
    std::erase_if(all, [&](const Destruction& duty) {
        const bool mine = duty.record == Destruction::Record::may || duty.unit == frame.actor.unit();
        return duty.state == DestructionState::done || !mine;
    });
    for (std::size_t i = 0; i < std::min(all.size(), named); ++i) frame.todos.push_back(todo_of(all[i], frame.actor));
    if (all.size() > named) {
        frame.todos.push_back({.code = "destructions_due",
                               .zh = fmt::format("共有 {} 件委外資料待銷毀", all.size()),
                               .en = fmt::format("{} destructions by contractors are due", all.size()),
                               .clause = "U1.3",
                               .due = base::taipei_end(all[named].due),
                               .link = "/destructions"});
    }
    return {};
}

base::Result<void> add_handed_cases(const TodoFrame& frame) {
    const auto waiting = TRY(grants::cases_to_take(frame.tx, frame.actor, frame.now));
    for (std::size_t i = 0; i < std::min(waiting.size(), named); ++i) {
        const auto account = TRY(people::find_account(frame.tx, waiting[i].account, frame.now));
        const std::string name = account ? account->display_name : waiting[i].account.text();
        const bool handed = waiting[i].hand_to == frame.actor.account();
        frame.todos.push_back(
            {.code = handed ? "case_handed_over" : "case_without_worker",
             .zh = handed ? fmt::format("{}因利害關係迴避，移交一案給您，請接手", name)
                          : fmt::format("{}因利害關係迴避一案，請指定或接手", name),
             .en = handed ? fmt::format("{} has a conflict of interest and hands a case over to you", name)
                          : fmt::format("{} has a conflict of interest: see to the case", name),
             .clause = "S1.1",
             .due = std::nullopt,
             .link = "/conflicts"});
    }
    if (waiting.size() > named) {
        frame.todos.push_back({.code = "cases_to_take",
                               .zh = fmt::format("共有 {} 件迴避案件待接手", waiting.size()),
                               .en = fmt::format("{} cases wait to be taken over", waiting.size()),
                               .clause = "S1.1",
                               .due = std::nullopt,
                               .link = "/conflicts"});
    }
    return {};
}

base::Result<void> add_authorisations(const TodoFrame& frame) {
    const grants::Desk desk{.ledger = frame.office.ledger(), .profile = frame.office.profile()};
    const auto all = TRY(grants::own_authorisations(frame.tx, desk, frame.actor, frame.now));
    for (const auto& one : all) {
        if (one.state != grants::AuthorisationState::in_force || one.uses > 0) continue;
        frame.todos.push_back({.code = "kinship_authorised",
                               .zh = "您有一件親等查詢授權尚未使用，請與管控稽核人員約時間辦理",
                               .en = "You may ask a kinship query: arrange it with the controller",
                               .clause = "F2.4",
                               .due = one.until,
                               .link = "/kinship/" + one.id.text()});
    }
    return {};
}

}  // namespace menhu::duties
