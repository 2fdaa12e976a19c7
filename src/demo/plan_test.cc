#include "demo/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace menhu::demo {
namespace {

using ::testing::HasSubstr;

const law::Profile& profile() {
    static const law::Profile loaded = law::Profile::load(law::taoyuan_profile()).value();
    return loaded;
}
const law::Districts& districts() {
    static const law::Districts loaded = law::Districts::load(law::taoyuan_districts()).value();
    return loaded;
}

// What is wrong with the plan when one text in it is replaced by another.
std::string problems_of(std::string_view from, std::string_view to) {
    std::string text{demonstration_plan().bytes};
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at == std::string::npos) return {};
    text.replace(at, from.size(), to);
    const auto plan = Plan::load({"plan.toml", text}, profile(), districts());
    if (plan) return {};
    return law::describe(plan.error());
}

TEST(Plan, HasASignInForEveryRole) {
    const auto plan = Plan::load(demonstration_plan(), profile(), districts());
    ASSERT_TRUE(plan) << law::describe(plan.error());
    EXPECT_EQ(plan->accounts.front().name, "admin");
    EXPECT_GE(plan->accounts.size(), law::all_roles.size());
    EXPECT_EQ(plan->purposes.size(), 5U);
    EXPECT_EQ(plan->grants.size(), 7U);
    // Absent fields and operations are the purpose's.
    EXPECT_EQ(plan->grants[1].fields, plan->purposes[1].fields);
    EXPECT_EQ(plan->grants[1].operations, plan->purposes[1].operations);
    EXPECT_EQ(plan->grants[3].districts, std::vector<std::string>{"68000020"});
}

TEST(Plan, IsCheckedAgainstTheProfile) {
    EXPECT_THAT(problems_of("roles = [\"checker\"]", "roles = [\"checker\", \"case_worker\"]"),
                HasSubstr("cannot hold together"));
    EXPECT_THAT(problems_of("roles = [\"auditor\"]", "roles = [\"checker\"]"), HasSubstr("nobody is auditor"));
    EXPECT_THAT(problems_of("bases = [\"B05\"]", "bases = [\"B55\"]"), HasSubstr("there is no \"B55\""));
    EXPECT_THAT(problems_of("unit = \"childcare\"", "unit = \"childcar\""), HasSubstr("there is no \"childcar\""));
    EXPECT_THAT(problems_of("\"BirthDate\"", "\"BirthDay\""), HasSubstr("there is no \"BirthDay\""));
    EXPECT_THAT(problems_of("districts = [\"68000020\"]", "districts = [\"63000020\"]"),
                HasSubstr("there is no \"63000020\""));
    EXPECT_THAT(problems_of("until_days = 180", "until_days = 0"), HasSubstr("until_days must come after"));
    EXPECT_THAT(problems_of("holders = [\"worker.women\"]", "holders = [\"worker.health\"]"),
                HasSubstr("there is no \"worker.health\""));
    EXPECT_THAT(problems_of("[[grants]]", "[[grants"), HasSubstr("plan.toml: 示範機關的計畫有誤 / "));
    EXPECT_THAT(problems_of("quota_day = 100", "quota_dya = 100"), HasSubstr("quota_dya"));
}

}  // namespace
}  // namespace menhu::demo
