// A signed review as a document, and that it is handed out.
#include "law/profile.h"
#include "oversight/record_act.h"
#include "oversight/review_printed.h"

namespace menhu::oversight {
namespace {

std::string_view decision_zh(Decision decision) {
    switch (decision) {
        case Decision::keep:
            return "保留";
        case Decision::change:
            return "調整權限";
        case Decision::suspend:
            return "停用";
        case Decision::close:
            return "廢止";
    }
    base::throw_bug("decision_zh: no such decision");
}

std::string_view outcome_zh(std::string_view outcome) {
    if (outcome == "done") return "已執行";
    if (outcome == "already") return "先前已執行";
    return "";
}

std::string_view act_zh(std::string_view act) {
    if (act == "submitted") return "送核";
    return act == "signed" ? "核定" : "退回";
}

std::string roles_zh(const law::Profile& profile, people::Roles roles) {
    std::string text;
    for (const people::Role role : roles.list()) {
        if (!text.empty()) text += "、";
        text += profile.title_of(role).title;
    }
    return text;
}

std::string proposals_zh(const ReviewLine& line) {
    std::string text;
    for (const Proposal proposal : line.proposals) {
        if (!text.empty()) text += "；";
        text += name_of(proposal).zh;
    }
    return text;
}

paper::Cell day_cell(const std::optional<base::Instant>& at) {
    if (!at) return std::monostate{};
    return base::taipei_date(*at);
}

paper::Table sums(const std::vector<ReviewLine>& lines) {
    paper::Table table{.caption = "決定統計",
                       .columns = {{.head = "決定", .width = 8}, {.head = "帳號數", .kind = paper::Kind::integer}},
                       .rows = {},
                       .if_empty = {}};
    for (const Decision decision : {Decision::keep, Decision::change, Decision::suspend, Decision::close}) {
        std::int64_t count = 0;
        for (const ReviewLine& line : lines) count += line.decided && line.decided->decision == decision ? 1 : 0;
        table.rows.push_back({std::string{decision_zh(decision)}, count});
    }
    return table;
}

paper::Table all_lines(const law::Profile& profile, const std::vector<ReviewLine>& lines) {
    paper::Table table{.caption = "逐筆清查",
                       .columns = {{.head = "單位", .width = 9},
                                   {.head = "帳號", .width = 9},
                                   {.head = "姓名", .width = 6},
                                   {.head = "角色", .width = 9},
                                   {.head = "最近登入", .kind = paper::Kind::date, .width = 7},
                                   {.head = "系統建議", .width = 14},
                                   {.head = "決定", .width = 6},
                                   {.head = "說明", .width = 12},
                                   {.head = "決定人", .width = 6},
                                   {.head = "決定日", .kind = paper::Kind::date, .width = 7},
                                   {.head = "結果", .width = 5}},
                       .rows = {},
                       .if_empty = "沒有帳號。"};
    table.rows.reserve(lines.size());
    for (const ReviewLine& line : lines) {
        paper::Row row{line.unit_name,
                       line.account_name,
                       line.display_name,
                       roles_zh(profile, line.roles),
                       day_cell(line.last_signed_in),
                       proposals_zh(line)};
        if (line.decided) {
            std::string decision{decision_zh(line.decided->decision)};
            if (line.decided->roles) decision += "：" + roles_zh(profile, *line.decided->roles);
            row.insert(row.end(), {std::move(decision), line.decided->note,
                                   line.decided->by_name.empty() ? std::string{"系統"} : line.decided->by_name,
                                   day_cell(line.decided->at), std::string{outcome_zh(line.outcome)}});
        } else {
            row.insert(row.end(), 5, std::monostate{});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

paper::Document review_document(const law::Profile& profile, const Review& review, const std::vector<ReviewLine>& lines,
                                const std::vector<ReviewStep>& steps, const ReviewRecord& record) {
    const auto name = name_of_period(review.period_from, review.period_until);
    paper::Document document{.title = name.zh + "帳號清查紀錄",
                             .agency = profile.agency().name,
                             .lines = {{"清查開始", base::to_roc_text(base::taipei_date(review.opened_at))},
                                       {"使用情形期間", base::to_roc_text(base::taipei_date(review.looks_from)) + "至" +
                                                            base::to_roc_text(base::taipei_date(review.opened_at))},
                                       {"帳號數", std::to_string(lines.size())}},
                             .blocks = {},
                             .foot = "紀錄雜湊（SHA-256）" + base::to_hex(record.digest),
                             .orientation = paper::Orientation::landscape,
                             .mark = paper::Mark::confidential};
    for (const ReviewStep& step : steps) {
        std::string value = base::to_taipei_text(step.at) + "　" + step.by_name;
        if (!step.reason.empty()) value += "（" + step.reason + "）";
        document.lines.push_back({std::string{act_zh(step.act)}, std::move(value)});
    }
    document.lines.push_back({"日誌收據", std::to_string(record.log) + " / " + std::to_string(record.index)});
    document.blocks.emplace_back(sums(lines));
    document.blocks.emplace_back(all_lines(profile, lines));
    document.blocks.emplace_back(paper::Signatures{.titles = {"帳號管理者", "機關首長"}});
    return document;
}

base::Result<void> record_review_printed(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                         ReviewId review, std::string_view form, const crypto::Digest& digest,
                                         base::Instant now) {
    TRY(record_act(tx, office, by.account(), by.unit(),
                   {.kind = "oversight.review_printed",
                    .review = review,
                    .facts = {{"form", std::string{form}}, {"sha256", base::to_hex(digest)}},
                    .counts = {},
                    .reason = {}},
                   now));
    return {};
}

}  // namespace menhu::oversight
