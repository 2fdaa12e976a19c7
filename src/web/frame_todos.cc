#include "web/frame_todos.h"

#include "registry/frame.h"
#include "web/handlers.h"
#include "web/page_limit.h"

namespace menhu::web {

base::Result<void> add_frame_todos(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor, base::Instant now,
                                   std::vector<TodoView>& todos) {
    const auto today = base::to_iso(base::taipei_date(now));
    const auto page = TRY(registry::frames_of(tx, rooms.registry, actor, std::nullopt, usual_page, now));
    for (const auto& frame : page.items) {
        // Of who oversees, those of others come too.
        if (!frame.may_draw() || frame.account != actor.account() || today < frame.draw_on) continue;
        todos.push_back(
            {.code = "frame_waits",
             .title_zh = fmt::format("抽樣「{}」：公開號碼已到抽號日，請輸入並抽出；逾期失效", frame.title.reveal()),
             .title_en = fmt::format("The frame “{}”: the day of its public number has come; enter it and "
                                     "draw, or it lapses",
                                     frame.title.reveal()),
             .clause = "S2.2",
             .due = instant_text(frame.lapses_at),
             .link = "/frames/" + frame.id.text()});
    }
    return {};
}

}  // namespace menhu::web
