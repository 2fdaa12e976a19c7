// The roster as a document to be printed, signed and shown to an audit (A5, F2.1).
#include <array>
#include <map>

#include "oversight/roster.h"

namespace menhu::oversight {
namespace {

using paper::Cell;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty()) text += between;
        text += part;
    }
    return text;
}

Cell day(const std::optional<base::Instant>& instant) {
    if (!instant) return {};
    return base::taipei_date(*instant);
}

// The last day on which it is valid: `until` is not included.
Cell last_day(const std::optional<base::Instant>& until) {
    if (!until) return {};
    return base::taipei_date(*until - base::Duration{1});
}

std::string role_titles(const law::Profile& profile, people::Roles roles) {
    std::vector<std::string> titles;
    for (const auto role : roles.list()) titles.push_back(profile.title_of(role).title);
    return joined(titles, "、");
}

// The head who endorsed; of an account without an application, who made it.
std::string approved_by(const people::RollEntry& account) {
    return account.approved_at ? account.approved_by : account.opened_by;
}

std::string grant_titles(const RosterLine& line) {
    std::vector<std::string> titles;
    for (const auto& grant : line.grants) {
        titles.push_back(grant.purpose_zh + "（" + base::to_roc_slashes(base::taipei_date(grant.from)) + "–" +
                         base::to_roc_slashes(base::taipei_date(grant.until - base::Duration{1})) + "）");
    }
    return joined(titles, "\n");
}

std::string training(const RosterLine& line) {
    auto text = std::to_string(line.training_hours);
    if (line.training_required > 0) text += "／" + std::to_string(line.training_required);
    return text;
}

std::string sums(const Roster& roster) {
    std::map<people::Standing, std::size_t> counts;
    for (const auto& line : roster.lines) ++counts[line.account.standing];
    std::string text = "共 " + std::to_string(roster.lines.size()) + " 人";
    for (const auto& [standing, count] : counts) {
        text += "，" + std::string{standing_title(standing)} + " " + std::to_string(count) + " 人";
    }
    return text;
}

std::string_view whom_title(Whom whom) {
    switch (whom) {
        case Whom::everybody:
            return "全部（含委辦機構）";
        case Whom::own_people:
            return "機關人員";
        case Whom::contractors:
            return "委辦機構人員";
    }
    return "";
}

}  // namespace

std::string_view standing_title(people::Standing standing) {
    switch (standing) {
        case people::Standing::active:
            return "使用中";
        case people::Standing::not_yet_valid:
            return "尚未生效";
        case people::Standing::expired:
            return "已逾期";
        case people::Standing::suspended:
            return "已停用";
        case people::Standing::closed:
            return "已廢止";
        case people::Standing::idle:
            return "閒置停用";
        case people::Standing::separated:
            return "角色衝突";
        case people::Standing::outside_hours:
            return "非使用時段";
        case people::Standing::outside_network:
            return "非使用網路";
    }
    return "";
}

paper::Document roster_document(const Roster& roster, const law::Profile& profile, std::string_view made_by,
                                base::Instant now) {
    paper::Table table{.caption = "使用者清冊",
                       .columns = {{.head = "編號", .kind = paper::Kind::integer, .width = 3},
                                   {.head = "單位", .width = 9},
                                   {.head = "契約編號", .width = 5},
                                   {.head = "帳號", .width = 8},
                                   {.head = "姓名", .width = 5},
                                   {.head = "職務", .width = 7},
                                   {.head = "狀態", .width = 4, .align = paper::Align::centre},
                                   {.head = "申請日", .kind = paper::Kind::date, .width = 6},
                                   {.head = "核准日", .kind = paper::Kind::date, .width = 6},
                                   {.head = "核准人", .width = 5},
                                   {.head = "生效日", .kind = paper::Kind::date, .width = 6},
                                   {.head = "迄日", .kind = paper::Kind::date, .width = 6},
                                   {.head = "廢止日", .kind = paper::Kind::date, .width = 6},
                                   {.head = "核准用途", .width = 12},
                                   {.head = "保密切結", .kind = paper::Kind::date, .width = 6},
                                   {.head = "訓練時數", .width = 4, .align = paper::Align::end},
                                   {.head = "最近登入", .kind = paper::Kind::date, .width = 6}},
                       .rows = {},
                       .if_empty = "這一天沒有符合條件的使用者。"};
    table.rows.reserve(roster.lines.size());
    std::int64_t number = 0;
    for (const auto& line : roster.lines) {
        const auto& account = line.account;
        table.rows.push_back({++number, account.unit_name, account.contract_number, account.name, account.display_name,
                              role_titles(profile, account.roles), std::string{standing_title(account.standing)},
                              day(account.applied_at), day(account.approved_at.value_or(account.opened_at)),
                              approved_by(account), day(account.from), last_day(account.until), day(account.closed_at),
                              grant_titles(line), day(account.pledged_at), training(line),
                              day(account.last_signed_in)});
    }
    paper::Document document{
        .title = "戶役政資料使用者清冊",
        .agency = profile.agency().name,
        .lines = {{"基準日", base::to_roc_text(roster.question.on)},
                  {"對象", std::string{whom_title(roster.question.whom)}},
                  {"人數", sums(roster)},
                  {"製表", std::string{made_by} + "，" + base::to_roc_text(base::taipei_date(now))}},
        .blocks = {},
        .foot = profile.agency().regulation + " 五(五)、附件二1",
        .orientation = paper::Orientation::landscape,
        .mark = paper::Mark::confidential};
    document.blocks.emplace_back(std::move(table));
    document.blocks.emplace_back(paper::Paragraph{
        .text = "狀態與核准用途為基準日當時；訓練時數為當年度截至基準日，斜線後為應有時數；廢止日為製表時所知。",
        .style = paper::Paragraph::Style::note});
    document.blocks.emplace_back(paper::Signatures{.titles = {"製表人", "帳號管理者", "單位主管"}});
    return document;
}

}  // namespace menhu::oversight
