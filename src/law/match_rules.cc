#include "law/match_rules.h"

#include <algorithm>
#include <array>

#include "law/data_reader.h"

namespace menhu::law {

using format::TomlNode;
using Ask = MatchCheck::Ask;

namespace {

struct AskRow {
    Ask ask;
    std::string_view name;
    std::string_view findings;  // with a space between
};
constexpr std::array asks{
    AskRow{Ask::state, "state", "dead moved_away moved_abroad revoked cannot_tell"},
    AskRow{Ask::born_here, "born_here", "no cannot_tell"},
    AskRow{Ask::parent, "parent", "no cannot_tell"},
    AskRow{Ask::spouse, "spouse", "no cannot_tell"},
    AskRow{Ask::resident, "resident", "no cannot_tell"},
    AskRow{Ask::resident_for, "resident_for", "no cannot_tell"},
    AskRow{Ask::under_age, "under_age", "no cannot_tell"},
    AskRow{Ask::within, "within", "no cannot_tell"},
    AskRow{Ask::married, "married", "yes no cannot_tell"},
    AskRow{Ask::unique, "unique", "no"},
    AskRow{Ask::birth_order, "birth_order", "first second third_or_more cannot_tell"},
    AskRow{Ask::relation, "relation", "parent child spouse sibling same_household none cannot_tell"},
    AskRow{Ask::changes, "changes",
           "birth recognition adoption adoption_end marriage divorce guardianship parental_rights moved renamed "
           "renumbered"},
};

bool has_word(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == word) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

constexpr std::array shared_outcomes{match_ill_formed, match_not_held, match_other_name,
                                     match_outside,    match_conflict, match_no_rule};

MatchOutcome read_outcome(DataReader& in, const TomlNode& row) {
    in.only(row, {"code", "verdict", "zh", "en"});
    return {.code = in.text(row, "code"),
            .verdict = in.word<MatchVerdict>(
                row, "verdict",
                {{"yes", MatchVerdict::yes}, {"no", MatchVerdict::no}, {"cannot_tell", MatchVerdict::cannot_tell}}),
            .zh = in.text(row, "zh"),
            .en = in.text(row, "en")};
}

MatchRole read_role(DataReader& in, const TomlNode& row) {
    using Kind = MatchRole::Kind;
    in.only(row, {"code", "kind", "label_zh", "label_en", "example", "headers"});
    return {.code = in.text(row, "code"),
            .kind = in.word<Kind>(row, "kind",
                                  {{"person", Kind::person},
                                   {"name", Kind::name},
                                   {"date", Kind::date},
                                   {"month", Kind::month},
                                   {"number", Kind::number},
                                   {"text", Kind::text}}),
            .label_zh = in.text(row, "label_zh"),
            .label_en = in.text(row, "label_en"),
            .example = in.text(row, "example"),
            .headers = in.texts(row, "headers")};
}

// Reads one file of a programme. `roles` and `residence` are what it may name.
class RuleReader {
public:
    RuleReader(DataReader& in, const MatchRules& roles, std::span<const std::string> residence)
        : in_{in}, roles_{roles}, residence_{residence} {}

    MatchRule read(const TomlNode& root, std::span<const MatchOutcome> shared) {
        in_.only(root, {"does", "code", "name_zh", "name_en", "about_zh", "about_en", "bases", "source", "version_by",
                        "columns", "outcomes", "versions"});
        MatchRule rule{.code = in_.text(root, "code"),
                       .name_zh = in_.text(root, "name_zh"),
                       .name_en = in_.text(root, "name_en"),
                       .about_zh = in_.text(root, "about_zh"),
                       .about_en = in_.text(root, "about_en"),
                       .bases = in_.texts(root, "bases"),
                       .source = in_.text(root, "source"),
                       .does = MatchRule::Does::match,
                       .version_by = {},
                       .columns = {},
                       .outcomes = {},
                       .versions = {}};
        if (in_.text_if(root, "does")) {
            using Does = MatchRule::Does;
            rule.does = in_.word<Does>(root, "does",
                                       {{"match", Does::match}, {"extract", Does::extract}, {"frame", Does::frame}});
        }
        for (const TomlNode* row : in_.tables(root, "columns")) {
            if (auto column = read_column(*row)) rule.columns.push_back(*std::move(column));
        }
        for (const TomlNode* row : in_.tables(root, "outcomes")) rule.outcomes.push_back(read_outcome(in_, *row));
        rule.outcomes.insert(rule.outcomes.end(), shared.begin(), shared.end());
        rule.version_by = read_day(rule, root, in_.text(root, "version_by"), "version_by");
        for (const TomlNode* row : in_.tables(root, "versions")) read_version(rule, *row);
        if (rule.versions.empty()) in_.refuse(root.line, "沒有任何版本", "no version");
        check_columns(rule, root);
        return rule;
    }

private:
    std::optional<MatchColumn> read_column(const TomlNode& row) {
        in_.only(row, {"role", "label_zh", "label_en", "need"});
        const auto* role = roles_.find_role(in_.text(row, "role"));
        if (role == nullptr) {
            in_.refuse(row.line, "沒有這種欄位", "no such role");
            return std::nullopt;
        }
        using Need = MatchColumn::Need;
        return MatchColumn{
            .role = role,
            .label_zh = in_.text_if(row, "label_zh").value_or(role->label_zh),
            .label_en = in_.text_if(row, "label_en").value_or(role->label_en),
            .need = in_.word<Need>(row, "need", {{"required", Need::required}, {"optional", Need::optional}})};
    }

    // "asked", "birth child", "column paid_on", "month_start paid_month", …
    MatchDay read_day(const MatchRule& rule, const TomlNode& row, std::string_view text, std::string_view key) {
        using Of = MatchDay::Of;
        const auto space = std::min(text.find(' '), text.size());
        const auto what = text.substr(0, space);
        MatchDay day{.of = Of::asked, .role = std::string{text.substr(std::min(space + 1, text.size()))}};
        constexpr std::array words{std::pair{"asked", Of::asked}, std::pair{"birth", Of::birth},
                                   std::pair{"column", Of::column}, std::pair{"month_start", Of::month_start},
                                   std::pair{"month_end", Of::month_end}};
        const auto* found = std::ranges::find_if(words, [&](const auto& word) { return word.first == what; });
        if (found == words.end() || (found->second == Of::asked) != day.role.empty()) {
            in_.refuse(DataReader::line_of(row, key), "看不懂的日期", "not a day that is known");
            return {};
        }
        day.of = found->second;
        if (!day.role.empty()) need_role(rule, row, day.role);
        return day;
    }

    void need_role(const MatchRule& rule, const TomlNode& row, std::string_view role) {
        if (rule.find_column(role) == nullptr) in_.refuse(row.line, "名冊沒有這個欄位", "no such column in the list");
    }
    void need_outcome(const MatchRule& rule, const TomlNode& row, std::string_view code) {
        if (rule.find_outcome(code) == nullptr) in_.refuse(row.line, "沒有這種結果", "no such outcome");
    }

    void read_version(MatchRule& rule, const TomlNode& row) {
        in_.only(row, {"from", "until", "summary_zh", "summary_en", "checks", "otherwise"});
        MatchVersion version{.from = in_.date_if(row, "from"),
                             .until = in_.date_if(row, "until"),
                             .summary_zh = in_.text(row, "summary_zh"),
                             .summary_en = in_.text(row, "summary_en"),
                             .checks = {},
                             .otherwise = in_.text(row, "otherwise")};
        need_outcome(rule, row, version.otherwise);
        for (const TomlNode* check : in_.tables(row, "checks")) version.checks.push_back(read_check(rule, *check));
        for (const auto& other : rule.versions) {
            const bool apart = (other.until && version.from && *other.until < *version.from) ||
                               (version.until && other.from && *version.until < *other.from);
            if (!apart) in_.refuse(row.line, "兩個版本同時有效", "two versions hold on the same day");
        }
        rule.versions.push_back(std::move(version));
    }

    MatchCheck read_check(const MatchRule& rule, const TomlNode& row) {
        in_.only(row, {"ask", "of", "other", "day", "still", "residence", "years", "through", "term", "term_unit",
                       "when", "when_of", "findings"});
        MatchCheck check;
        const auto name = in_.text(row, "ask");
        const auto* known = std::ranges::find(asks, name, &AskRow::name);
        if (known == asks.end()) {
            in_.refuse(row.line, "沒有這種檢核", "no such question");
            return check;
        }
        check.ask = known->ask;
        check.of = in_.texts(row, "of");
        if (check.of.empty()) in_.refuse(row.line, "未指明查誰", "`of` names nobody");
        for (const auto& role : check.of) need_role(rule, row, role);
        check.other = in_.text_if(row, "other").value_or("");
        const bool takes_other = check.ask == Ask::parent || check.ask == Ask::spouse ||
                                 check.ask == Ask::birth_order || check.ask == Ask::relation;
        if (takes_other) need_role(rule, row, check.other);
        if (const auto day = in_.text_if(row, "day")) check.day = read_day(rule, row, *day, "day");
        if (const auto still = in_.text_if(row, "still")) check.still = read_day(rule, row, *still, "still");
        read_terms(row, check);
        if (const auto when = in_.text_if(row, "when")) read_when(rule, row, check);
        if (const auto* findings = row.find("findings"); findings != nullptr) {
            for (const auto& key : findings->keys) {
                auto outcome = in_.text(*findings, key);
                if (!has_word(known->findings, key)) in_.refuse(row.line, "沒有這種發現", "no such finding");
                need_outcome(rule, row, outcome);
                check.findings.emplace_back(key, std::move(outcome));
            }
        }
        if (check.findings.empty()) in_.refuse(row.line, "檢核沒有結果", "a question that leads nowhere");
        return check;
    }

    void read_terms(const TomlNode& row, MatchCheck& check) {
        if (check.ask == Ask::resident_for) {
            check.residence = in_.text(row, "residence");
            if (std::ranges::find(residence_, check.residence) == residence_.end()) {
                in_.refuse(row.line, "沒有這項設籍規則", "no such rule of residence");
            }
        }
        if (check.ask == Ask::under_age) check.years = static_cast<int>(in_.integer(row, "years", 1, 150));
        if (in_.text_if(row, "through")) {
            using Through = MatchCheck::Through;
            check.through =
                in_.word<Through>(row, "through", {{"day", Through::day}, {"month_end", Through::month_end}});
        }
        if (check.ask == Ask::within) {
            check.term = Term{.in = in_.word<Term::In>(
                                  row, "term_unit",
                                  {{"days", Term::In::days}, {"months", Term::In::months}, {"years", Term::In::years}}),
                              .count = static_cast<int>(in_.integer(row, "term", 1, 36'500))};
        }
    }

    void read_when(const MatchRule& rule, const TomlNode& row, MatchCheck& check) {
        using When = MatchCheck::When;
        check.when = in_.word<When>(row, "when", {{"national", When::national}, {"foreign", When::foreign}});
        check.when_of = in_.text(row, "when_of");
        need_role(rule, row, check.when_of);
    }

    void check_columns(const MatchRule& rule, const TomlNode& root) {
        if (rule.finds_people()) return;
        const bool has_person = std::ranges::any_of(rule.columns, [](const MatchColumn& column) {
            return column.role->kind == MatchRole::Kind::person && column.need == MatchColumn::Need::required;
        });
        if (!has_person) in_.refuse(root.line, "沒有必填的統號欄位", "no required column of a person's id");
    }

    DataReader& in_;
    const MatchRules& roles_;
    std::span<const std::string> residence_;
};

}  // namespace

std::string_view match_verdict_name(MatchVerdict verdict) {
    switch (verdict) {
        case MatchVerdict::yes:
            return "yes";
        case MatchVerdict::no:
            return "no";
        case MatchVerdict::cannot_tell:
            return "cannot_tell";
    }
    base::throw_bug("match_verdict_name: no such verdict");
}

const std::string* MatchCheck::outcome_of(std::string_view finding) const {
    for (const auto& [found, outcome] : findings) {
        if (found == finding) return &outcome;
    }
    return nullptr;
}

std::string_view MatchRule::subject() const {
    return finds_people() ? std::string_view{"person"} : std::string_view{columns.front().role->code};
}

const MatchColumn* MatchRule::find_column(std::string_view role) const {
    const auto found = std::ranges::find_if(columns, [&](const MatchColumn& one) { return one.role->code == role; });
    return found == columns.end() ? nullptr : &*found;
}

const MatchOutcome* MatchRule::find_outcome(std::string_view wanted) const {
    const auto found = std::ranges::find(outcomes, wanted, &MatchOutcome::code);
    return found == outcomes.end() ? nullptr : &*found;
}

const MatchVersion* MatchRule::version_on(Date day) const {
    const auto found = std::ranges::find_if(versions, [&](const MatchVersion& one) { return one.holds(day); });
    return found == versions.end() ? nullptr : &*found;
}

const MatchRule* MatchRules::find(std::string_view code) const {
    const auto found = std::ranges::find(rules_, code, &MatchRule::code);
    return found == rules_.end() ? nullptr : &*found;
}

const MatchRole* MatchRules::find_role(std::string_view code) const {
    const auto found = std::ranges::find(roles_, code, &MatchRole::code);
    return found == roles_.end() ? nullptr : &*found;
}

std::expected<MatchRules, std::vector<Problem>> MatchRules::load(std::span<const base::EmbeddedFile> files,
                                                                 std::span<const std::string> residence) {
    Findings findings;
    MatchRules out;
    std::vector<MatchOutcome> shared;
    for (const auto& file : files) {
        DataReader in{std::string{file.name}, findings};
        const auto root = in.parse(file.bytes);
        if (!root) continue;
        if (&file == &files.front()) {
            in.only(*root, {"roles", "outcomes"});
            for (const TomlNode* row : in.tables(*root, "roles")) out.roles_.push_back(read_role(in, *row));
            for (const TomlNode* row : in.tables(*root, "outcomes")) shared.push_back(read_outcome(in, *row));
            for (const auto code : shared_outcomes) {
                if (std::ranges::find(shared, code, &MatchOutcome::code) == shared.end()) {
                    in.refuse(0, "缺少共用的結果", "a shared outcome is missing");
                }
            }
            continue;
        }
        auto rule = RuleReader{in, out, residence}.read(*root, shared);
        in.once(*root, "規則代碼", "a rule's code", rule.code);
        out.rules_.push_back(std::move(rule));
    }
    if (!findings.problems.empty()) return std::unexpected{std::move(findings.problems)};
    return out;
}

}  // namespace menhu::law
