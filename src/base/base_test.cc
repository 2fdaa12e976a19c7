// bytes, id, time, random, result.
#include <gtest/gtest.h>

#include <set>

#include "base/bytes.h"
#include "base/id.h"
#include "base/personal.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace menhu::base {
namespace {

Bytes bytes_of(std::string_view text) { return {as_bytes(text).begin(), as_bytes(text).end()}; }

// RFC 4648 section 10.
TEST(Bytes, Base64Vectors) {
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, coded] : vectors) {
        EXPECT_EQ(to_base64(as_bytes(plain)), coded);
        EXPECT_EQ(from_base64(coded), bytes_of(plain));
        std::string bare{coded};
        while (bare.ends_with('=')) bare.pop_back();
        EXPECT_EQ(to_base64url(as_bytes(plain)), bare);
        EXPECT_EQ(from_base64url(bare), bytes_of(plain));
    }
    EXPECT_EQ(to_base64(Bytes{0xfb, 0xff}), "+/8=");
    EXPECT_EQ(to_base64url(Bytes{0xfb, 0xff}), "-_8");
}

TEST(Bytes, DecodingIsStrict) {
    for (const char* wrong :
         {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm 9", "Zm9v\n", "-_8="}) {
        EXPECT_FALSE(from_base64(wrong)) << wrong;
    }
    for (const char* wrong : {"Zg==", "Zh", "Z", "+/8"}) EXPECT_FALSE(from_base64url(wrong)) << wrong;
    for (const char* wrong : {"0", "0g", "0x", " 0"}) EXPECT_FALSE(from_hex(wrong)) << wrong;
}

TEST(Bytes, Hex) {
    EXPECT_EQ(to_hex(Bytes{0x00, 0x9f, 0xff}), "009fff");
    EXPECT_EQ(from_hex("009fFF"), (Bytes{0x00, 0x9f, 0xff}));
}

TEST(Bytes, EveryLengthComesBack) {
    SeededRandom random{7};
    for (std::size_t length = 0; length < 200; ++length) {
        Bytes bytes(length);
        random.fill(bytes);
        ASSERT_EQ(from_base64(to_base64(bytes)), bytes);
        ASSERT_EQ(from_base64url(to_base64url(bytes)), bytes);
        ASSERT_EQ(from_hex(to_hex(bytes)), bytes);
    }
}

TEST(Bytes, NumbersAreBigEndian) {
    Bytes bytes;
    put_u16(bytes, 0x0102);
    put_u32(bytes, 0x03040506);
    put_u64(bytes, 0x0708090a0b0c0d0e);
    EXPECT_EQ(to_hex(bytes), "0102030405060708090a0b0c0d0e");
    EXPECT_EQ(get_u16(bytes), 0x0102);
    EXPECT_EQ(get_u32(ByteView{bytes}.subspan(2)), 0x03040506U);
    EXPECT_EQ(get_u64(ByteView{bytes}.subspan(6)), 0x0708090a0b0c0d0eU);
}

TEST(Ids, GrowWithTime) {
    SeededRandom random{1};
    const Instant now = *from_rfc3339("2026-11-23T04:05:06.789Z");
    const std::int64_t first = make_id_number(now, random);
    const std::int64_t second = make_id_number(now + Duration{1}, random);
    EXPECT_GT(first, 0);
    EXPECT_LT(first, second);
    EXPECT_THROW(make_id_number(*from_rfc3339("2019-12-31T23:59:59.999Z"), random), Bug);
    EXPECT_GT(make_id_number(*from_rfc3339("2159-01-01T00:00:00.000Z"), random), second);
}

TEST(Ids, TextsSortAsNumbersAndComeBack) {
    SeededRandom random{2};
    std::string before;
    for (std::int64_t n = 0; n < 1000; ++n) {
        const std::int64_t number = n * 9'223'372'036'854'775;
        const std::string text = id_text(number);
        EXPECT_EQ(text.size(), 13U);
        EXPECT_EQ(id_number(text), number);
        EXPECT_LT(before, text);
        before = text;
    }
    EXPECT_EQ(id_number(id_text(INT64_MAX)), INT64_MAX);
}

TEST(Ids, OneTextForEachNumber) {
    for (const char* wrong : {"", "000000000000", "00000000000000", "000000000000a", "000000000000I", "000000000000U",
                              "8000000000000", "ZZZZZZZZZZZZZ"}) {
        EXPECT_FALSE(id_number(wrong)) << wrong;
    }
}

TEST(Time, Rfc3339BothWays) {
    for (const char* text : {"2026-11-23T04:05:06.789Z", "1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z",
                             "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "2024-02-29T12:00:00.001Z"}) {
        const auto instant = from_rfc3339(text);
        ASSERT_TRUE(instant) << text;
        EXPECT_EQ(to_rfc3339(*instant), text);
        EXPECT_EQ(from_millis(to_millis(*instant)), *instant);
    }
    EXPECT_EQ(to_millis(*from_rfc3339("1970-01-01T00:00:01.001Z")), 1001);
}

TEST(Time, TakesOneFormOnly) {
    for (const char* wrong : {"", "2026-11-23T04:05:06Z", "2026-11-23T04:05:06.789+08:00", "2026-11-23 04:05:06.789Z",
                              "2026-11-23t04:05:06.789z", "2026-02-29T04:05:06.789Z", "2026-11-23T24:00:00.000Z",
                              "2026-11-23T04:60:06.789Z", "2026-11-23T04:05:60.000Z", "2026-13-23T04:05:06.789Z",
                              "2026-11-23T04:05:06.78 Z", "+026-11-23T04:05:06.789Z"}) {
        EXPECT_FALSE(from_rfc3339(wrong)) << wrong;
    }
}

TEST(Chance, IsReproducible) {
    SeededRandom one{42};
    SeededRandom same{42};
    SeededRandom other{43};
    Bytes a(33);
    Bytes b(33);
    Bytes c(33);
    one.fill(a);
    same.fill(b);
    other.fill(c);
    EXPECT_EQ(a, b);
    EXPECT_NE(a, c);
}

TEST(Chance, StaysBelowAndReachesAll) {
    SeededRandom random{1};
    std::set<std::uint64_t> seen;
    for (int n = 0; n < 1000; ++n) {
        const std::uint64_t value = random.below(7);
        ASSERT_LT(value, 7U);
        seen.insert(value);
        const double unit = random.unit();
        ASSERT_GE(unit, 0.0);
        ASSERT_LT(unit, 1.0);
    }
    EXPECT_EQ(seen.size(), 7U);
    EXPECT_EQ(random.below(1), 0U);
}

Result<int> half(int number) {
    if (number % 2 != 0) return Error{Fault::bad_input, "test.odd", "detail"};
    return number / 2;
}

Result<int> quarter(int number) {
    const int first = TRY(half(number));
    TRY(half(first));
    return TRY(half(first));
}

TEST(Results, TryPassesErrorsOn) {
    EXPECT_EQ(quarter(8).value(), 2);
    const auto failed = quarter(6);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code(), "test.odd");
    EXPECT_EQ(failed.error().fault(), Fault::bad_input);
    EXPECT_TRUE(failed.error().describe().starts_with("test.odd (detail) at "));
}

TEST(Results, CheckThrowsABugThatSaysWhere) {
    try {
        CHECK(1 + 1 == 3);
        FAIL();
    } catch (const Bug& bug) {
        EXPECT_NE(bug.describe().find("1 + 1 == 3"), std::string::npos);
        EXPECT_NE(bug.describe().find("base_test.cc"), std::string::npos);
    }
}

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(Printable<std::string> && !Printable<Personal<std::string>>);

TEST(Personal, RevealsOnlyWhenAsked) { EXPECT_EQ(Personal<std::string>{"王小明"}.reveal(), "王小明"); }

}  // namespace
}  // namespace menhu::base
