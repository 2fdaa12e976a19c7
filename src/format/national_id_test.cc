#include "format/national_id.h"

#include <gtest/gtest.h>

#include <string>

#include "format/household_number.h"

namespace menhu::format {
namespace {

struct Vector {
    const char* id;
    IdKind kind;
    IdSex sex;
};

// The vectors of the domain notes (national, new foreign, old foreign).
const Vector vectors[]{
    {"A123456789", IdKind::national, IdSex::male},      {"H120000004", IdKind::national, IdSex::male},
    {"H220000015", IdKind::national, IdSex::female},    {"H170000036", IdKind::national, IdSex::male},
    {"I100000012", IdKind::national, IdSex::male},      {"O200000015", IdKind::national, IdSex::female},
    {"W100000010", IdKind::national, IdSex::male},      {"Z200000013", IdKind::national, IdSex::female},
    {"H800000011", IdKind::foreign_new, IdSex::male},   {"H990000047", IdKind::foreign_new, IdSex::female},
    {"H980000035", IdKind::foreign_new, IdSex::female}, {"HD12345678", IdKind::foreign_old, IdSex::female},
    {"HC00000037", IdKind::foreign_old, IdSex::male},   {"HA00000015", IdKind::foreign_old, IdSex::male},
};

TEST(NationalId, VectorsAreAccepted) {
    for (const Vector& vector : vectors) {
        const IdReading reading = read_national_id(vector.id);
        EXPECT_EQ(reading.problem(), IdProblem::none) << vector.id;
        EXPECT_EQ(reading.kind(), vector.kind) << vector.id;
        EXPECT_EQ(reading.sex(), vector.sex) << vector.id;
        EXPECT_EQ(reading.text(), vector.id);
        EXPECT_EQ(reading.changes(), IdChange::none);
    }
}

TEST(NationalId, EveryOtherLastDigitIsRefused) {
    for (const Vector& vector : vectors) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string id = vector.id;
            const bool right = id[9] == digit;
            id[9] = digit;
            EXPECT_EQ(read_national_id(id).problem(), right ? IdProblem::none : IdProblem::check_digit) << id;
            EXPECT_EQ(read_national_id(id).text(), id);
        }
        EXPECT_EQ(national_id_check_digit(std::string_view{vector.id}.substr(0, 9)), vector.id[9]);
    }
}

TEST(NationalId, EverySingleDigitSlipIsSeenExceptWhereTheRuleIsBlind) {
    // Weights 8 to 1 modulo 10: even weights miss a slip by five, no other.
    const std::string id = "A123456789";
    for (std::size_t place = 2; place < 10; ++place) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (digit == id[place]) continue;
            std::string slip = id;
            slip[place] = digit;
            const unsigned weight = place == 9 ? 1 : static_cast<unsigned>(9 - place);
            const bool blind =
                weight * static_cast<unsigned>(digit > id[place] ? digit - id[place] : id[place] - digit) % 10 == 0;
            EXPECT_EQ(read_national_id(slip).problem(), blind ? IdProblem::none : IdProblem::check_digit) << slip;
        }
    }
}

TEST(NationalId, ForgivesWidthCaseAndSpacesAndSaysSo) {
    const IdReading reading = read_national_id("　ａ１２３ 456789\xE2\x80\x8B");
    EXPECT_EQ(reading.problem(), IdProblem::none);
    EXPECT_EQ(reading.text(), "A123456789");
    EXPECT_TRUE(has(reading.changes(), IdChange::spaces));
    EXPECT_TRUE(has(reading.changes(), IdChange::width));
    EXPECT_TRUE(has(reading.changes(), IdChange::letter_case));
    EXPECT_FALSE(has(read_national_id("a123456789").changes(), IdChange::width));
}

TEST(NationalId, NineCharactersFromBeforeCheckDigits) {
    const IdReading reading = read_national_id("H12345678");
    EXPECT_EQ(reading.problem(), IdProblem::none);
    EXPECT_EQ(reading.kind(), IdKind::national_nine);
    EXPECT_EQ(read_national_id("H82345678").problem(), IdProblem::shape);
}

TEST(NationalId, OtherShapes) {
    for (const char* text : {"A1234567890", "1123456789", "A323456789", "AE12345678", "A12345678X", "A1", "中文",
                             "A12345678\xFF", "A123456789\n1"}) {
        EXPECT_EQ(read_national_id(text).problem(), IdProblem::shape) << text;
        EXPECT_EQ(read_national_id(text).text(), "") << text;
    }
    EXPECT_EQ(read_national_id("").problem(), IdProblem::empty);
    EXPECT_EQ(read_national_id(" 　").problem(), IdProblem::empty);
    EXPECT_EQ(national_id_check_digit("A32345678"), std::nullopt);
    EXPECT_EQ(national_id_check_digit("A1234567"), std::nullopt);
}

TEST(HouseholdNumber, ShapeOnly) {
    EXPECT_EQ(HouseholdNumber::read("E5815657")->text(), "E5815657");
    EXPECT_EQ(HouseholdNumber::read(" ｅ58a5657 ")->text(), "E58A5657");
    for (const char* text : {"", "E581565", "E58156570", "55815657", "E581565A", "E58-5657", "E581565\xE4\xB8\x80"}) {
        EXPECT_FALSE(HouseholdNumber::read(text)) << text;
    }
    // Any last digit will do: the rule is not public, and none is made up.
    for (char digit = '0'; digit <= '9'; ++digit) EXPECT_TRUE(HouseholdNumber::read(std::string{"E581565"} + digit));
}

}  // namespace
}  // namespace menhu::format
