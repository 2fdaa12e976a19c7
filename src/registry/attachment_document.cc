#include "registry/attachment_document.h"

#include "base/calendar.h"

namespace menhu::registry {

namespace {

std::string entries_text(const Exhibit& exhibit) {
    if (exhibit.log == 0) return "無（沒有可查的列）";
    auto out = std::to_string(exhibit.log) + " 年第 " + std::to_string(exhibit.first_index);
    if (exhibit.last_index != exhibit.first_index) out += " 至 " + std::to_string(exhibit.last_index);
    return out + " 號";
}

// Days as those of the Republic, and the time of day.
std::string instant_text(base::Instant at) {
    return base::to_roc_slashes(base::taipei_date(at)) + base::to_taipei_text(at).substr(10);
}

paper::Table table_of(const ExhibitTable& exhibit) {
    paper::Table table;
    table.caption = exhibit.caption;
    for (const auto& column : exhibit.columns) {
        table.columns.push_back({.head = column.head, .width = static_cast<int>(column.width)});
    }
    for (const auto& row : exhibit.rows) {
        paper::Row cells;
        for (const auto& cell : row) cells.emplace_back(cell);
        cells.resize(table.columns.size());
        table.rows.push_back(std::move(cells));
    }
    return table;
}

}  // namespace

paper::Document attachment_document(const Exhibit& exhibit, const AttachedBy& by, const law::Profile& profile,
                                    AttachmentId id, Keeps keeps, base::Instant ends_at, base::Instant now) {
    paper::Document document;
    document.title = std::string{words_of(exhibit.kind).zh} + "（附卷）";
    document.agency = profile.agency().name;
    document.mark = paper::Mark::confidential;
    const auto base_date = base::from_iso(exhibit.base_date);
    const auto last_day = base::taipei_date(ends_at - std::chrono::milliseconds{1});
    document.lines = {
        {"案號", by.case_number},
        {"使用依據", by.purpose + "（核准 " + exhibit.grant.text() + "）"},
        {"查詢紀錄", entries_text(exhibit) + "，" + instant_text(exhibit.answered_at)},
        {"資料基準日", base_date ? base::to_roc_slashes(*base_date) : exhibit.base_date},
        {"附卷", by.unit + " " + by.name + "（" + by.account + "），" + instant_text(now)},
        {"附卷編號", id.text() + "，查驗碼 " + by.code},
        {"電子檔", keeps == Keeps::kept ? "加密保存至 " + base::to_roc_slashes(last_day) + "，期滿銷毀" : "不保存"},
    };
    if (exhibit.kind == ExhibitKind::card || exhibit.kind == ExhibitKind::household) {
        document.lines.push_back({"顯示", exhibit.shown == Shown::full ? "完整" : "遮蔽"});
    }
    for (const auto& [label, value] : exhibit.lines) document.lines.push_back({label, value});
    for (const auto& table : exhibit.tables) document.blocks.emplace_back(table_of(table));
    for (const auto& note : exhibit.notes) {
        document.blocks.emplace_back(paper::Paragraph{.text = note, .style = paper::Paragraph::Style::note});
    }
    // 四(一)2: paper is kept as 密件. 四(三)1: destroyed beyond recognition as soon as nothing requires it.
    document.blocks.emplace_back(
        paper::Paragraph{.text = "本件為密件，僅供本案使用，應附入案卷妥善保管，不得複製；無須保存時，銷毀至不能辨識。",
                         .style = paper::Paragraph::Style::note});
    const auto index = exhibit.log == 0 ? std::string{} : " #" + std::to_string(exhibit.first_index);
    document.foot = "密件　附卷 " + id.text() + "　" + by.account + "　" + by.case_number + index;
    document.watermark = by.account + "　" + instant_text(now) + "　" + by.case_number + index;
    return document;
}

}  // namespace menhu::registry
