// What a row comes to, rule by rule: pure, with the article that each case turns on beside it.
#include "registry/match_decide.h"

#include <gtest/gtest.h>

#include "registry/match_book.h"

namespace menhu::registry {
namespace {

base::Date day(int year, unsigned month, unsigned number) { return *base::make_date(year, month, number); }
DayRange at(int year, unsigned month, unsigned number) { return DayRange::at(day(year, month, number)); }

class Decide : public testing::Test {
protected:
    Decide() {
        facts_.on = day(2026, 11, 20);
        facts_.base_date = day(2026, 11, 1);
    }
    const law::MatchRule& rule(std::string_view code) { return *book_.rules.find(code); }

    MatchedPerson& person(std::string role, std::string id, DayRange born) {
        auto& one = facts_.people[std::move(role)];
        one.id = id;
        one.held = MatchedPerson::Held::yes;
        one.ids = {.id = std::move(id), .earlier = {}};
        one.history.base_date = facts_.base_date;
        one.history.born = born;
        return one;
    }
    MatchedPerson& foreigner(std::string role, std::string id) {
        auto& one = facts_.people[std::move(role)];
        one.id = std::move(id);
        one.kind = format::IdKind::foreign_new;
        return one;
    }
    std::string outcome(std::string_view code) {
        decision_ = decide_match(rule(code), facts_, book_.residence);
        EXPECT_NE(rule(code).find_outcome(decision_.outcome), nullptr) << decision_.outcome;
        return std::string{decision_.outcome};
    }
    bool notes(std::string_view value) const {
        for (const auto& note : decision_.notes) {
            if (note.value == value) return true;
        }
        return false;
    }
    static void happened(MatchedPerson& one, EventKind kind, DayRange on, std::string place = "") {
        one.history.events.push_back({.kind = kind, .on = on, .place = std::move(place)});
    }

    MatchBook book_ = *MatchBook::load();
    MatchFacts facts_;
    MatchDecision decision_;
};

TEST_F(Decide, BirthAllowanceWantsAYearAndTheBirthHere) {
    auto& child = person("child", "H120000004", at(2026, 5, 1));
    happened(child, EventKind::born_here, child.history.born);
    child.parents = {{NamedParent::Bond::birth, "H220000015", false}};
    auto& parent = person("parent", "H220000015", at(1990, 1, 1));
    // Both ends are counted: 自最後遷入本市之日起…至新生兒出生之日止.
    happened(parent, EventKind::moved_in, at(2025, 5, 2), "新北市");
    EXPECT_EQ(outcome("birth_allowance"), "eligible");
    EXPECT_TRUE(notes("2025-05-02")) << "since when";
    EXPECT_TRUE(notes("2026-05-01"));
    parent.history.events.back().on = at(2025, 5, 3);
    EXPECT_EQ(outcome("birth_allowance"), "residence_unclear") << "a day short, and time in 新北市 may join on";
    parent.history.events.back().place = "高雄市";
    EXPECT_EQ(outcome("birth_allowance"), "under_one_year");
    // The other parent alone is enough.
    auto& other = person("other_parent", "H120000013", at(1988, 1, 1));
    happened(other, EventKind::born_here, other.history.born);
    EXPECT_EQ(outcome("birth_allowance"), "eligible");
    // Registered at the birth, and gone at the application.
    happened(other, EventKind::moved_away, at(2026, 8, 1), "臺北市");
    EXPECT_EQ(outcome("birth_allowance"), "under_one_year");
}

TEST_F(Decide, BirthAllowanceByWhoAndByWhen) {
    auto& child = person("child", "H120000004", at(2026, 5, 1));
    happened(child, EventKind::born_here, child.history.born);
    child.parents = {{NamedParent::Bond::birth, "H220000015", false}, {NamedParent::Bond::birth, "A123456789", false}};
    auto& parent = person("parent", "H220000015", at(1990, 1, 1));
    happened(parent, EventKind::born_here, parent.history.born);
    // 六個月內: the last day is 2026-11-01 (民法 120, 121).
    facts_.values["applied_on"] = "2026-11-01";
    EXPECT_EQ(outcome("birth_allowance"), "eligible");
    facts_.values["applied_on"] = "2026-11-02";
    EXPECT_EQ(outcome("birth_allowance"), "applied_late");
    EXPECT_TRUE(notes("2026-11-01")) << "the last day to apply";
    facts_.values.clear();
    facts_.people["parent"].id = "H170000036";
    facts_.people["parent"].ids.id = "H170000036";
    EXPECT_EQ(outcome("birth_allowance"), "not_parent");
    facts_.people["parent"].ids.id = facts_.people["parent"].id = "H220000015";
    child.history.events.front().kind = EventKind::moved_in;
    EXPECT_EQ(outcome("birth_allowance"), "not_registered_here");
    child.history.events.clear();
    EXPECT_EQ(outcome("birth_allowance"), "birth_registration_unclear");
}

TEST_F(Decide, TheVersionIsThatOfTheDayOfBirth) {
    auto& child = person("child", "H120000004", at(2022, 12, 24));
    happened(child, EventKind::born_here, child.history.born);
    child.parents = {{NamedParent::Bond::birth, "H220000015", false}};
    auto& parent = person("parent", "H220000015", at(1990, 1, 1));
    happened(parent, EventKind::moved_in, at(2022, 2, 1), "新北市");
    // Before 2024 time elsewhere did not join on.
    EXPECT_EQ(outcome("birth_allowance"), "under_one_year");
    child.history.born = {day(2022, 12, 1), day(2023, 1, 31)};
    EXPECT_EQ(outcome("birth_allowance"), "no_rule") << "two versions may hold";
}

TEST_F(Decide, ChildcareStopsWithTheMonthOfTheSecondBirthday) {
    auto& child = person("child", "H120000004", at(2024, 11, 1));
    happened(child, EventKind::born_here, child.history.born);
    // 未滿二歲（含當月）: two on 2026-11-01, and November still counts.
    EXPECT_EQ(outcome("childcare_monthly"), "no_change");
    child.history.born = at(2024, 10, 31);
    child.history.events.front().on = child.history.born;
    EXPECT_EQ(outcome("childcare_monthly"), "turned_two");
    child.history.born = at(2025, 3, 1);
    child.history.events.front().on = child.history.born;
    happened(child, EventKind::moved_away, at(2026, 9, 9), "臺中市");
    EXPECT_EQ(outcome("childcare_monthly"), "moved_away");
    EXPECT_TRUE(notes("2026-09-09"));
    child.history.events.back().kind = EventKind::died;
    EXPECT_EQ(outcome("childcare_monthly"), "died");
    child.history.events.back().kind = EventKind::moved_abroad;
    EXPECT_EQ(outcome("childcare_monthly"), "moved_abroad");
    child.history.events.back().kind = EventKind::ended_unclear;
    EXPECT_EQ(outcome("childcare_monthly"), "revoked");
}

TEST_F(Decide, ChildcareSaysWhatChangedSinceTheLastCheck) {
    auto& child = person("child", "H120000004", at(2025, 11, 1));
    happened(child, EventKind::born_here, child.history.born);
    child.events = {{.kind = LegalEvent::adoption,
                     .on = "2026-07-01",
                     .registered = "2026-08-15",
                     .from = {},
                     .to = {},
                     .other_id = {},
                     .act = "1",
                     .undone = false}};
    EXPECT_EQ(outcome("childcare_monthly"), "no_change") << "nobody asked since when";
    facts_.values["since"] = "2026-08-01";
    EXPECT_EQ(outcome("childcare_monthly"), "status_changed") << "registered after the last check";
    facts_.values["since"] = "2026-08-15";
    EXPECT_EQ(outcome("childcare_monthly"), "no_change");
    facts_.values["since"] = "2026-01-01";
    child.events.front().undone = true;
    EXPECT_EQ(outcome("childcare_monthly"), "no_change") << "撤銷: it never was";
}

TEST_F(Decide, ATaxiCardOfAForeignerHangsOnTheSpouse) {
    auto& holder = foreigner("holder", "H800000011");
    auto& spouse = person("spouse", "H120000004", at(1990, 1, 1));
    happened(spouse, EventKind::born_here, spouse.history.born);
    spouse.marriage_code = "2";
    spouse.spouse_id = holder.id;
    EXPECT_EQ(outcome("maternity_taxi_monthly"), "stays");
    happened(spouse, EventKind::moved_away, at(2026, 10, 1), "新竹市");
    EXPECT_EQ(outcome("maternity_taxi_monthly"), "spouse_left");
    spouse.history.events.pop_back();
    spouse.marriage_code = "3";
    spouse.spouse_id.clear();
    EXPECT_EQ(outcome("maternity_taxi_monthly"), "marriage_ended");
    // A national's card hangs on herself, whatever the spouse does.
    auto& national = person("holder", "H220000015", at(1995, 1, 1));
    national.kind = format::IdKind::national;
    happened(national, EventKind::born_here, national.history.born);
    EXPECT_EQ(outcome("maternity_taxi_monthly"), "stays");
    happened(national, EventKind::died, at(2026, 10, 1));
    EXPECT_EQ(outcome("maternity_taxi_monthly"), "died");
}

TEST_F(Decide, SpecialCircumstancesAreReviewed) {
    auto& helped = person("person", "H220000015", at(1985, 1, 1));
    happened(helped, EventKind::born_here, helped.history.born);
    helped.marriage_code = "3";
    EXPECT_EQ(outcome("special_circumstances_yearly"), "unchanged");
    helped.marriage_code = "2";
    EXPECT_EQ(outcome("special_circumstances_yearly"), "married");
    helped.marriage_code = "4";
    auto& child = person("child", "H120000004", at(2011, 11, 1));
    happened(child, EventKind::born_here, child.history.born);
    EXPECT_EQ(outcome("special_circumstances_yearly"), "child_fifteen");
    child.history.born = at(2008, 11, 1);
    child.history.events.front().on = child.history.born;
    EXPECT_EQ(outcome("special_circumstances_yearly"), "child_eighteen");
    child.history.born = at(2012, 1, 1);
    child.history.events.front().on = child.history.born;
    EXPECT_EQ(outcome("special_circumstances_yearly"), "unchanged");
}

TEST_F(Decide, AnOverpaymentIsOfAMonthThatBeganAfterwards) {
    auto& paid = person("person", "H220000015", at(1950, 1, 1));
    happened(paid, EventKind::moved_in, at(2000, 1, 1), "臺北市");
    happened(paid, EventKind::died, at(2026, 3, 15));
    facts_.values["paid_month"] = "2026-03";
    EXPECT_EQ(outcome("overpayment"), "in_order") << "the month of the death itself";
    facts_.values["paid_month"] = "2026-04";
    EXPECT_EQ(outcome("overpayment"), "paid_after_death");
    EXPECT_TRUE(notes("2026-03-15"));
    paid.history.events.back().kind = EventKind::moved_away;
    EXPECT_EQ(outcome("overpayment"), "paid_after_move");
    facts_.values["paid_month"] = "1999-01";
    EXPECT_EQ(outcome("overpayment"), "unclear") << "an earlier stay is not in the data";
}

TEST_F(Decide, TheOrderOfBirthIsTheMothers) {
    auto& child = person("child", "H120000004", at(2020, 5, 5));
    child.parents = {{NamedParent::Bond::birth, "H220000015", false}};
    person("mother", "H220000015", at(1990, 1, 1));
    EXPECT_EQ(outcome("sibling_order"), "unclear") << "her children were not looked at";
    facts_.siblings.emplace();
    EXPECT_EQ(outcome("sibling_order"), "first");
    facts_.siblings = {at(2015, 1, 1), at(2023, 1, 1)};
    EXPECT_EQ(outcome("sibling_order"), "second");
    facts_.siblings = {at(2015, 1, 1), at(2017, 1, 1)};
    EXPECT_EQ(outcome("sibling_order"), "third_or_more");
    facts_.siblings = {DayRange{day(2020, 1, 1), day(2020, 12, 31)}};
    EXPECT_EQ(outcome("sibling_order"), "unclear") << "which came first is not known";
    facts_.siblings = {at(2020, 5, 5)};
    EXPECT_EQ(outcome("sibling_order"), "first") << "twins share a place";
}

TEST_F(Decide, RelationsAreThoseOfTheRecords) {
    auto& child = person("child", "H120000004", at(2020, 5, 5));
    happened(child, EventKind::born_here, child.history.born);
    child.parents = {{NamedParent::Bond::birth, "H220000015", false}, {NamedParent::Bond::birth, "H120000022", false}};
    child.marriage_code = "1";
    auto& other = person("other", "H220000015", at(1990, 1, 1));
    happened(other, EventKind::born_here, other.history.born);
    other.marriage_code = "1";
    EXPECT_EQ(outcome("relation_check"), "parent");
    other.id = other.ids.id = "H220000033";
    other.parents = {{NamedParent::Bond::birth, "H220000015", false}, {NamedParent::Bond::birth, "H120000040", false}};
    EXPECT_EQ(outcome("relation_check"), "sibling");
    other.parents = {{NamedParent::Bond::birth, "H120000004", false}, {NamedParent::Bond::birth, "H220000051", false}};
    EXPECT_EQ(outcome("relation_check"), "child");
    facts_.people["other"].held = MatchedPerson::Held::no;
    EXPECT_EQ(outcome("relation_check"), "unclear") << "the other is not in the data";
}

TEST_F(Decide, WhatStandsBeforeEveryRule) {
    auto& child = person("child", "H120000004", at(2025, 5, 5));
    happened(child, EventKind::born_here, child.history.born);
    child.name = "王小明";
    facts_.values["name"] = "王 小明";
    EXPECT_EQ(outcome("childcare_monthly"), "no_change") << "spaces are no difference";
    facts_.values["name"] = "陳小華";
    EXPECT_EQ(outcome("childcare_monthly"), "other_name");
    child.barred = law::match_outside;
    EXPECT_EQ(outcome("childcare_monthly"), "outside_population");
    EXPECT_TRUE(decision_.notes.empty());
    child.barred = {};
    child.held = MatchedPerson::Held::no;
    EXPECT_EQ(outcome("childcare_monthly"), "not_held");
    facts_.people.clear();
    EXPECT_EQ(outcome("childcare_monthly"), "ill_formed");
    person("child", "H120000004", at(2021, 5, 5));
    facts_.values.clear();
    facts_.on = day(2022, 6, 1);
    EXPECT_EQ(outcome("childcare_monthly"), "no_rule") << "before the text that is known";
}

TEST_F(Decide, ALaterRowOfOnePersonIsADuplicate) {
    person("person", "H120000004", at(2025, 5, 5));
    EXPECT_EQ(outcome("duplicate_claims"), "once");
    facts_.earlier_row = 7;
    EXPECT_EQ(outcome("duplicate_claims"), "duplicate");
    EXPECT_TRUE(notes("7"));
}

}  // namespace
}  // namespace menhu::registry
