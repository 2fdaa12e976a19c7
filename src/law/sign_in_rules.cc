#include "law/sign_in_rules.h"

#include <algorithm>

#include "law/profile.h"
#include "law/sign_in_rules_reader.h"

namespace menhu::law {

using format::TomlNode;

namespace {

constexpr std::array<std::string_view, 7> weekday_names{"monday", "tuesday",  "wednesday", "thursday",
                                                        "friday", "saturday", "sunday"};

// "08:00" to minutes; "24:00" is the end of the day.
std::optional<int> minutes_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto pair = [](std::string_view two) -> int {
        if (two[0] < '0' || two[0] > '9' || two[1] < '0' || two[1] > '9') return -1;
        return (two[0] - '0') * 10 + (two[1] - '0');
    };
    const int hour = pair(text.substr(0, 2));
    const int minute = pair(text.substr(3, 2));
    if (hour < 0 || minute < 0 || minute > 59 || hour > 24 || (hour == 24 && minute != 0)) return std::nullopt;
    return hour * 60 + minute;
}

std::optional<Hours> hours_of(std::string_view text) {
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    const auto from = minutes_of(text.substr(0, 5));
    const auto to = minutes_of(text.substr(6));
    if (!from || !to || *from == *to || *from == 24 * 60) return std::nullopt;
    return Hours{.from = *from, .to = *to};
}

void read_weekdays(DataReader& in, const TomlNode& row, SignInRule& rule) {
    for (const std::string& name : in.texts(row, "weekdays")) {
        const auto found = std::ranges::find(weekday_names, std::string_view{name});
        if (found == weekday_names.end()) {
            in.refuse(DataReader::line_of(row, "weekdays"), "`weekdays` 不認得「" + name + "」",
                      "`weekdays` does not know \"" + name + "\"");
        } else {
            rule.weekdays = static_cast<std::uint8_t>(rule.weekdays | 1U << (found - weekday_names.begin()));
        }
    }
}

void read_networks(DataReader& in, const TomlNode& row, SignInRule& rule) {
    for (const std::string& text : in.texts(row, "networks")) {
        if (const auto network = format::Network::parse(text)) {
            rule.networks.push_back(*network);
        } else {
            in.refuse(DataReader::line_of(row, "networks"),
                      "「" + text + "」不是網段，例如 10.20.0.0/16 或 2001:db8::/32",
                      "\"" + text + "\" is no network such as 10.20.0.0/16 or 2001:db8::/32");
        }
    }
}

SignInRule read_rule(DataReader& in, const TomlNode& row, const SignInRulesReader::ClauseOf& clause_of) {
    SignInRule rule;
    if (in.flag(row, "second_factor")) rule.second_factor = SignInRule::SecondFactor::required;
    if (row.find("elsewhere") != nullptr) {
        rule.elsewhere = in.word<SignInRule::Elsewhere>(
            row, "elsewhere",
            {{"noticed", SignInRule::Elsewhere::noticed}, {"refused", SignInRule::Elsewhere::refused}});
    }
    if (const auto text = in.text_if(row, "hours")) {
        rule.hours = hours_of(*text);
        if (!rule.hours) {
            in.refuse(DataReader::line_of(row, "hours"), "`hours` 應為起訖時刻，例如 07:00-20:00",
                      "`hours` must be a span such as 07:00-20:00");
        }
    }
    read_weekdays(in, row, rule);
    read_networks(in, row, rule);
    rule.source = {.clause = clause_of(in, row),
                   .article = in.text(row, "article"),
                   .origin = in.word<Origin>(row, "origin",
                                             {{"regulation", Origin::regulation},
                                              {"statute", Origin::statute},
                                              {"baseline", Origin::baseline},
                                              {"choice", Origin::choice}})};
    return rule;
}

}  // namespace

void SignInRulesReader::read(DataReader& in, const TomlNode& root, const ClauseOf& clause_of, SignInRules& out) {
    for (const TomlNode* row : in.tables(root, "sign_in")) {
        in.only(*row, {"roles", "second_factor", "elsewhere", "hours", "weekdays", "networks", "clause", "article",
                       "origin"});
        const auto names = in.texts(*row, "roles");
        if (names.empty()) {
            in.refuse(row->line, "`roles` 應列出至少一個角色", "`roles` must list one role at least");
        }
        const SignInRule rule = read_rule(in, *row, clause_of);
        for (const std::string& name : names) {
            in.once(*row, "登入規則的角色", "role with sign-in rules", name);
            if (const auto role = parse_role(name)) {
                out.rules_[static_cast<std::size_t>(*role)] = rule;
            } else {
                in.refuse(DataReader::line_of(*row, "roles"), "沒有「" + name + "」這個角色",
                          "there is no role \"" + name + "\"");
            }
        }
    }
}

std::expected<SignInRules, std::vector<Problem>> SignInRules::load(const base::EmbeddedFile& file,
                                                                   const Profile& profile) {
    Findings findings;
    DataReader in{std::string{file.name}, findings};
    SignInRules rules;
    if (const auto root = in.parse(file.bytes)) {
        in.only(*root, {"sign_in"});
        SignInRulesReader::read(
            in, *root,
            [&profile](DataReader& reader, const TomlNode& row) {
                std::string id = reader.text(row, "clause");
                if (!id.empty() && profile.find_clause(id) == nullptr) {
                    reader.refuse(DataReader::line_of(row, "clause"), "沒有「" + id + "」這個條文",
                                  "there is no clause \"" + id + "\"");
                }
                return id;
            },
            rules);
    }
    if (!findings.problems.empty()) return std::unexpected{std::move(findings.problems)};
    return rules;
}

SignInRules SignInRules::with_second_factor_if_enrolled() const {
    SignInRules rules = *this;
    for (SignInRule& rule : rules.rules_) rule.second_factor = SignInRule::SecondFactor::if_enrolled;
    return rules;
}

}  // namespace menhu::law
