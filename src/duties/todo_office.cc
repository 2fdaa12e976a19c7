// What waits for a decision or a letter: applications, reviews, letters, leavers.
#include <algorithm>

#include "duties/leaver.h"
#include "duties/letter.h"
#include "duties/todo_parts.h"
#include "oversight/review.h"
#include "people/application.h"
#include "people/duty.h"

namespace menhu::duties {
namespace {

using people::Role;

constexpr std::int64_t named = 5;  // so many are listed one by one; more are one line

std::string page(std::string_view start, std::string_view id) { return std::string{start} + std::string{id}; }

base::Result<void> add_review(const TodoFrame& frame, const oversight::Review& review) {
    const auto steps = TRY(oversight::review_steps(frame.tx, review.id));
    const auto state = oversight::state_of(steps);
    if (state == oversight::ReviewState::signed_) return {};
    const auto rights = TRY(oversight::review_rights(frame.tx, frame.actor, review.id, frame.now));
    const auto name = oversight::name_of_period(review.period_from, review.period_until);
    const auto due = base::taipei_end(review.due);
    const auto link = page("/reviews/", review.id.text());
    if (state == oversight::ReviewState::submitted) {
        if (rights.heads && !rights.decided) {
            frame.todos.push_back({.code = "review_sign",
                                   .zh = fmt::format("{}帳號清查已送核，待您核定", name.zh),
                                   .en = fmt::format("The account review of the {} waits for your signature", name.en),
                                   .clause = "U2",
                                   .due = due,
                                   .link = link});
        }
        return {};
    }
    if (!rights.administers && !rights.heads) return {};
    const auto of_lines = TRY(oversight::LineRights::of(frame.tx, frame.actor, frame.now));
    const auto mine = TRY(oversight::undecided_for(frame.tx, review.id, of_lines));
    if (mine > 0) {
        frame.todos.push_back(
            {.code = "review_decide",
             .zh = fmt::format("{}帳號清查：還有 {} 個帳號待您決定", name.zh, mine),
             .en = fmt::format("Account review of the {}: {} account(s) to decide about", name.en, mine),
             .clause = "U2",
             .due = due,
             .link = link});
        return {};
    }
    if (!rights.administers) return {};
    const auto progress = TRY(oversight::review_progress(frame.tx, review.id));
    if (progress.undecided > 0) return {};
    frame.todos.push_back({.code = "review_submit",
                           .zh = fmt::format("{}帳號清查已逐筆決定，請送首長核定", name.zh),
                           .en = fmt::format("The account review of the {} is decided: submit it", name.en),
                           .clause = "U2",
                           .due = due,
                           .link = link});
    return {};
}

}  // namespace

base::Result<void> add_applications(const TodoFrame& frame) {
    const auto inbox = TRY(people::applications(frame.tx, frame.actor,
                                                {.box = people::Box::inbox,
                                                 .state = std::nullopt,
                                                 .kind = std::nullopt,
                                                 .before = std::nullopt,
                                                 .limit = named},
                                                frame.now));
    for (const people::Application& application : inbox.items) {
        frame.todos.push_back(
            {.code = "application_waits",
             .zh = fmt::format("申請 {}（{}）待您處理", application.number, application.unit_name),
             .en = fmt::format("Application {} ({}) waits for you", application.number, application.unit_name),
             .clause = "F2.2",
             .due = application.lapses_at,
             .link = page("/applications/", application.id.text())});
    }
    if (inbox.total > named) {
        frame.todos.push_back({.code = "applications_wait",
                               .zh = fmt::format("共有 {} 件申請待您處理", inbox.total),
                               .en = fmt::format("{} applications wait for you", inbox.total),
                               .clause = "F2.2",
                               .due = std::nullopt,
                               .link = "/applications"});
    }
    const auto mine = TRY(people::applications(frame.tx, frame.actor,
                                               {.box = people::Box::mine,
                                                .state = people::ApplicationState::sent_back,
                                                .kind = std::nullopt,
                                                .before = std::nullopt,
                                                .limit = named},
                                               frame.now));
    for (const people::Application& application : mine.items) {
        if (application.applicant != frame.actor.account()) continue;
        frame.todos.push_back({.code = "application_sent_back",
                               .zh = fmt::format("您的申請 {} 已退回，請補正後再送", application.number),
                               .en = fmt::format("Your application {} was sent back: correct it", application.number),
                               .clause = "F2.2",
                               .due = application.lapses_at,
                               .link = page("/applications/", application.id.text())});
    }
    return {};
}

base::Result<void> add_reviews(const TodoFrame& frame) {
    if (!frame.actor.roles().has_any({Role::account_administrator, Role::unit_head})) return {};
    const auto all = TRY(oversight::reviews(frame.tx));
    for (const oversight::Review& review : all) TRY(add_review(frame, review));
    return {};
}

base::Result<void> add_letters(const TodoFrame& frame) {
    if (!frame.actor.roles().has_any({Role::account_administrator, Role::unit_head, Role::designated_person})) {
        return {};
    }
    const auto all = TRY(letters(frame.tx));
    for (const Letter& letter : all) {
        if (letter.state != LetterState::draft) break;  // drafts come first
        if (!require_letter_writer(frame.tx, frame.actor, letter, frame.now)) continue;
        const bool overdue = letter.overdue(frame.now);
        frame.todos.push_back(
            {.code = overdue ? "letter_overdue" : "letter_due",
             .zh = fmt::format("{}發函{}：{}", overdue ? "已逾期，請儘速" : "請", letter.addressee, letter.subject),
             .en = fmt::format("{} the letter to the provider about {}", overdue ? "Overdue: send" : "Send",
                               letter.unit_name.empty() ? "the agency" : letter.unit_name),
             .clause = letter.kind ? "U3" : "X1",
             .due = base::taipei_end(letter.due_on),
             .link = page("/letters/", letter.id.text())});
    }
    return {};
}

base::Result<void> add_leavers(const TodoFrame& frame) {
    if (!frame.actor.has(Role::unit_head)) return {};
    const auto read = TRY(read_leavers(frame.tx));
    const auto all = TRY(leavers(frame.tx));
    for (const Leaver& leaver : all) {
        if (leaver.withdrawn_at || std::ranges::binary_search(read, leaver.id)) continue;
        const auto who = TRY(people::answerable(frame.tx, leaver.unit, frame.now));
        if (!who.acting || who.acting->account != frame.actor.account()) continue;
        frame.todos.push_back({.code = "leaver_accesses",
                               .zh = fmt::format("請檢視 {} 異動前的查詢紀錄", leaver.display_name),
                               .en = fmt::format("See what {} had looked up before the change", leaver.display_name),
                               .clause = "F2.2",
                               .due = std::nullopt,
                               .link = page("/leavers/", leaver.id.text())});
    }
    return {};
}

}  // namespace menhu::duties
