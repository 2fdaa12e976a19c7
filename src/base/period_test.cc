#include "base/period.h"

#include <gtest/gtest.h>

namespace menhu::base {
namespace {

Date day(std::string_view iso) { return from_iso(iso).value(); }
Date end(std::string_view event, int length, PeriodUnit unit) { return last_day(day(event), {length, unit}); }

TEST(Period, DaysDoNotCountTheFirst) {
    EXPECT_EQ(end("2026-11-23", 1, PeriodUnit::day), day("2026-11-24"));
    EXPECT_EQ(end("2026-11-23", 30, PeriodUnit::day), day("2026-12-23"));
    EXPECT_EQ(end("2024-02-28", 2, PeriodUnit::day), day("2024-03-01"));
}

TEST(Period, WeeksEndOnTheSameWeekday) {
    EXPECT_EQ(end("2026-11-23", 1, PeriodUnit::week), day("2026-11-30"));
    EXPECT_EQ(end("2026-12-28", 2, PeriodUnit::week), day("2027-01-11"));
}

TEST(Period, MonthsEndBeforeTheCorrespondingDay) {
    EXPECT_EQ(end("2026-11-15", 1, PeriodUnit::month), day("2026-12-15"));
    EXPECT_EQ(end("2026-11-15", 3, PeriodUnit::month), day("2027-02-15"));
}

TEST(Period, WholeMonthsFromTheFirst) {
    // The first counted day is the first of a month: the period is that whole month, however long it is.
    EXPECT_EQ(end("2026-01-31", 1, PeriodUnit::month), day("2026-02-28"));
    EXPECT_EQ(end("2026-02-28", 1, PeriodUnit::month), day("2026-03-31"));
    EXPECT_EQ(end("2024-02-29", 1, PeriodUnit::month), day("2024-03-31"));
    EXPECT_EQ(end("2026-04-30", 2, PeriodUnit::month), day("2026-06-30"));
}

TEST(Period, AMonthWithoutSuchADayEndsOnItsLast) {
    EXPECT_EQ(end("2026-01-29", 1, PeriodUnit::month), day("2026-02-28"));  // from 30 January
    EXPECT_EQ(end("2026-01-30", 1, PeriodUnit::month), day("2026-02-28"));  // from 31 January
    EXPECT_EQ(end("2026-01-28", 1, PeriodUnit::month), day("2026-02-28"));  // from 29 January; no 29 February
    EXPECT_EQ(end("2024-01-28", 1, PeriodUnit::month), day("2024-02-28"));  // there it is: the day before
    EXPECT_EQ(end("2026-08-30", 1, PeriodUnit::month), day("2026-09-30"));  // from 31 August
}

TEST(Period, YearsOfTheCalendar) {
    EXPECT_EQ(end("2026-11-23", 1, PeriodUnit::year), day("2027-11-23"));
    EXPECT_EQ(end("2024-02-28", 1, PeriodUnit::year), day("2025-02-28"));  // from 29 February; none in 2025
    EXPECT_EQ(end("2024-02-29", 1, PeriodUnit::year), day("2025-02-28"));  // from 1 March
    EXPECT_EQ(end("2023-02-28", 1, PeriodUnit::year), day("2024-02-29"));  // from 1 March
    EXPECT_EQ(end("2026-12-31", 5, PeriodUnit::year), day("2031-12-31"));
}

TEST(Period, OnlyPeriodsOfSomeLength) { EXPECT_THROW(end("2026-11-23", 0, PeriodUnit::day), Bug); }

constexpr std::string_view table =
    "# an invented year\r\n"
    "2026-02-16,rest,除夕\r\n"
    "2026-02-17,rest,春節\n"
    "\n"
    "2026-02-14,work,補行上班\n"
    "2027-01-01,rest";

TEST(WorkDays, FollowTheTable) {
    const auto days = WorkDays::parse(table);
    ASSERT_TRUE(days);
    EXPECT_TRUE(*days->is_worked(day("2026-02-13")));
    EXPECT_TRUE(*days->is_worked(day("2026-02-14"))) << "a Saturday that is worked";
    EXPECT_FALSE(*days->is_worked(day("2026-02-15"))) << "a Sunday";
    EXPECT_FALSE(*days->is_worked(day("2026-02-16")));
    EXPECT_EQ(*days->this_or_next(day("2026-02-15")), day("2026-02-18"));
    EXPECT_EQ(*days->this_or_next(day("2026-02-18")), day("2026-02-18"));
    EXPECT_EQ(*days->after(day("2026-02-13"), 1), day("2026-02-14"));
    EXPECT_EQ(*days->after(day("2026-02-13"), 2), day("2026-02-18"));
}

TEST(WorkDays, MoveADeadline) {
    const auto days = WorkDays::parse(table);
    ASSERT_TRUE(days);
    EXPECT_EQ(*due_day(day("2026-02-08"), {7, PeriodUnit::day}, *days), day("2026-02-18"));
    EXPECT_EQ(*due_day(day("2026-02-08"), {5, PeriodUnit::day}, *days), day("2026-02-13"));
    EXPECT_EQ(*due_day(day("2026-12-25"), {1, PeriodUnit::week}, *days), day("2027-01-04")) << "over the year's end";
}

TEST(WorkDays, DoNotGuessAYear) {
    const auto days = WorkDays::parse(table);
    ASSERT_TRUE(days);
    EXPECT_TRUE(days->covers(day("2027-05-05")));
    const auto guess = days->this_or_next(day("2028-05-05"));
    ASSERT_FALSE(guess);
    EXPECT_EQ(guess.error().code(), "base.no_holidays");
}

TEST(WorkDays, NameTheBadLine) {
    for (const char* wrong : {"2026-02-30,rest", "2026-02-16", "2026-02-16,Rest", "2026-02-16,restful", "2026",
                              "2026-02-16,rest\n2026-02-16,work"}) {
        const auto days = WorkDays::parse(std::string{"# one\n"} + wrong);
        ASSERT_FALSE(days) << wrong;
        EXPECT_EQ(days.error().code(), "base.bad_holidays");
        EXPECT_TRUE(days.error().detail().starts_with("line ")) << wrong;
    }
}

}  // namespace
}  // namespace menhu::base
