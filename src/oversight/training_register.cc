#include "oversight/training_register.h"

#include <algorithm>
#include <unordered_map>

#include "base/bytes.h"
#include "ledger/ledger.h"

namespace menhu::oversight {
namespace {

struct Span {
    base::Date first;
    base::Date last;
};
Span span_of(int year) {
    const auto first = base::make_date(year, 1, 1);
    const auto last = base::make_date(year, 12, 31);
    CHECK(first && last);
    return {.first = *first, .last = *last};
}

std::string_view state_title(people::TrainingState state) {
    switch (state) {
        case people::TrainingState::claimed:
            return "待確認";
        case people::TrainingState::counted:
            return "採計";
        case people::TrainingState::withdrawn:
            return "已撤銷";
    }
    return "";
}

std::string role_titles(const law::Profile& profile, people::Roles roles) {
    std::string text;
    for (const auto role : roles.list()) {
        if (!text.empty()) text += "、";
        text += profile.title_of(role).title;
    }
    return text;
}

}  // namespace

base::Result<TrainingQuestion> admit_to_training(store::ReadTx& tx, const people::Actor& by, TrainingQuestion question,
                                                 base::Instant now) {
    TRY(people::require_any(by, by.granted_roles()));
    const int this_year = static_cast<int>(base::taipei_date(now).year());
    if (question.year < 1912 || question.year > this_year) {
        return base::Error{base::Fault::bad_input, "people.training_ill_formed", "year"};
    }
    auto within = TRY(reading_scope(tx, by, now));
    if (within && within->empty()) {
        question.own = by.account();
        question.within = std::nullopt;
        return question;
    }
    question.own.reset();
    question.within = TRY(narrowed(std::move(within), question.unit));
    return question;
}

base::Result<TrainingRegister> training_register(store::ReadTx& tx, const law::Profile& profile,
                                                 const TrainingQuestion& question, base::Instant now) {
    const auto [first, last] = span_of(question.year);
    const auto at = std::min(now, base::taipei_end(last) - base::Duration{1});
    TrainingRegister found{.question = question, .lines = {}};
    auto entries = TRY(people::roll(tx, profile, {.at = at, .closed_since = base::taipei_start(first), .now = now}));
    std::unordered_map<std::int64_t, std::size_t> place;
    for (auto& entry : entries) {
        if (!covers(question.within, entry.unit)) continue;
        if (question.own && *question.own != entry.account) continue;
        place.emplace(entry.account.number(), found.lines.size());
        const auto required = people::training_hours_required(profile, entry.roles);
        found.lines.push_back({.account = std::move(entry), .hours = 0, .required = required, .records = {}});
    }
    auto records = TRY(people::training_of_year(tx, question.year, question.own));
    for (auto& record : records) {
        const auto line = place.find(record.account.number());
        if (line == place.end()) continue;
        auto& of = found.lines[line->second];
        if (record.state == people::TrainingState::counted) of.hours += record.hours;
        of.records.push_back(std::move(record));
    }
    if (question.shown == Shown::who_falls_short) {
        std::erase_if(found.lines, [](const TrainingLine& line) { return !line.is_short(); });
    }
    return found;
}

paper::Document training_document(const TrainingRegister& training, const law::Profile& profile,
                                  std::string_view made_by, base::Instant now) {
    paper::Table table{.caption = "訓練紀錄",
                       .columns = {{.head = "單位", .width = 10},
                                   {.head = "帳號", .width = 7},
                                   {.head = "姓名", .width = 6},
                                   {.head = "職務", .width = 9},
                                   {.head = "應有時數", .kind = paper::Kind::integer, .width = 3},
                                   {.head = "採計時數", .kind = paper::Kind::integer, .width = 3},
                                   {.head = "達成", .width = 3, .align = paper::Align::centre},
                                   {.head = "訓練日期", .kind = paper::Kind::date, .width = 5},
                                   {.head = "時數", .kind = paper::Kind::integer, .width = 3},
                                   {.head = "課程名稱", .width = 14},
                                   {.head = "辦理機關（單位）", .width = 9},
                                   {.head = "佐證", .width = 12},
                                   {.head = "登錄人", .width = 6},
                                   {.head = "狀態", .width = 4, .align = paper::Align::centre}},
                       .rows = {},
                       .if_empty = "這個年度沒有符合條件的人員。"};
    for (const auto& line : training.lines) {
        const auto& account = line.account;
        const paper::Row person{account.unit_name,
                                account.name,
                                account.display_name,
                                role_titles(profile, account.roles),
                                line.required,
                                line.hours,
                                std::string{line.is_short() ? "不足" : "已達成"}};
        const auto add = [&](paper::Row rest) {
            auto row = person;
            std::ranges::move(rest, std::back_inserter(row));
            table.rows.push_back(std::move(row));
        };
        for (const auto& record : line.records) {
            add({record.on, record.hours, record.title, record.provider, record.evidence, record.entered_by_name,
                 std::string{state_title(record.state)}});
        }
        if (line.records.empty()) add({{}, {}, {}, {}, {}, {}, {}});
    }
    const auto short_of = std::ranges::count_if(training.lines, &TrainingLine::is_short);
    paper::Document document{
        .title = "資通安全教育訓練紀錄",
        .agency = profile.agency().name,
        .lines = {{"年度", "中華民國" + std::to_string(training.question.year - 1911) + "年"},
                  {"人數",
                   "共 " + std::to_string(training.lines.size()) + " 人，時數不足 " + std::to_string(short_of) + " 人"},
                  {"製表", std::string{made_by} + "，" + base::to_roc_text(base::taipei_date(now))}},
        .blocks = {},
        .foot = profile.agency().regulation + " 附件二7",
        .orientation = paper::Orientation::landscape};
    document.blocks.emplace_back(std::move(table));
    document.blocks.emplace_back(paper::Signatures{.titles = {"製表人", "帳號管理者", "單位主管"}});
    return document;
}

base::Result<void> record_training_printed(store::WriteTx& tx, const grants::Desk& desk, const people::Actor& by,
                                           const TrainingRegister& training, paper::Form form,
                                           const crypto::Digest& digest, base::Instant now) {
    ledger::Entry entry;
    entry.kind = "training.printed";
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    entry.facts = {{"year", std::to_string(training.question.year)},
                   {"form", std::string{paper::form_name(form)}},
                   {"lines", std::to_string(training.lines.size())},
                   {"digest", base::to_hex(digest)}};
    if (training.question.unit) entry.facts.emplace_back("about_unit", training.question.unit->text());
    TRY(ledger::append(tx, desk.ledger, entry, now));
    return {};
}

}  // namespace menhu::oversight
