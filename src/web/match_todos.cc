#include "web/match_todos.h"

#include "registry/match.h"
#include "web/handlers.h"
#include "web/page_limit.h"

namespace menhu::web {

namespace {

std::string times(std::int64_t count, std::string_view one, std::string_view more) {
    return fmt::format("{} {}", count, count == 1 ? one : more);
}

}  // namespace

base::Result<void> add_match_todos(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor, base::Instant now,
                                   std::vector<TodoView>& todos) {
    using registry::MatchState;
    const auto& book = rooms.matches.book();
    const auto page = TRY(registry::matches_of(tx, rooms.registry, book, actor, std::nullopt, usual_page, now));
    for (const auto& match : page.items) {
        const auto* rule = book.rules.find(match.rule);
        if (rule == nullptr || match.kept != registry::Match::Kept::yes) continue;
        const auto link = "/matches/" + match.id.text();
        const auto waits = match.state == MatchState::waiting && !rooms.matches.has(match.id);
        if (waits || match.state == MatchState::failed) {
            todos.push_back({.code = "match_stopped",
                             .title_zh = fmt::format("勾稽「{}」中斷，已查 {}／{} 列；請看原因並接續，或銷毀結果",
                                                     rule->name_zh, match.done, match.rows),
                             .title_en = fmt::format("The match “{}” stopped after {} of {}; see why and go on, or "
                                                     "destroy the result",
                                                     rule->name_en, match.done, times(match.rows, "row", "rows")),
                             .clause = "S2.2",
                             .due = instant_text(match.ends_at),
                             .link = link});
        } else if (match.state == MatchState::done || match.state == MatchState::cancelled) {
            todos.push_back({.code = "match_kept",
                             .title_zh = fmt::format("勾稽「{}」已有結果（{} 列）；用畢請銷毀，期滿自動銷毀",
                                                     rule->name_zh, match.done),
                             .title_en = fmt::format("The match “{}” has its result ({}): destroy it after use; it "
                                                     "ends by itself on the day",
                                                     rule->name_en, times(match.done, "row", "rows")),
                             .clause = "S2.2",
                             .due = instant_text(match.ends_at),
                             .link = link});
        }
    }
    return {};
}

}  // namespace menhu::web
