// The rules of matching are whole, and every mistake in one is named.
#include "law/match_rules.h"

#include <gtest/gtest.h>

#include "law/residence_rules.h"

namespace menhu::law {
namespace {

std::vector<std::string> residence_names() {
    const auto rules = ResidenceRules::load(taoyuan_residence()).value();
    std::vector<std::string> names;
    for (const auto& rule : rules.all()) names.push_back(rule.name);
    return names;
}

Date day(int year, unsigned month, unsigned number) { return *base::make_date(year, month, number); }

TEST(MatchRulesTest, TheProgrammesAreWhole) {
    const auto names = residence_names();
    const auto rules = MatchRules::load(match_files(), names);
    ASSERT_TRUE(rules.has_value()) << describe(rules.error());
    for (const auto* code :
         {"birth_allowance", "childcare_monthly", "maternity_taxi_monthly", "special_circumstances_yearly",
          "early_intervention", "overpayment", "duplicate_claims", "sibling_order", "relation_check", "roster"}) {
        EXPECT_NE(rules->find(code), nullptr) << code;
    }
    const auto profile = Profile::load(taoyuan_profile()).value();
    for (const auto& rule : rules->all()) {
        for (const auto& basis : rule.bases) EXPECT_NE(profile.find_basis(basis), nullptr) << rule.code << basis;
        EXPECT_NE(rule.bases.empty(), rule.does != MatchRule::Does::frame) << rule.code;
    }
}

TEST(MatchRulesTest, AVersionIsFoundByItsDay) {
    const auto names = residence_names();
    const auto rules = MatchRules::load(match_files(), names).value();
    const auto* rule = rules.find("birth_allowance");
    const auto* old = rule->version_on(day(2022, 12, 24));
    const auto* middle = rule->version_on(day(2022, 12, 25));
    const auto* now = rule->version_on(day(2024, 1, 1));
    ASSERT_TRUE(old != nullptr && middle != nullptr && now != nullptr);
    EXPECT_NE(old, middle);
    EXPECT_NE(middle, now);
    EXPECT_EQ(rules.find("childcare_monthly")->version_on(day(2022, 12, 31)), nullptr) << "no text says what held";
    EXPECT_EQ(rule->find_outcome("eligible")->verdict, MatchVerdict::yes);
    EXPECT_EQ(rule->find_outcome("not_held")->verdict, MatchVerdict::cannot_tell) << "shared by all";
}

// What is wrong with a small rule in which one line is another.
std::string problems_of(std::string_view from, std::string_view to) {
    std::string text = R"(code = "x"
name_zh = "甲"
name_en = "A"
about_zh = "甲"
about_en = "A"
bases = ["B05"]
source = "甲"
version_by = "asked"
[[columns]]
role = "person"
need = "required"
[[outcomes]]
code = "fine"
verdict = "yes"
zh = "甲"
en = "A"
[[versions]]
until = "2025-12-31"
summary_zh = "甲"
summary_en = "A"
otherwise = "fine"
[[versions.checks]]
ask = "state"
of = ["person"]
day = "asked"
findings = { dead = "fine" }
)";
    if (!from.empty()) {
        const auto at = text.find(from);
        if (at == std::string::npos) return "no such line";
        text.replace(at, from.size(), to);
    }
    const std::vector<base::EmbeddedFile> files{match_files().front(), {.name = "x.toml", .bytes = text}};
    const auto rules = MatchRules::load(files, {});
    return rules ? "" : rules.error().front().en;
}

TEST(MatchRulesTest, EveryMistakeIsNamed) {
    EXPECT_EQ(problems_of("", ""), "");
    EXPECT_EQ(problems_of("ask = \"state\"", "ask = \"guess\""), "no such question");
    EXPECT_EQ(problems_of("of = [\"person\"]", "of = [\"child\"]"), "no such column in the list");
    EXPECT_EQ(problems_of("of = [\"person\"]", "of = []"), "`of` names nobody");
    EXPECT_EQ(problems_of("dead = \"fine\"", "dead = \"gone\""), "no such outcome");
    EXPECT_EQ(problems_of("dead = \"fine\"", "asleep = \"fine\""), "no such finding");
    EXPECT_EQ(problems_of("day = \"asked\"", "day = \"tomorrow\""), "not a day that is known");
    EXPECT_EQ(problems_of("day = \"asked\"", "day = \"birth child\""), "no such column in the list");
    EXPECT_EQ(problems_of("role = \"person\"", "role = \"somebody\""), "no such role");
    EXPECT_EQ(problems_of("otherwise = \"fine\"", "otherwise = \"bad\""), "no such outcome");
    EXPECT_EQ(problems_of("need = \"required\"", "need = \"optional\""), "no required column of a person's id");
    EXPECT_EQ(problems_of("ask = \"state\"", "ask = \"resident_for\"\nresidence = \"none\""),
              "no such rule of residence");
    EXPECT_EQ(problems_of("findings = { dead = \"fine\" }",
                          "findings = { dead = \"fine\" }\n[[versions]]\nsummary_zh = \"乙\"\nsummary_en = "
                          "\"B\"\notherwise = \"fine\""),
              "two versions hold on the same day");
}

}  // namespace
}  // namespace menhu::law
