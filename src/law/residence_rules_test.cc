#include "law/residence_rules.h"

#include <gtest/gtest.h>

namespace menhu::law {
namespace {

Date day(int year, unsigned month, unsigned number) { return *base::make_date(year, month, number); }

TEST(ResidenceRulesTest, TheFileOfTaoyuanIsWhole) {
    const auto rules = ResidenceRules::load(taoyuan_residence());
    ASSERT_TRUE(rules.has_value()) << rules.error().front().en;
    const auto* before = rules->find("childbirth_allowance", day(2023, 12, 31));
    const auto* after = rules->find("childbirth_allowance", day(2024, 1, 1));
    ASSERT_NE(before, nullptr);
    ASSERT_NE(after, nullptr);
    EXPECT_FALSE(before->joined.has_value());
    EXPECT_EQ(after->joined->least, (Term{Term::In::months, 10}));
    EXPECT_EQ(rules->find("postpartum_care", day(2025, 12, 31)), nullptr) << "no source prints the rule of that year";
    EXPECT_EQ(rules->find("nothing", day(2026, 1, 1)), nullptr);
}

TEST(ResidenceRulesTest, PlacesAreKnownByTheirBeginning) {
    const auto rules = ResidenceRules::load(taoyuan_residence()).value();
    EXPECT_EQ(rules.place("桃園市中壢區"), PlaceKind::inside);
    EXPECT_EQ(rules.place("桃園縣中壢市"), PlaceKind::inside);
    EXPECT_EQ(rules.place("台北市信義區"), PlaceKind::outside);
    EXPECT_EQ(rules.place("臺北縣板橋市"), PlaceKind::outside);
    EXPECT_EQ(rules.place("國外"), PlaceKind::abroad);
    EXPECT_EQ(rules.place("信義區"), PlaceKind::unclear);
    EXPECT_EQ(rules.place(""), PlaceKind::unclear);
}

TEST(ResidenceRulesTest, EveryMistakeIsNamed) {
    const auto problems_of = [](std::string_view text) {
        const auto rules = ResidenceRules::load({.name = "x.toml", .bytes = text});
        return rules ? 0U : rules.error().size();
    };
    EXPECT_EQ(problems_of("not toml"), 1U);
    EXPECT_EQ(problems_of("[places]\ninside = [\"甲\"]\n"), 1U) << "no [reading]";
    constexpr std::string_view head =
        "[places]\ninside = [\"甲\"]\n[reading]\nno_moved_in = \"unknown\"\nday_of_death = \"alive\"\n";
    constexpr std::string_view rule =
        "[[rules]]\nname = \"a\"\ntitle = \"甲\"\ntitle_en = \"a\"\nperiod = 1\nunit = \"years\"\nfirst_day = "
        "\"counted\"\n"
        "last_day = \"counted\"\nsame_day_return = \"goes_on\"\nborn_here = \"from_birth\"\nsource = "
        "\"法\"\nconfidence = \"low\"\n";
    EXPECT_EQ(problems_of(std::string{head} + std::string{rule}), 0U);
    EXPECT_EQ(problems_of(std::string{head} + std::string{rule} + std::string{rule}), 1U) << "two versions at once";
    EXPECT_EQ(problems_of(std::string{head} + std::string{rule} + "perod = 2\n"), 1U) << "a misspelt key";
    EXPECT_EQ(problems_of(std::string{head} + std::string{rule} + "from = 2024-01-02\nuntil = 2024-01-01\n"), 1U);
    EXPECT_EQ(problems_of(std::string{head} + std::string{rule} + "joined_least = 1\njoined_unit = \"months\"\n"), 1U);
}

}  // namespace
}  // namespace menhu::law
