#include "web/match_document.h"

#include <algorithm>

#include "base/calendar.h"

namespace menhu::web {

namespace {

std::string_view verdict_zh(law::MatchVerdict verdict) {
    switch (verdict) {
        case law::MatchVerdict::yes:
            return "符合";
        case law::MatchVerdict::no:
            return "不符合";
        case law::MatchVerdict::cannot_tell:
            return "無法判定";
    }
    base::throw_bug("verdict_zh: no such verdict");
}

std::string notes_text(const std::vector<registry::MatchNote>& notes) {
    std::string out;
    for (const auto& note : notes) {
        if (!out.empty()) out += "；";
        out += note.zh + " " + note.value;
    }
    return out;
}

}  // namespace

paper::Document match_document(const registry::MatchResult& result, const law::MatchRule& rule,
                               const law::Profile& profile, std::string_view made_by, base::Instant at) {
    const auto& match = result.match;
    paper::Document document;
    document.title = "勾稽結果：" + rule.name_zh;
    document.agency = profile.agency().name;
    document.orientation = paper::Orientation::landscape;
    document.mark = paper::Mark::confidential;
    const auto last_day = base::taipei_date(match.ends_at - std::chrono::milliseconds{1});
    const auto on = base::from_iso(match.on);
    const auto base_date = base::from_iso(match.base_date);
    document.lines = {
        {"名冊", match.file.reveal()},
        {"案號", match.case_number.reveal()},
        {"核准", match.grant.text()},
        {"查詢日", on ? base::to_roc_slashes(*on) : match.on},
        {"資料基準日", base_date ? base::to_roc_slashes(*base_date) : match.base_date},
        {"列數", std::to_string(match.done) + "／" + std::to_string(match.rows)},
        {"紀錄", match.first_index ? std::to_string(*match.log) + " 年第 " + std::to_string(*match.first_index) +
                                         " 至 " + std::to_string(*match.last_index) + " 號"
                                   : std::string{"無"}},
        {"製表", std::string{made_by} + " " + base::to_taipei_text(at)},
        {"應銷毀日", base::to_roc_slashes(last_day)},
    };
    if (match.done < match.rows) {
        document.blocks.emplace_back(paper::Paragraph{.text = "本結果未完成：其餘各列沒有查詢。"});
    }
    paper::Table table;
    table.caption = "結果";
    std::size_t columns = result.headers.size();
    for (const auto& row : result.rows) columns = std::max(columns, row.cells.size());
    table.columns = {{.head = "列", .kind = paper::Kind::integer, .width = 4},
                     {.head = "判定", .width = 6},
                     {.head = "代碼", .width = 10},
                     {.head = "原因", .width = 18},
                     {.head = "關鍵日期", .width = 18}};
    for (std::size_t at_column = 0; at_column < columns; ++at_column) {
        const auto head = at_column < result.headers.size() ? result.headers[at_column] : std::string{};
        table.columns.push_back({.head = head.empty() ? "欄 " + std::to_string(at_column + 1) : head, .width = 10});
    }
    for (const auto& row : result.rows) {
        paper::Row cells{std::int64_t{row.number}, std::string{verdict_zh(row.outcome->verdict)}, row.outcome->code,
                         row.outcome->zh, notes_text(row.notes)};
        for (std::size_t at_column = 0; at_column < columns; ++at_column) {
            cells.emplace_back(at_column < row.cells.size() ? row.cells[at_column] : std::string{});
        }
        table.rows.push_back(std::move(cells));
    }
    table.if_empty = "沒有任何列";
    document.blocks.emplace_back(std::move(table));
    return document;
}

}  // namespace menhu::web
