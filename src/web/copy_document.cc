#include "web/copy_document.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/calendar.h"
#include "web/match_document.h"

namespace menhu::web {

namespace {

// S2.4: whoever finds it knows whose it is, from which copy it comes, and that it should be gone by when.
std::vector<paper::Meta> marks_of(const registry::CopyMark& mark) {
    return {{"密件", "依複製核准加密交付，僅供收件人於核准範圍內使用，不得再複製"},
            {"複製核准", mark.letter_number},
            {"收件人", mark.recipient},
            {"份號", fmt::format("第 {} 份（核准 {} 份），複本 {}", mark.number, mark.of, mark.id.text())},
            {"匯出案號", mark.case_number},
            {"匯出紀錄", fmt::format("{} 年第 {} 號", mark.log, mark.index)},
            {"應銷毀日", base::to_roc_slashes(mark.destroy_by)}};
}

void mark(paper::Document& document, const registry::CopyMark& mark) {
    const auto marks = marks_of(mark);
    // The copy's last day is the letter's, not the result's.
    std::erase_if(document.lines, [](const paper::Meta& line) { return line.label == "應銷毀日"; });
    document.lines.insert(document.lines.end(), marks.begin(), marks.end());
    document.foot = fmt::format("密件　{}　第 {} 份　{}", mark.recipient, mark.number, mark.letter_number);
    paper::Table table;
    table.caption = "複本標記";
    table.columns = {{.head = "複本標記", .width = 10}, {.head = "內容", .width = 40}};
    for (const auto& line : marks) table.rows.push_back({line.label, line.value});
    document.blocks.emplace_back(std::move(table));
}

}  // namespace

registry::MatchWriter match_writer(const registry::MatchBook& book, const law::Profile& profile, std::string made_by,
                                   paper::Form form, base::Instant at) {
    return [&book, &profile, made_by = std::move(made_by), form, at](
               const registry::MatchResult& result, const registry::CopyMark& of) -> base::Result<std::string> {
        const auto* rule = book.rules.find(result.match.rule);
        CHECK(rule != nullptr);
        auto document = match_document(result, *rule, profile, made_by, at);
        mark(document, of);
        return paper::write(document, form, at);
    };
}

}  // namespace menhu::web
