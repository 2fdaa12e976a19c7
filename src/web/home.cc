// Home: what the law wants done (the room duties knows), what deliveries and grants want; then grants and accesses.
#include <algorithm>

#include "duties/todo.h"
#include "grants/grant.h"
#include "ledger/trail.h"
#include "registry/delivery.h"
#include "web/attachment_todos.h"
#include "web/copy_todos.h"
#include "web/delivery_todos.h"
#include "web/frame_todos.h"
#include "web/grant_views.h"
#include "web/handlers.h"
#include "web/match_todos.h"
#include "web/trail_views.h"
#include "web/watch_todos.h"

namespace menhu::web {

namespace {

constexpr int accesses_shown = 10;

// `renewable`: which of them may be renewed now; one whose renewal is under way is nothing to do any more.
void add_grant_todos(const std::vector<grants::GrantView>& grants, const std::vector<grants::GrantId>& renewable,
                     std::vector<TodoView>& todos) {
    for (const auto& grant : grants) {
        if (grant.state != grants::GrantState::in_force) continue;
        if (std::ranges::find(renewable, grant.id) != renewable.end()) {
            todos.push_back(
                {.code = "grant_ends",
                 .title_zh = fmt::format("核准「{}」將於 {} 天內到期；仍有業務需要，請申請展延", grant.purpose_zh,
                                         grant.days_left),
                 .title_en = fmt::format("The grant “{}” ends within {} days; renew it if the business goes on",
                                         grant.purpose_en, grant.days_left),
                 .clause = "S2.2",
                 .due = instant_text(grant.until),
                 .link = "/data-applications/new/" + grant.id.text()});
        }
        if (grant.quota_total > 0 && grant.used_total * 10 >= grant.quota_total * 9) {
            todos.push_back({.code = "quota_low",
                             .title_zh = fmt::format("核准「{}」的查詢額度已用去九成", grant.purpose_zh),
                             .title_en = fmt::format("Nine tenths of the quota of “{}” are used", grant.purpose_en),
                             .clause = "S2.2",
                             .due = std::nullopt,
                             .link = "/query"});
        }
    }
}

void add_delivery_todos(const std::vector<registry::Delivery>& deliveries, std::vector<TodoView>& todos) {
    for (const auto& delivery : deliveries) {
        const auto name = fmt::format("{} #{}", delivery.manifest.table_number, delivery.manifest.sequence);
        const auto link = "/deliveries/" + delivery.id.text();
        if (delivery.state == registry::DeliveryState::awaiting_sign_off) {
            todos.push_back({.code = "sign_off",
                             .title_zh = fmt::format("交付檔 {} 已匯入完成，待您閱讀檢核報告並放行", name),
                             .title_en = fmt::format("Delivery {} is imported: read its report and sign it off", name),
                             .clause = "S2.1",
                             .due = std::nullopt,
                             .link = link});
        } else if (delivery.state == registry::DeliveryState::received ||
                   delivery.state == registry::DeliveryState::uploading) {
            todos.push_back({.code = "upload",
                             .title_zh = fmt::format("交付檔 {} 尚未上傳或匯入完成", name),
                             .title_en = fmt::format("Delivery {} is not uploaded or imported yet", name),
                             .clause = "U1.1",
                             .due = std::nullopt,
                             .link = link});
        }
    }
}

TodoView view_of(const duties::Todo& todo) {
    TodoView view{.code = todo.code,
                  .title_zh = todo.zh,
                  .title_en = todo.en,
                  .clause = todo.clause,
                  .due = std::nullopt,
                  .link = todo.link};
    if (todo.due) view.due = instant_text(*todo.due);
    return view;
}

}  // namespace

Answer get_home(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        HomeView view;
        const auto todos = TRY(duties::todos_of(tx, rooms.office, actor, call.now));
        for (const auto& todo : todos) view.todos.push_back(view_of(todo));
        const auto grants = TRY(grants::grants_of(tx, actor, call.now));
        const auto renewable = TRY(grants::renewable(tx, rooms.profile(), grants, call.now));
        add_grant_todos(grants, renewable, view.todos);
        view.grants = views_of(grants, rooms.profile(), rooms.registry.settings().districts);
        if (actor.has(people::Role::designated_person)) {
            const auto deliveries = TRY(registry::deliveries(tx));
            add_delivery_todos(deliveries, view.todos);
            TRY(add_delivery_days(tx, rooms, deliveries, actor, call.now, view.todos));
        }
        if (actor.has(people::Role::case_worker)) {
            TRY(add_match_todos(tx, rooms, actor, call.now, view.todos));
            TRY(add_attachment_todos(tx, actor, call.now, view.todos));
            TRY(add_frame_todos(tx, rooms, actor, call.now, view.todos));
            TRY(add_watch_todos(tx, actor, call.now, view.todos));
        }
        TRY(add_copy_todos(tx, rooms, actor, call.now, view.todos));
        ledger::TrailFilter filter;
        filter.account = actor.account().number();
        filter.kind = "query.";
        filter.limit = accesses_shown;
        PurposeNames purposes;
        const auto recent = TRY(ledger::trail(tx, filter));
        for (const auto& entry : recent.items) {
            auto access = TRY(access_view(tx, rooms, purposes, entry));
            view.recent.push_back(std::move(access));
        }
        return answer_json(view);
    });
}

}  // namespace menhu::web
