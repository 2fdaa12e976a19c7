// The numbers of a profile: how each is read, and how they must agree with each other.
#include <algorithm>
#include <cmath>

#include "law/profile_reader.h"

namespace menhu::law {

using format::TomlKind;
using format::TomlNode;

namespace {

constexpr std::int64_t days_of(Term::In in) {
    switch (in) {
        case Term::In::days:
            return 1;
        case Term::In::months:
            return 30;
        case Term::In::years:
            return 365;
    }
    return 0;
}

Source source_of(DataReader& in, const TomlNode& row, std::string clause) {
    return {std::move(clause), in.text(row, "article"),
            in.word<Origin>(row, "origin",
                            {{"regulation", Origin::regulation},
                             {"statute", Origin::statute},
                             {"baseline", Origin::baseline},
                             {"choice", Origin::choice}})};
}

// A percentage as basis points, from `3` or `0.5`; nullopt when it is no number or finer than a basis point.
std::optional<std::int64_t> basis_points_in(const TomlNode& row) {
    const TomlNode* const value = row.find("value");
    if (value == nullptr) return std::nullopt;
    if (value->kind == TomlKind::integer && value->integer >= 0 && value->integer <= 100) return value->integer * 100;
    if (value->kind != TomlKind::real || !(value->real >= 0) || value->real > 100) return std::nullopt;
    const double points = value->real * 100;
    const double whole = std::round(points);
    if (std::abs(points - whole) > 1e-6) return std::nullopt;
    return static_cast<std::int64_t>(whole);
}

}  // namespace

void ProfileReader::read_numbers(DataReader& in, const TomlNode& root) {
    const TomlNode* const table = root.find("numbers");
    if (table == nullptr) return;
    if (table->kind != TomlKind::table) {
        in.refuse(table->line, "`numbers` 應為表", "`numbers` must be a table");
        return;
    }
    numbers_file_ = in.file();
    for (std::size_t i = 0; i < table->keys.size(); ++i) {
        const std::string& name = table->keys[i];
        const TomlNode& row = table->items[i];
        const auto rule = std::ranges::find(number_rules(), std::string_view{name}, &NumberRule::name);
        if (rule == number_rules().end()) {
            in.refuse(row.line, "沒有「" + name + "」這個數值", "there is no number \"" + name + "\"");
        } else if (row.kind != TomlKind::table) {
            in.refuse(row.line, "數值「" + name + "」應為表", "the number \"" + name + "\" must be a table");
        } else {
            in.once(row, "數值", "number", name);
            numbers_read_.push_back(rule->name);
            read_number(in, row, *rule);
        }
    }
}

void ProfileReader::read_number(DataReader& in, const TomlNode& row, const NumberRule& rule) {
    in.only(row, {"value", "unit", "clause", "article", "origin"});
    Source source = source_of(in, row, clause_of(in, row));
    constexpr std::int64_t most = 1'000'000'000;
    std::int64_t size = 0;
    if (const auto* term = std::get_if<Figure<Term> Numbers::*>(&rule.member)) {
        const auto unit = in.word<Term::In>(
            row, "unit", {{"days", Term::In::days}, {"months", Term::In::months}, {"years", Term::In::years}});
        const std::int64_t count = in.integer(row, "value", 0, 36500);
        size = count * days_of(unit);
        profile_.numbers_.** term = {{unit, static_cast<int>(count)}, std::move(source)};
    } else if (const auto* share = std::get_if<Figure<Share> Numbers::*>(&rule.member)) {
        in.word<int>(row, "unit", {{"percent", 0}});
        const auto points = basis_points_in(row);
        if (!points) {
            in.refuse(DataReader::line_of(row, "value"), "`value` 應為 0 至 100 的百分比，至多兩位小數",
                      "`value` must be a percentage from 0 to 100 with at most two decimals");
            return;
        }
        size = *points;
        profile_.numbers_.** share = {{*points}, std::move(source)};
    } else if (const auto* count = std::get_if<Figure<std::int64_t> Numbers::*>(&rule.member)) {
        in.word<int>(row, "unit", {{"count", 0}});
        size = in.integer(row, "value", 0, most);
        profile_.numbers_.** count = {size, std::move(source)};
    } else {
        const auto factor = in.word<std::int64_t>(row, "unit", {{"seconds", 1}, {"minutes", 60}, {"hours", 3600}});
        size = in.integer(row, "value", 0, most) * factor;
        profile_.numbers_.*
            std::get<Figure<base::Duration> Numbers::*>(rule.member) = {std::chrono::seconds{size}, std::move(source)};
    }
    if (size < rule.least || size > rule.most) {
        // Least and most are in days, basis points, ones or seconds, as numbers.h says.
        const std::string range = std::to_string(rule.least) + " – " + std::to_string(rule.most);
        in.refuse(DataReader::line_of(row, "value"),
                  "數值「" + std::string{rule.name} + "」超出範圍 " + range + "（日、萬分之一、個或秒）",
                  "the number \"" + std::string{rule.name} + "\" is outside " + range +
                      " (days, basis points, ones or seconds)");
    }
}

void ProfileReader::check_numbers(const std::string& file) {
    const auto say = [&](std::string zh, std::string en) {
        findings_.problems.push_back({file, 0, std::move(zh), std::move(en)});
    };
    bool whole = true;
    for (const NumberRule& rule : number_rules()) {
        if (std::ranges::find(numbers_read_, rule.name) != numbers_read_.end()) continue;
        whole = false;
        say("缺少數值「" + std::string{rule.name} + "」", "the number \"" + std::string{rule.name} + "\" is missing");
    }
    if (!whole) return;
    const Numbers& numbers = profile_.numbers_;
    const auto size = [](const Term& term) { return term.count * days_of(term.in); };
    const auto order = [&](bool kept, std::string_view less, std::string_view more) {
        if (kept) return;
        say("「" + std::string{less} + "」必須小於「" + std::string{more} + "」",
            "\"" + std::string{less} + "\" must be less than \"" + std::string{more} + "\"");
    };
    order(numbers.session_warning.value < numbers.session_idle.value, "session_warning", "session_idle");
    order(numbers.session_idle.value < numbers.session_absolute.value, "session_idle", "session_absolute");
    order(size(numbers.password_age_min) < size(numbers.password_age_max), "password_age_min", "password_age_max");
    order(size(numbers.account_idle_warning) < size(numbers.account_idle), "account_idle_warning", "account_idle");
    order(size(numbers.account_review_due) < size(numbers.account_review_period), "account_review_due",
          "account_review_period");
    order(size(numbers.link_renewal_opens) < size(numbers.link_validity), "link_renewal_opens", "link_validity");
    order(numbers.quota_day_default.value < numbers.quota_total_default.value, "quota_day_default",
          "quota_total_default");
    order(numbers.quota_day_default.value <= numbers.quota_month_default.value, "quota_day_default",
          "quota_month_default");
    order(size(numbers.grant_renewal_opens) < size(numbers.grant_period_max), "grant_renewal_opens",
          "grant_period_max");
    order(size(numbers.approval_lapse) <= size(numbers.grant_period_max), "approval_lapse", "grant_period_max");
    order(numbers.witness_silence_warning.value < numbers.witness_silence_stop.value, "witness_silence_warning",
          "witness_silence_stop");
}

}  // namespace menhu::law
