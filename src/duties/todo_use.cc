// Applications to use data: whose stage is mine, and what came back to me (S2.2, F2.3).
#include <fmt/format.h>

#include "duties/todo_parts.h"
#include "grants/purpose.h"
#include "grants/use_application.h"

namespace menhu::duties {

namespace {

constexpr std::int64_t named = 3;  // more are counted

enum class Language : std::uint8_t { zh, en };

base::Result<std::string> purpose_name(const TodoFrame& frame, const grants::UseApplication& application,
                                       Language language) {
    const auto purpose = TRY(grants::find_purpose(frame.tx, application.purpose));
    if (!purpose) return application.form.purpose;
    return language == Language::zh ? purpose->what.name_zh : purpose->what.name_en;
}

base::Result<void> add_inbox(const TodoFrame& frame, const grants::Desk& desk) {
    const auto page = TRY(grants::use_applications(frame.tx, desk, frame.actor,
                                                   {.box = grants::UseBox::inbox, .limit = named}, frame.now));
    for (const auto& application : page.items) {
        const auto zh = TRY(purpose_name(frame, application, Language::zh));
        const auto en = TRY(purpose_name(frame, application, Language::en));
        frame.todos.push_back(
            {.code = "data_application_waits",
             .zh = fmt::format("使用資料申請 {}（{}）待您核定", application.number, zh),
             .en = fmt::format("Application {} to use data (“{}”) waits for you", application.number, en),
             .clause = "S2.2",
             .due = application.lapses_at,
             .link = "/data-applications/" + application.id.text()});
    }
    if (page.total > named) {
        frame.todos.push_back({.code = "data_applications_wait",
                               .zh = fmt::format("共有 {} 件使用資料申請待您核定", page.total),
                               .en = fmt::format("{} applications to use data wait for you", page.total),
                               .clause = "S2.2",
                               .due = std::nullopt,
                               .link = "/data-applications"});
    }
    return {};
}

base::Result<void> add_sent_back(const TodoFrame& frame, const grants::Desk& desk) {
    const auto page = TRY(grants::use_applications(
        frame.tx, desk, frame.actor, {.box = grants::UseBox::mine, .state = grants::UseState::sent_back}, frame.now));
    for (const auto& application : page.items) {
        if (application.applicant != frame.actor.account()) continue;
        frame.todos.push_back(
            {.code = "data_application_sent_back",
             .zh = fmt::format("使用資料申請 {} 已退回，請補正後重送", application.number),
             .en = fmt::format("Application {} to use data was sent back: correct it", application.number),
             .clause = "S2.2",
             .due = application.lapses_at,
             .link = "/data-applications/" + application.id.text()});
    }
    return {};
}

}  // namespace

base::Result<void> add_use_applications(const TodoFrame& frame) {
    const grants::Desk desk{.ledger = frame.office.ledger(), .profile = frame.office.profile()};
    TRY(add_inbox(frame, desk));
    return add_sent_back(frame, desk);
}

}  // namespace menhu::duties
