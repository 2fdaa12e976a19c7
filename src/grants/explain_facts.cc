#include "grants/explain_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/calendar.h"
#include "base/id.h"
#include "grants/verdict.h"
#include "people/unit.h"

namespace menhu::grants {
namespace {

TwoTexts yes_or_no(bool yes) { return yes ? TwoTexts{"是", "yes"} : TwoTexts{"否", "no"}; }

TwoTexts of_count(std::optional<std::int64_t> used, std::int64_t quota) {
    if (!used) return {fmt::format("未留存 / {}", quota), fmt::format("not kept / {}", quota)};
    return same(fmt::format("{} / {}", *used, quota));
}

TwoTexts operations_text(Operations operations) {
    TwoTexts text;
    for (const Operation operation : operations.list()) {
        const OperationName& name = name_of(operation);
        text.zh += (text.zh.empty() ? "" : "、") + std::string{name.zh};
        text.en += (text.en.empty() ? "" : ", ") + std::string{name.en};
    }
    return text;
}

// The labels of fields; their names where the profile knows them no more.
TwoTexts fields_text(const law::Profile& profile, std::span<const std::string> fields) {
    TwoTexts text;
    for (const std::string& name : fields) {
        const law::Field* field = profile.find_field(name);
        text.zh += (text.zh.empty() ? "" : "、") + (field == nullptr ? name : std::string{field->label()});
        text.en += (text.en.empty() ? "" : ", ") + (field == nullptr ? name : std::string{field->label_en()});
    }
    return text;
}

std::string clock_text(int minute) { return fmt::format("{:02}:{:02}", minute / 60 % 24, minute % 60); }

TwoTexts weekdays_text(std::uint8_t weekdays) {
    static constexpr std::array<std::string_view, 7> zh{"一", "二", "三", "四", "五", "六", "日"};
    static constexpr std::array<std::string_view, 7> en{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    if (weekdays == 0) return {"每日", "every day"};
    TwoTexts text;
    for (std::size_t day = 0; day < zh.size(); ++day) {
        if ((weekdays >> day & 1U) == 0) continue;
        text.zh += (text.zh.empty() ? "星期" : "、") + std::string{zh[day]};
        text.en += (text.en.empty() ? "" : ", ") + std::string{en[day]};
    }
    return text;
}

std::int64_t code_points(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

}  // namespace

TwoTexts same(std::string text) { return {text, text}; }

TwoTexts period_text(base::Instant from, std::optional<base::Instant> until) {
    const std::string start = base::to_taipei_text(from);
    if (!until) return {start + " 起", "from " + start};
    const std::string end = base::to_taipei_text(*until);
    return {start + " 至 " + end, start + " to " + end};
}

TwoTexts standing_text(std::optional<people::Standing> standing) {
    using people::Standing;
    if (!standing) return {"查無", "not known"};
    switch (*standing) {
        case Standing::active:
            return {"有效", "active"};
        case Standing::not_yet_valid:
            return {"尚未生效", "not valid yet"};
        case Standing::expired:
            return {"已過期", "expired"};
        case Standing::suspended:
            return {"停用", "suspended"};
        case Standing::closed:
            return {"已廢止", "closed"};
        case Standing::idle:
            return {"久未使用", "idle"};
        case Standing::separated:
            return {"職務牴觸", "roles separated"};
        case Standing::outside_hours:
            return {"非可使用時段", "outside hours"};
        case Standing::outside_network:
            return {"非可使用網路", "outside networks"};
    }
    base::throw_bug("standing_text: no such standing");
}

TwoTexts roles_text(const law::Profile& profile, people::Roles roles) {
    TwoTexts text;
    for (const people::Role role : roles.list()) {
        const auto& title = profile.title_of(role);
        text.zh += (text.zh.empty() ? "" : "、") + title.title;
        text.en += (text.en.empty() ? "" : ", ") + title.title_en;
    }
    if (text.zh.empty()) return {"無", "none"};
    return text;
}

TwoTexts grant_state_text(GrantState state) {
    switch (state) {
        case GrantState::in_force:
            return {"有效", "in force"};
        case GrantState::not_yet_valid:
            return {"尚未開始", "not begun"};
        case GrantState::expired:
            return {"已過期", "expired"};
        case GrantState::suspended:
            return {"停用", "suspended"};
        case GrantState::ended:
            return {"已終止", "ended"};
        case GrantState::lapsed:
            return {"逾期未使用而失效", "lapsed unused"};
    }
    base::throw_bug("grant_state_text: no such state");
}

TwoTexts link_text(const std::optional<rows::LinkAt>& link, base::Instant at) {
    if (!link) return {"未登錄", "not registered"};
    const StoredLink& is = link->link;
    if (is.letter == StoredLink::Letter::wanting) return {"未取得核准函", "no letter of approval"};
    if (is.ended_at && at >= *is.ended_at) return {"已終止", "ended"};
    if (at >= is.until) return {"已過期", "expired"};
    if (is.state == StoredLink::State::suspended) return {"停用", "suspended"};
    if (at < is.from) return {"尚未生效", "not in force yet"};
    return {"有效", "in force"};
}

base::Result<TwoTexts> unit_text(store::ReadTx& tx, people::UnitId unit) {
    const auto found = TRY(people::find_unit(tx, unit));
    if (!found) return same(base::id_text(unit.number()));
    return TwoTexts{found->name_zh, found->name_en};
}

void FactWriter::account(Facts& to) const {
    to.push_back({"帳號狀態", "State of the account", standing_text(rebuilt_.then.standing)});
    const auto& term = rebuilt_.then.term;
    if (term) to.push_back({"帳號期限", "Period of the account", period_text(term->valid_from, term->valid_until)});
    to.push_back({"時段、網路與閒置",
                  "Hours, networks, idleness",
                  {"帳號歷程不含這些，以當時的紀錄為準", "not in the account's history: as the entry says"}});
}

void FactWriter::role(Facts& to) const {
    if (rebuilt_.then.term) {
        to.push_back({"當時的職務", "Roles then", roles_text(desk_.profile, rebuilt_.then.term->roles)});
    }
    const auto& title = desk_.profile.title_of(name_of(rebuilt_.operation).role);
    to.push_back({"這項作業需要", "The operation takes", {title.title, title.title_en}});
}

base::Result<void> FactWriter::unit(Facts& to) const {
    auto of_grant = TRY(unit_text(tx_, people::UnitId{situation_.grant->unit}));
    to.push_back({"核准的單位", "Unit of the grant", std::move(of_grant)});
    if (!rebuilt_.then.term) return {};
    auto of_asker = TRY(unit_text(tx_, rebuilt_.then.term->unit));
    to.push_back({"查詢者當時的單位", "The asker's unit then", std::move(of_asker)});
    return {};
}

void FactWriter::holder(Facts& to) const {
    to.push_back({"當時是否持有", "Was a holder then", yes_or_no(rebuilt_.then.holds > 0)});
}

void FactWriter::grant_state(Facts& to) const {
    const StoredGrant& grant = *situation_.grant;
    to.push_back({"當時的狀態", "State then",
                  grant_state_text(state_of(grant.state, grant.from, grant.until, grant.lapses_at, situation_.now))});
    to.push_back({"使用期限", "Period", period_text(grant.from, grant.until)});
    if (grant.lapses_at) {
        to.push_back({"未使用即失效", "Lapses if unused", same(base::to_taipei_text(*grant.lapses_at))});
    }
}

void FactWriter::holding(Facts& to) const {
    to.push_back({"核准的資料", "Data of the grant", same(rebuilt_.terms->grant.holding)});
}

void FactWriter::link(Facts& to) const {
    const auto& link = rebuilt_.then.link;
    to.push_back({"當時的狀態", "State then", link_text(link, situation_.now)});
    if (!link) return;
    to.push_back({"版本", "Version", same(std::to_string(link->number))});
    to.push_back({"核准函", "Letter of approval", link->letter.empty() ? TwoTexts{"無", "none"} : same(link->letter)});
    to.push_back({"有效期間", "Period", period_text(link->link.from, link->link.until)});
}

void FactWriter::basis(Facts& to) const {
    for (const auto& basis : rebuilt_.then.bases) {
        const bool counts = basis.in_force(situation_.now);
        to.push_back({counts ? "有效的法規依據" : "已無效的法規依據",
                      counts ? "Basis in force" : "Basis not in force",
                      {basis.id + " " + basis.title, basis.id + " " + basis.title_en}});
    }
}

void FactWriter::purpose(Facts& to) const {
    const auto& purpose = rebuilt_.then.purpose;
    to.push_back({"用途", "Purpose", same(rebuilt_.terms->purpose_code)});
    to.push_back({"當時核定的版本", "Approved version then",
                  purpose ? same(std::to_string(purpose->number)) : TwoTexts{"無", "none"}});
    if (purpose && purpose->ended_at) {
        to.push_back({"終止時間", "Ends", same(base::to_taipei_text(*purpose->ended_at))});
    }
}

void FactWriter::operation(Facts& to) const {
    const OperationName& name = name_of(rebuilt_.operation);
    to.push_back({"要求的作業", "Operation asked for", {std::string{name.zh}, std::string{name.en}}});
    to.push_back({"可用的作業", "Operations allowed", operations_text(situation_.grant->operations)});
}

void FactWriter::fields(Facts& to) const {
    to.push_back({"可用的資料項目", "Fields allowed", fields_text(desk_.profile, situation_.grant->fields)});
    if (!situation_.wish.fields.empty()) {
        to.push_back({"要求的資料項目", "Fields asked for", fields_text(desk_.profile, situation_.wish.fields)});
    }
}

void FactWriter::case_number(Facts& to) const {
    const std::string& pattern = situation_.grant->purpose.case_pattern;
    to.push_back({"案號格式", "Form of case numbers", pattern.empty() ? TwoTexts{"不限", "any"} : same(pattern)});
}

void FactWriter::case_list(Facts& to) const {
    const auto& listed = situation_.grant->listed_case;
    if (!listed) {
        if (!rebuilt_.by_entry.contains("case_list")) to.push_back({"案件清單", "List of cases", {"未載入", "none"}});
        return;
    }
    to.push_back({"案件清單", "List of cases", same(base::id_text(listed->load))});
    to.push_back({"案號在清單上", "The case is on it", yes_or_no(listed->listed == ListedCase::Listed::yes)});
    if (listed->askable_until) {
        to.push_back({"可查詢至", "May be asked for until", same(base::to_taipei_text(*listed->askable_until))});
    }
}

void FactWriter::reason(Facts& to) const {
    if (rebuilt_.ask) {
        to.push_back({"事由字數", "Length of the reason", same(std::to_string(code_points(rebuilt_.ask->reason)))});
    }
    to.push_back({"最少字數（現行）", "Least length (of today)", same(std::to_string(rebuilt_.reason_length_min))});
}

void FactWriter::quota(Facts& to) const {
    const StoredGrant& grant = *situation_.grant;
    to.push_back({"當日已用／額度", "Used that day / quota", of_count(rebuilt_.used_today, grant.quota_day)});
    to.push_back({"當月已用／額度", "Used that month / quota", of_count(rebuilt_.used_month, grant.quota_month)});
    to.push_back({"總計已用／額度", "Used in all / quota", of_count(rebuilt_.used_total, grant.quota_total)});
}

void FactWriter::grant_hours(Facts& to) const {
    const StoredGrant& grant = *situation_.grant;
    to.push_back({"查詢時間", "Asked at", same(base::to_taipei_text(situation_.now))});
    to.push_back({"可用時段", "Hours",
                  grant.hours ? same(clock_text(grant.hours->from) + "–" + clock_text(grant.hours->to))
                              : TwoTexts{"不限", "any"}});
    to.push_back({"可用星期", "Weekdays", weekdays_text(grant.weekdays)});
}

void FactWriter::grant_network(Facts& to) const {
    std::string networks;
    for (const format::Network& network : situation_.grant->networks) {
        networks += (networks.empty() ? "" : ", ") + network.text();
    }
    to.push_back({"可用網路", "Networks", networks.empty() ? TwoTexts{"不限", "any"} : same(std::move(networks))});
}

void FactWriter::search(Facts& to) const {
    if (!situation_.search) return;
    to.push_back({"查詢的行政區", "District searched in", same(rebuilt_.search_district)});
    to.push_back({"當日姓名查詢次數／上限（現行）", "Searches by name that day / most (of today)",
                  of_count(rebuilt_.searched_today, rebuilt_.searches_a_day)});
}

void FactWriter::conflict(Facts& to) const {
    to.push_back({"當時有聲明", "Declared then", yes_or_no(rebuilt_.conflicts > 0)});
}

void FactWriter::population(Facts& to) const {
    const Population& population = rebuilt_.terms->grant.population;
    switch (population.kind) {
        case Population::Kind::all:
            to.push_back({"對象範圍", "Population", {"全市", "the whole city"}});
            return;
        case Population::Kind::districts: {
            std::string codes;
            for (const auto& code : population.districts) codes += (codes.empty() ? "" : " ") + code;
            to.push_back({"對象範圍：行政區", "Population: districts", same(std::move(codes))});
            return;
        }
        case Population::Kind::case_list:
            to.push_back({"對象範圍", "Population", {"案件名單上的人", "the people of a list"}});
            return;
    }
}

base::Result<void> FactWriter::add(std::string_view rule, Facts& to) const {
    using Writer = void (FactWriter::*)(Facts&) const;
    struct Named {
        std::string_view rule;
        Writer writer;
    };
    static constexpr std::array writers{
        Named{"account", &FactWriter::account},
        Named{"role", &FactWriter::role},
        Named{"holder", &FactWriter::holder},
        Named{"grant_state", &FactWriter::grant_state},
        Named{"holding", &FactWriter::holding},
        Named{"link", &FactWriter::link},
        Named{"basis", &FactWriter::basis},
        Named{"purpose", &FactWriter::purpose},
        Named{"operation", &FactWriter::operation},
        Named{"fields", &FactWriter::fields},
        Named{"case_number", &FactWriter::case_number},
        Named{"case_list", &FactWriter::case_list},
        Named{"reason", &FactWriter::reason},
        Named{"quota", &FactWriter::quota},
        Named{"grant_hours", &FactWriter::grant_hours},
        Named{"grant_network", &FactWriter::grant_network},
        Named{"search", &FactWriter::search},
        Named{"conflict", &FactWriter::conflict},
        Named{"population", &FactWriter::population},
    };
    if (rule == "unit") return unit(to);
    const auto* found = std::ranges::find(writers, rule, &Named::rule);
    if (found != writers.end()) (this->*found->writer)(to);
    return {};
}

}  // namespace menhu::grants
