#include "demo/agency.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace menhu::demo {
namespace {

using Yes = AgencyAccount::Yes;

const std::vector<std::string> units{"childcare", "women", "health"};
const std::vector<std::string> contractors{"demo-contractor-1"};

TEST(Agency, TheSameSeedMakesTheSameOne) {
    const auto one = make_agency(300, 7, units, contractors);
    const auto other = make_agency(300, 7, units, contractors);
    ASSERT_EQ(one.size(), 300U);
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].display_name, other[i].display_name);
        EXPECT_EQ(one[i].signed_in_days_ago, other[i].signed_in_days_ago);
        EXPECT_EQ(one[i].unit, other[i].unit);
    }
    EXPECT_NE(make_agency(300, 8, units, contractors)[0].display_name, one[0].display_name);
}

TEST(Agency, HasSomethingOfEverythingAReviewLooksFor) {
    const auto agency = make_agency(2000, 1, units, contractors);
    const auto some = [&](auto is) { return std::ranges::count_if(agency, is) >= 5; };
    std::multiset<std::string> numbers;
    std::set<std::string> names;
    for (const auto& one : agency) {
        numbers.insert(one.employee_number);
        EXPECT_TRUE(names.insert(one.name).second) << one.name;
        EXPECT_TRUE(one.display_name.starts_with("示範 "));
        EXPECT_GT(one.opened_days_ago, one.signed_in_days_ago.value_or(0));
        if (one.moved_from) {
            EXPECT_NE(*one.moved_from, one.unit);
            EXPECT_LT(one.moved_days_ago, one.opened_days_ago);
        }
    }
    EXPECT_TRUE(some([&](const auto& one) { return numbers.count(one.employee_number) > 1; }));
    EXPECT_TRUE(some([](const auto& one) { return !one.signed_in_days_ago; }));
    EXPECT_TRUE(some([](const auto& one) { return one.signed_in_days_ago && *one.signed_in_days_ago > 92; }));
    EXPECT_TRUE(some([](const auto& one) { return one.moved_from.has_value(); }));
    EXPECT_TRUE(some([](const auto& one) { return one.ends_in_days && *one.ends_in_days < 0; }));
    EXPECT_TRUE(some([](const auto& one) { return one.used == Yes::no; }));
    EXPECT_TRUE(some([](const auto& one) { return one.pledged == Yes::no; }));
    EXPECT_TRUE(some([](const auto& one) { return one.unit == "demo-contractor-1"; }));
}

}  // namespace
}  // namespace menhu::demo
