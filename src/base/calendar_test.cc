#include "base/calendar.h"

#include <gtest/gtest.h>

namespace menhu::base {
namespace {

Date date(int year, unsigned month, unsigned day) { return make_date(year, month, day).value(); }

TEST(Calendar, MakesRealDaysOnly) {
    EXPECT_TRUE(make_date(2024, 2, 29));
    EXPECT_FALSE(make_date(2023, 2, 29));
    EXPECT_FALSE(make_date(1900, 2, 29));
    EXPECT_TRUE(make_date(2000, 2, 29));
    EXPECT_FALSE(make_date(2024, 0, 1));
    EXPECT_FALSE(make_date(2024, 13, 1));
    EXPECT_FALSE(make_date(2024, 4, 31));
    EXPECT_FALSE(make_date(2024, 4, 0));
    EXPECT_FALSE(make_date(2024, 257, 1)) << "does not wrap";
    EXPECT_FALSE(make_date(0, 1, 1));
    EXPECT_FALSE(make_date(10000, 1, 1));
}

TEST(Calendar, DaysBeginInTaipei) {
    const Instant just_before = *from_rfc3339("2026-11-22T15:59:59.999Z");
    EXPECT_EQ(taipei_date(just_before), date(2026, 11, 22));
    EXPECT_EQ(taipei_date(just_before + Duration{1}), date(2026, 11, 23));
    EXPECT_EQ(taipei_start(date(2026, 11, 23)), just_before + Duration{1});
    EXPECT_EQ(taipei_end(date(2026, 11, 22)), taipei_start(date(2026, 11, 23)));
    EXPECT_EQ(to_taipei_text(just_before), "2026-11-22 23:59:59");
    EXPECT_EQ(to_taipei_text(*from_rfc3339("2026-12-31T16:00:00.000Z")), "2027-01-01 00:00:00");
}

TEST(Calendar, CountsDays) {
    EXPECT_EQ(add_days(date(2024, 2, 28), 2), date(2024, 3, 1));
    EXPECT_EQ(add_days(date(2024, 1, 1), -1), date(2023, 12, 31));
    EXPECT_EQ(days_between(date(2024, 1, 1), date(2025, 1, 1)), 366);
    EXPECT_EQ(days_between(date(2025, 1, 1), date(2024, 1, 1)), -366);
}

TEST(Calendar, IsoBothWays) {
    EXPECT_EQ(to_iso(date(2024, 3, 5)), "2024-03-05");
    EXPECT_EQ(from_iso("2024-03-05"), date(2024, 3, 5));
    for (const char* wrong : {"", "2024-3-5", "2024-03-5 ", "2024/03/05", "2023-02-29", "-024-03-05", "2024-03-05 ",
                              "２０２４-03-05", "2024-+3-05"}) {
        EXPECT_FALSE(from_iso(wrong)) << wrong;
    }
}

TEST(Calendar, TheRepublicHasNoYearZero) {
    EXPECT_EQ(roc_year(date(1912, 1, 1)), (RocYear{RocEra::republic, 1}));
    EXPECT_EQ(roc_year(date(1911, 12, 31)), (RocYear{RocEra::before_republic, 1}));
    EXPECT_EQ(roc_year(date(2024, 3, 5)), (RocYear{RocEra::republic, 113}));
    EXPECT_EQ(roc_year(date(1900, 3, 5)), (RocYear{RocEra::before_republic, 12}));
    for (int year = 1; year <= 9999; ++year) EXPECT_EQ(gregorian_year(roc_year(date(year, 6, 1))), year);
}

TEST(Calendar, WritesTheFormsOfTheRepublic) {
    EXPECT_EQ(to_roc_slashes(date(2024, 3, 5)), "113/03/05");
    EXPECT_EQ(to_roc_slashes(date(1986, 1, 1)), "075/01/01");
    EXPECT_EQ(to_roc_slashes(date(1911, 3, 5)), "前1/03/05");
    EXPECT_EQ(to_roc_text(date(2024, 3, 5)), "中華民國113年3月5日");
    EXPECT_EQ(to_roc_text(date(1911, 12, 31)), "民國前1年12月31日");
    EXPECT_EQ(to_roc7(date(1986, 1, 1)), "0750101");
    EXPECT_EQ(to_roc7(date(1911, 1, 1)), "前0010101");
    EXPECT_EQ(to_roc7(date(2911, 1, 1)), std::nullopt);
}

TEST(Calendar, ReadsTheFormsOfTheRepublic) {
    EXPECT_EQ(from_roc("0750101"), date(1986, 1, 1));
    EXPECT_EQ(from_roc("1130305"), date(2024, 3, 5));
    EXPECT_EQ(from_roc("-0050101"), date(1907, 1, 1));
    EXPECT_EQ(from_roc("前0050101"), date(1907, 1, 1));
    EXPECT_EQ(from_roc("113/03/05"), date(2024, 3, 5));
    EXPECT_EQ(from_roc("75/1/1"), date(1986, 1, 1));
    EXPECT_EQ(from_roc("前1/03/05"), date(1911, 3, 5));
    EXPECT_EQ(from_roc("中華民國113年3月5日"), date(2024, 3, 5));
    EXPECT_EQ(from_roc("民國113年03月05日"), date(2024, 3, 5));
    EXPECT_EQ(from_roc("民國前12年3月5日"), date(1900, 3, 5));
    EXPECT_EQ(from_roc("中華民國前12年3月5日"), date(1900, 3, 5));
}

TEST(Calendar, RefusesWhatIsNoDate) {
    for (const char* wrong :
         {"",          "0000101",   "0750230",        "0751301",       "075010",        "07501011",     "075-1-1",
          "75/1",      "75/1/1/",   "0/1/1",          "民國0年1月1日", "民國113年3月5", "民國113年3月", "中華民國",
          "前",        "--0050101", "民國-1年1月1日", "113/03/05 ",    "1９8/1/1",      "民國113/3/5",  "99999/1/1",
          "前1912/1/1"}) {
        EXPECT_FALSE(from_roc(wrong)) << wrong;
    }
}

TEST(Calendar, EveryDayReadsBackInEveryForm) {
    for (Date day = date(1880, 1, 1); day < date(2080, 1, 1); day = add_days(day, 1)) {
        ASSERT_EQ(from_roc(to_roc_slashes(day)), day);
        ASSERT_EQ(from_roc(to_roc_text(day)), day);
        ASSERT_EQ(from_roc(to_roc7(day).value()), day);
        ASSERT_EQ(from_iso(to_iso(day)), day);
    }
}

}  // namespace
}  // namespace menhu::base
