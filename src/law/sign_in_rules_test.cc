#include "law/sign_in_rules.h"

#include <gtest/gtest.h>

#include "law/profile.h"

namespace menhu::law {
namespace {

const Profile& taoyuan() {
    static const Profile profile = Profile::load(taoyuan_profile()).value();
    return profile;
}

std::expected<SignInRules, std::vector<Problem>> load(std::string_view text) {
    return SignInRules::load({"own.toml", text}, taoyuan());
}

constexpr std::string_view office = R"([[sign_in]]
roles = ["case_worker", "checker"]
second_factor = true
elsewhere = "refused"
hours = "07:00-20:00"
weekdays = ["monday", "friday"]
networks = ["10.20.0.0/16", "2001:db8::/32"]
clause = "F2.2"
article = "附件二2"
origin = "choice"
)";

std::string edited(std::string_view from, std::string_view to) {
    std::string text{office};
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(SignInRules, AreReadForEachRole) {
    const auto rules = load(office);
    ASSERT_TRUE(rules) << describe(rules.error());
    const SignInRule& rule = rules->of(Role::checker);
    EXPECT_EQ(rule.second_factor, SignInRule::SecondFactor::required);
    EXPECT_EQ(rule.elsewhere, SignInRule::Elsewhere::refused);
    EXPECT_TRUE(rule.hours->holds(7 * 60));
    EXPECT_TRUE(rule.hours->holds(20 * 60 - 1));
    EXPECT_FALSE(rule.hours->holds(20 * 60));
    EXPECT_FALSE(rule.hours->holds(7 * 60 - 1));
    EXPECT_EQ(rule.weekdays, 0b0010001);
    EXPECT_EQ(rule.networks.size(), 2U);
    EXPECT_EQ(rule.source.clause, "F2.2");
    const SignInRule& other = rules->of(Role::auditor);
    EXPECT_EQ(other.second_factor, SignInRule::SecondFactor::if_enrolled);
    EXPECT_FALSE(other.hours);
    EXPECT_TRUE(other.networks.empty());
    EXPECT_EQ(rules->with_second_factor_if_enrolled().of(Role::checker).second_factor,
              SignInRule::SecondFactor::if_enrolled);
    EXPECT_TRUE(rules->with_second_factor_if_enrolled().of(Role::checker).hours);
}

TEST(SignInRules, HoursMayGoOverMidnight) {
    const auto rules = load(edited("07:00-20:00", "22:00-06:00"));
    ASSERT_TRUE(rules);
    const Hours hours = *rules->of(Role::checker).hours;
    EXPECT_TRUE(hours.holds(22 * 60));
    EXPECT_TRUE(hours.holds(0));
    EXPECT_TRUE(hours.holds(6 * 60 - 1));
    EXPECT_FALSE(hours.holds(6 * 60));
    EXPECT_FALSE(hours.holds(12 * 60));
    EXPECT_TRUE(load(edited("07:00-20:00", "00:00-24:00"))->of(Role::checker).hours->holds(24 * 60 - 1));
}

TEST(SignInRules, EveryMistakeIsNamedByLine) {
    const auto line_of = [](const std::string& text) -> std::size_t {
        const auto rules = load(text);
        EXPECT_FALSE(rules) << text;
        return rules ? 0 : rules.error().front().line;
    };
    EXPECT_EQ(line_of(edited("\"checker\"", "\"cheker\"")), 2U);
    EXPECT_EQ(line_of(edited("\"checker\"", "\"case_worker\"")), 1U);
    EXPECT_EQ(line_of(edited("\"refused\"", "\"forbidden\"")), 4U);
    for (const std::string_view hours :
         {"7:00-20:00", "07:00-07:00", "07:00 20:00", "24:00-08:00", "07:60-20:00", "07:00-24:01", "", "07:00-20:0x"}) {
        EXPECT_EQ(line_of(edited("07:00-20:00", hours)), 5U) << hours;
    }
    EXPECT_EQ(line_of(edited("\"friday\"", "\"fryday\"")), 6U);
    EXPECT_EQ(line_of(edited("10.20.0.0/16", "10.20.0.1/16")), 7U);
    EXPECT_EQ(line_of(edited("F2.2", "F9.9")), 8U);
    EXPECT_EQ(line_of(edited("origin = \"choice\"", "origin = \"nobody\"")), 10U);
    EXPECT_EQ(line_of(edited("hours =", "hour =")), 5U);
    EXPECT_FALSE(load("[[rules]]\n"));
    EXPECT_FALSE(load("not toml"));
}

// 基準 4-1-2: whoever reaches the register proves who they are by several factors.
TEST(SignInRules, TheProfileAsksEverybodyForASecondFactorAndLeavesTheRestOpen) {
    for (const Role role : all_roles) {
        const SignInRule& rule = taoyuan().sign_in_rules().of(role);
        EXPECT_FALSE(rule.hours) << role_name(role);
        EXPECT_EQ(rule.weekdays, 0);
        EXPECT_TRUE(rule.networks.empty());
        EXPECT_EQ(rule.elsewhere, SignInRule::Elsewhere::noticed);
        if (role == Role::operator_) continue;
        EXPECT_EQ(rule.second_factor, SignInRule::SecondFactor::required) << role_name(role);
    }
}

}  // namespace
}  // namespace menhu::law
