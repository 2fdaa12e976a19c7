#include "web/attachment_todos.h"

#include <fmt/format.h>

#include "registry/attachment.h"
#include "web/handlers.h"

namespace menhu::web {

namespace {

constexpr std::chrono::days notice{7};

}  // namespace

base::Result<void> add_attachment_todos(store::ReadTx& tx, const people::Actor& actor, base::Instant now,
                                        std::vector<TodoView>& todos) {
    const auto due = TRY(registry::paper_due(tx, actor, now + notice));
    if (due.count == 0) return {};
    todos.push_back({.code = "attachment_paper",
                     .title_zh = fmt::format("有 {} 件附卷的紙本尚未登載去向（已歸檔、已銷毀或未列印）", due.count),
                     .title_en = fmt::format("{} of the papers put into case files: say whether they were filed, "
                                             "destroyed or never printed",
                                             due.count),
                     .clause = "S3.1",
                     .due = instant_text(due.first),
                     .link = "/attachments/unsaid"});
    return {};
}

}  // namespace menhu::web
