#include "law/numbers.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "law/profile.h"

namespace menhu::law {
namespace {

using namespace std::chrono_literals;

Profile taoyuan() {
    auto profile = Profile::load(taoyuan_profile());
    if (!profile) ADD_FAILURE() << describe(profile.error());
    return std::move(profile).value();
}

TEST(Numbers, WhatTheRegulationSays) {
    const Profile profile = taoyuan();
    const Numbers& numbers = profile.numbers();
    const Term half_year{Term::In::months, 6};
    EXPECT_EQ(numbers.log_retention.value, (Term{Term::In::years, 3}));
    EXPECT_EQ(numbers.query_sample_share.value, Share{300});
    EXPECT_EQ(numbers.query_check_all_below.value, 10);
    EXPECT_EQ(numbers.kinship_sample_share.value, Share{7000});
    EXPECT_EQ(numbers.account_review_period.value, half_year);
    EXPECT_EQ(numbers.vendor_audit_period.value, half_year);
    EXPECT_EQ(numbers.staff_change_notice.value, (Term{Term::In::days, 7}));
    EXPECT_EQ(numbers.delivery_fetch.value, (Term{Term::In::days, 5}));
    EXPECT_EQ(numbers.contractor_destruction.value, (Term{Term::In::months, 1}));
    EXPECT_EQ(numbers.training_hours.value, 3);
    EXPECT_EQ(numbers.link_validity.value, (Term{Term::In::years, 5}));
    EXPECT_EQ(numbers.session_idle.value, 15min);
    EXPECT_EQ(numbers.session_warning.value, 2min);
    EXPECT_EQ(numbers.session_extensions.value, 1);
    EXPECT_EQ(numbers.sign_in_failures.value, 5);
    EXPECT_EQ(numbers.sign_in_lock.value, 15min);
    EXPECT_EQ(numbers.password_history.value, 3);
    EXPECT_EQ(numbers.session_idle.source.clause, "S1.3");
    const base::Duration idle = numbers.session_idle;  // reads as the number itself
    EXPECT_EQ(idle, 900s);
}

TEST(Numbers, EachHasARuleASourceAndATextInBothLanguages) {
    const Profile profile = taoyuan();
    std::set<std::string_view> names;
    for (const NumberRule& rule : number_rules()) {
        EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
        EXPECT_LE(rule.least, rule.most) << rule.name;
        const Source& source = figure_source(profile.numbers(), rule);
        EXPECT_NE(profile.find_clause(source.clause), nullptr) << rule.name;
        EXPECT_FALSE(source.article.empty()) << rule.name;
        EXPECT_FALSE(figure_text_zh(profile.numbers(), rule).empty()) << rule.name;
        EXPECT_FALSE(figure_text_en(profile.numbers(), rule).empty()) << rule.name;
    }
    // Every member of Numbers is loaded by a rule: the struct is nothing but figures.
    std::size_t size = 0;
    for (const NumberRule& rule : number_rules()) {
        size += std::visit([&](auto member) { return sizeof(profile.numbers().*member); }, rule.member);
    }
    EXPECT_EQ(size, sizeof(Numbers));
}

TEST(Numbers, Texts) {
    const Profile profile = taoyuan();
    const auto texts = [&](std::string_view name) {
        for (const NumberRule& rule : number_rules()) {
            if (rule.name == name) {
                return figure_text_zh(profile.numbers(), rule) + " / " + figure_text_en(profile.numbers(), rule);
            }
        }
        return std::string{};
    };
    EXPECT_EQ(texts("log_retention"), "3 年 / 3 years");
    EXPECT_EQ(texts("account_review_period"), "6 個月 / 6 months");
    EXPECT_EQ(texts("password_age_min"), "1 日 / 1 day");
    EXPECT_EQ(texts("query_sample_share"), "3% / 3%");
    EXPECT_EQ(texts("session_idle"), "15 分鐘 / 15 minutes");
    EXPECT_EQ(texts("session_absolute"), "10 小時 / 10 hours");
    EXPECT_EQ(texts("sign_in_failures"), "5 / 5");
}

TEST(Share, RoundsUpAsAFloorInLawMust) {
    const Share three{300};
    EXPECT_EQ(three.of(0), 0);
    EXPECT_EQ(three.of(10), 1);
    EXPECT_EQ(three.of(33), 1);
    EXPECT_EQ(three.of(34), 2);
    EXPECT_EQ(three.of(100), 3);
    EXPECT_EQ(three.of(101), 4);
    const Share seventy{7000};
    EXPECT_EQ(seventy.of(1), 1);
    EXPECT_EQ(seventy.of(10), 7);
    EXPECT_EQ(seventy.of(11), 8);
}

}  // namespace
}  // namespace menhu::law
