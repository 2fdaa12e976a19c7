#include "duties/link_record.h"

#include <map>

#include "format/json.h"
#include "grants/link_people.h"
#include "people/account.h"
#include "people/unit.h"

namespace menhu::duties {
namespace {

using format::Json;

std::int64_t number_in(const Json& json, std::string_view name) {
    const Json* const value = json.find(name);
    CHECK(value != nullptr && value->integer() != nullptr);  // written by grants::review_link
    return *value->integer();
}

std::optional<std::string> text_in(const Json& json, std::string_view name) {
    const Json* const value = json.find(name);
    if (value == nullptr || value->text() == nullptr) return std::nullopt;
    return *value->text();
}

std::string_view duty_zh(grants::LinkDuty duty) {
    switch (duty) {
        case grants::LinkDuty::designated_person:
            return "專責人員";
        case grants::LinkDuty::handler:
            return "承辦人員";
        case grants::LinkDuty::head:
            return "主管";
    }
    base::throw_bug("duty_zh: no such duty");
}

std::string roc(const std::optional<std::string>& iso) {
    const auto date = iso ? base::from_iso(*iso) : std::nullopt;
    return date ? base::to_roc_text(*date) : std::string{"無"};
}

base::Result<std::string> unit_name(store::ReadTx& tx, people::UnitId unit) {
    const auto found = TRY(people::find_unit(tx, unit));
    return found ? found->name_zh : std::string{};
}

base::Result<paper::Table> in_charge(store::ReadTx& tx, const grants::Link& link, base::Instant at) {
    paper::Table table{.caption = "檢討時之負責人員",
                       .columns = {{.head = "職務", .width = 8},
                                   {.head = "帳號", .width = 10},
                                   {.head = "姓名", .width = 10},
                                   {.head = "起", .kind = paper::Kind::date, .width = 8}},
                       .rows = {},
                       .if_empty = "未指派人員"};
    const auto people = TRY(grants::people_of_link(tx, link.id));
    for (const grants::LinkPerson& person : people) {
        if (!person.in_force(at)) continue;
        const auto account = TRY(people::find_account(tx, person.account, at));
        table.rows.push_back({std::string{duty_zh(person.duty)}, account ? account->name : std::string{},
                              account ? account->display_name : std::string{}, base::taipei_date(person.from)});
    }
    return table;
}

base::Result<paper::Table> uses(store::ReadTx& tx, const Json& facts) {
    paper::Table table{.caption = "各核准之使用",
                       .columns = {{.head = "單位", .width = 12},
                                   {.head = "用途", .width = 18},
                                   {.head = "核准編號", .width = 12},
                                   {.head = "查詢次數", .kind = paper::Kind::integer, .width = 7}},
                       .rows = {},
                       .if_empty = "期間內沒有核准"};
    const Json* const grants = facts.find("grants");
    CHECK(grants != nullptr && grants->array() != nullptr);
    std::map<std::string, std::string> names;
    for (const Json& one : *grants->array()) {
        const std::string id = text_in(one, "unit").value_or("");
        if (const auto unit = people::UnitId::parse(id); unit && !names.contains(id)) {
            auto name = TRY(unit_name(tx, *unit));
            names.emplace(id, std::move(name));
        }
        table.rows.push_back({names[id], text_in(one, "purpose").value_or(""), text_in(one, "grant").value_or(""),
                              number_in(one, "queries")});
    }
    return table;
}

}  // namespace

ReviewFacts review_facts(const grants::LinkReview& review) {
    const auto json = format::parse_json(review.facts);
    CHECK(json);
    const Json* const grants = json->find("grants");
    CHECK(grants != nullptr && grants->array() != nullptr);
    return {.from = text_in(*json, "from").value_or(""),
            .to = text_in(*json, "to").value_or(""),
            .queries = number_in(*json, "queries"),
            .refusals = number_in(*json, "refusals"),
            .grants = static_cast<std::int64_t>(grants->array()->size()),
            .units = number_in(*json, "units"),
            .last_used_on = text_in(*json, "last_used_on")};
}

base::Result<paper::Document> link_review_document(store::ReadTx& tx, const law::Profile& profile,
                                                   const grants::Link& link, const grants::LinkReview& review) {
    const auto facts = review_facts(review);
    const auto json = TRY(format::parse_json(review.facts));
    // The link as it stood when it was reviewed.
    const auto then = TRY(grants::find_link(tx, link.code, review.at));
    const grants::Link& seen = then ? *then : link;
    auto manager = TRY(unit_name(tx, seen.terms.unit));
    paper::Document document{
        .title = "連結作業年度檢討紀錄",
        .agency = profile.agency().name,
        .lines = {{"連結作業", seen.terms.name_zh + "（" + seen.code + "）"},
                  {"提供機關", seen.terms.provider},
                  {"核准文號", seen.terms.letter},
                  {"效期", base::to_roc_text(base::taipei_date(seen.terms.from)) + "至" +
                               base::to_roc_text(base::taipei_date(seen.terms.until - std::chrono::milliseconds{1}))},
                  {"資料管理單位", std::move(manager)},
                  {"檢討日期", base::to_roc_text(base::taipei_date(review.at))},
                  {"檢討人", review.by_name},
                  {"紀錄編號", review.id.text()}},
        .blocks = {},
        .foot = "依據附件二3、各機關申請提供戶籍資料及親等關聯資料辦法第八條"};
    const bool needed = review.need == grants::Need::needed;
    document.blocks.emplace_back(
        paper::Paragraph{.text = "檢討期間自" + roc(facts.from) + "至" + roc(facts.to) + "。", .label = "一、"});
    document.blocks.emplace_back(paper::Paragraph{
        .text = "查詢 " + std::to_string(facts.queries) + " 次，拒絕 " + std::to_string(facts.refusals) + " 次；核准 " +
                std::to_string(facts.grants) + " 件，使用單位 " + std::to_string(facts.units) + " 個；最近使用：" +
                roc(facts.last_used_on) + "。",
        .label = "二、"});
    document.blocks.emplace_back(paper::Paragraph{
        .text = std::string{"檢討結果："} + (needed ? "仍有需要，續用。" : "已無需要，排定終止並函知提供機關。"),
        .label = "三、"});
    if (!review.note.empty()) document.blocks.emplace_back(paper::Paragraph{.text = review.note, .label = "說明："});
    auto people = TRY(in_charge(tx, link, review.at));
    document.blocks.emplace_back(std::move(people));
    auto grants = TRY(uses(tx, json));
    document.blocks.emplace_back(std::move(grants));
    document.blocks.emplace_back(paper::Signatures{.titles = {"承辦人", "專責人員", "單位主管"}});
    return document;
}

}  // namespace menhu::duties
