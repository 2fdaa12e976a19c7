#include "web/copy_todos.h"

#include <fmt/format.h>

#include "base/calendar.h"
#include "registry/copy.h"
#include "web/handlers.h"

namespace menhu::web {

namespace {

using registry::Copy;
using registry::CopyState;

constexpr std::int64_t most = 200;

TodoView fetch(const Copy& copy) {
    return {
        .code = "copy_ready",
        .title_zh = fmt::format("匯出的加密檔（{} 人）待您領取，逾時移除", copy.people),
        .title_en = fmt::format("An encrypted export ({} people) waits to be fetched, then it is removed", copy.people),
        .clause = "S2.4",
        .due = instant_text(copy.fetch_until.value()),
        .link = "/copies/" + copy.id.text()};
}

TodoView destroy(const Copy& copy) {
    const bool is_late = copy.state == CopyState::overdue;
    const bool is_export = copy.kind == registry::CopyKind::export_;
    return {
        .code = is_late ? "copy_overdue" : "copy_out",
        .title_zh = fmt::format("{}（{} 人）期滿應銷毀，請登錄銷毀{}{}", is_export ? "匯出的複本" : "附卷的勾稽結果檔",
                                copy.people, is_export ? "證明" : "", is_late ? "（已逾期）" : ""),
        .title_en = fmt::format("{} ({} people): to be destroyed by its last day; record it{}",
                                is_export ? "An exported copy" : "A result taken into a case file", copy.people,
                                is_late ? " (overdue)" : ""),
        .clause = is_export ? "S2.4" : "S3.1",
        .due = instant_text(base::taipei_end(copy.destroy_by)),
        .link = "/copies/" + copy.id.text()};
}

}  // namespace

base::Result<void> add_copy_todos(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor, base::Instant now,
                                  std::vector<TodoView>& todos) {
    registry::CopyPage page;
    // Of others nobody but a designated person is told.
    if (actor.has(people::Role::case_worker) || actor.has(people::Role::designated_person)) {
        page = TRY(registry::copies(tx, rooms.registry, actor, {.state = {}, .before = {}, .limit = most}, now));
    }
    for (const auto& copy : page.items) {
        const bool is_own = copy.account == actor.account();
        if (is_own && copy.state == CopyState::ready) todos.push_back(fetch(copy));
        // What nobody saw to in time is the designated person's as well.
        const bool is_late = copy.state == CopyState::overdue && actor.has(people::Role::designated_person);
        if ((is_own && (copy.state == CopyState::out || copy.state == CopyState::overdue)) || is_late) {
            todos.push_back(destroy(copy));
        }
    }
    if (!actor.has(people::Role::designated_person) && !actor.has(people::Role::account_administrator)) return {};
    const auto recipients = TRY(registry::recipients(tx));
    for (const auto& one : recipients) {
        if (one.state(now) != registry::RecipientState::waiting || !one.may_confirm(actor)) continue;
        todos.push_back({.code = "recipient_waits",
                         .title_zh = fmt::format("收件人「{}」的金鑰待您以另一管道核對指紋後確認", one.organisation),
                         .title_en = fmt::format("The key of “{}” waits: compare its fingerprint by another channel",
                                                 one.organisation),
                         .clause = "S2.4",
                         .due = std::nullopt,
                         .link = "/recipients"});
    }
    const auto approvals = TRY(registry::copy_approvals(tx, now));
    for (const auto& one : approvals) {
        if (one.state(now) != registry::CopyApprovalState::waiting || !one.may_confirm(actor)) continue;
        todos.push_back(
            {.code = "copy_approval_waits",
             .title_zh = fmt::format("複製核准「{}」待您與原函核對後確認", one.letter_number),
             .title_en = fmt::format("The approval to copy “{}” waits: compare it with the letter", one.letter_number),
             .clause = "S2.4",
             .due = std::nullopt,
             .link = "/copy-approvals"});
    }
    return {};
}

}  // namespace menhu::web
