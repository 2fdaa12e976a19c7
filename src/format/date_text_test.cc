#include "format/date_text.h"

#include <gtest/gtest.h>

namespace menhu::format {
namespace {

std::string read(std::string_view text, DateForm form, Era era = Era::republic) {
    const auto date = read_date(text, form, era);
    return date ? date_text(*date) : "none";
}

TEST(Dates, EveryForm) {
    EXPECT_EQ(read("0750101", DateForm::roc7), "1986-01-01");
    EXPECT_EQ(read("1130229", DateForm::roc7), "2024-02-29");
    EXPECT_EQ(read("750101", DateForm::roc6), "1986-01-01");
    EXPECT_EQ(read("19860101", DateForm::yyyymmdd), "1986-01-01");
    EXPECT_EQ(read("1986-01-01", DateForm::iso), "1986-01-01");
    EXPECT_EQ(read("075/01/01", DateForm::roc_slashes), "1986-01-01");
    EXPECT_EQ(read("75/1/1", DateForm::roc_slashes), "1986-01-01");
}

TEST(Dates, BeforeTheRepublic) {
    EXPECT_EQ(read("0010101", DateForm::roc7), "1912-01-01");
    EXPECT_EQ(read("0010101", DateForm::roc7, Era::before_republic), "1911-01-01");  // 民前 1
    EXPECT_EQ(read("0120229", DateForm::roc7, Era::before_republic), "none");        // 1900 was no leap year
    EXPECT_EQ(read("0080229", DateForm::roc7, Era::before_republic), "1904-02-29");
    EXPECT_EQ(read("-080229", DateForm::roc7), "1904-02-29");
    EXPECT_EQ(read("前0080229", DateForm::roc7), "1904-02-29");
    EXPECT_EQ(read("民前8/2/29", DateForm::roc_slashes), "1904-02-29");
    EXPECT_EQ(read("0000101", DateForm::roc7), "none");  // no year 0
}

TEST(Dates, PartlyKnown) {
    EXPECT_EQ(read("0750100", DateForm::roc7), "1986-01");
    EXPECT_EQ(read("0750000", DateForm::roc7), "1986");
    EXPECT_EQ(read("0750001", DateForm::roc7), "none");
    EXPECT_EQ(read("1986", DateForm::iso), "1986");
    EXPECT_EQ(read("1986-07", DateForm::iso), "1986-07");
    EXPECT_EQ(read_date("0750100", DateForm::roc7)->precision, DatePrecision::month);
}

TEST(Dates, Refused) {
    for (const char* text : {"", "075010", "0751301", "0750230", "1130230", "07501O1", "07501011"}) {
        EXPECT_EQ(read(text, DateForm::roc7), "none") << text;
    }
    for (const char* text : {"", "1986-1-1", "1986-13-01", "1986-02-30", "0000-01-01", "1986/01/01", "1986-01-01T"}) {
        EXPECT_EQ(read(text, DateForm::iso), "none") << text;
    }
    for (const char* text : {"", "/", "//", "1/2", "075/001/01", "075/01/01/", "a/1/1"}) {
        EXPECT_EQ(read(text, DateForm::roc_slashes), "none") << text;
    }
}

TEST(Dates, WrittenAndReadBackInEveryForm) {
    for (const DateForm form : {DateForm::roc7, DateForm::yyyymmdd, DateForm::iso, DateForm::roc_slashes}) {
        for (const char* text :
             {"1986-01-01", "1904-02-29", "1986-07", "1986", "2024-12-31", "1912-01-01", "1911-12-31"}) {
            const auto date = read_date(text, DateForm::iso);
            std::string out;
            ASSERT_TRUE(write_date(*date, form, out));
            const auto back = read_date(out, form, date->before_republic() ? Era::before_republic : Era::republic);
            ASSERT_TRUE(back) << out;
            EXPECT_EQ(*back, *date) << out;
        }
    }
    std::string out = "x";
    EXPECT_FALSE(write_date(*read_date("2024-01-01", DateForm::iso), DateForm::roc6, out));
    EXPECT_EQ(out, "x");
}

TEST(Dates, Names) {
    for (const DateForm form :
         {DateForm::roc7, DateForm::roc6, DateForm::yyyymmdd, DateForm::iso, DateForm::roc_slashes}) {
        EXPECT_EQ(date_form_named(date_form_name(form)), form);
    }
    EXPECT_EQ(date_form_named("dmy"), std::nullopt);
}

TEST(Dates, InTheHeadersOfMessages) {
    const auto of = [](std::string_view rfc3339, MessageForm form) {
        return message_date(base::from_rfc3339(rfc3339).value(), form);
    };
    // RFC 9110 section 5.6.7 and RFC 5322 appendix A.1.1 (there 09:55:06 -0600).
    EXPECT_EQ(of("1994-11-06T08:49:37.999Z", MessageForm::http), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(of("1997-11-21T15:55:06.000Z", MessageForm::mail), "Fri, 21 Nov 1997 15:55:06 +0000");
    EXPECT_EQ(of("2024-02-29T23:59:59.999Z", MessageForm::http), "Thu, 29 Feb 2024 23:59:59 GMT");
    EXPECT_EQ(of("1969-12-31T23:59:59.001Z", MessageForm::mail), "Wed, 31 Dec 1969 23:59:59 +0000");
}

}  // namespace
}  // namespace menhu::format
