#include "format/name.h"

#include <gtest/gtest.h>

#include "format/code_points.h"

namespace menhu::format {
namespace {

std::string normal(std::string_view name, NameChange* changes = nullptr) {
    std::string out;
    const NameChange made = normalise_name(name, out);
    if (changes != nullptr) *changes = made;
    return out;
}

TEST(Names, MiddleDotsOfEverySystemMeet) {
    const std::string wanted = "瓦歷斯·諾幹";
    for (const char* name : {"瓦歷斯·諾幹", "瓦歷斯．諾幹", "瓦歷斯‧諾幹", "瓦歷斯・諾幹", "瓦歷斯•諾幹", "瓦歷斯･諾幹",
                             "瓦歷斯.諾幹", "瓦歷斯 ． 諾幹", "瓦歷斯﹒諾幹"}) {
        EXPECT_EQ(normal(name), wanted) << name;
    }
    NameChange changes;
    normal("瓦歷斯·諾幹", &changes);
    EXPECT_EQ(changes, NameChange::none);
    normal("瓦歷斯．諾幹", &changes);
    EXPECT_EQ(changes, NameChange::middle_dot);
}

TEST(Names, WidthCaseAndSpaces) {
    NameChange changes;
    EXPECT_EQ(normal("Ｗａｌｉｓ　 Nokan", &changes), "walis nokan");
    EXPECT_TRUE(has(changes, NameChange::width));
    EXPECT_TRUE(has(changes, NameChange::letter_case));
    EXPECT_TRUE(has(changes, NameChange::spaces));
    EXPECT_EQ(normal(" 王 小　明 "), "王小明");
    EXPECT_EQ(normal("J. R. Smith"), "j. r. smith");
    EXPECT_EQ(normal("王 Smith"), "王smith");
    normal("walis nokan", &changes);
    EXPECT_EQ(changes, NameChange::none);
}

TEST(Names, CompatibilityIdeographsAndComposition) {
    NameChange changes;
    EXPECT_EQ(normal("\xEF\xA8\x8C", &changes), "兀");  // U+FA0C
    EXPECT_TRUE(has(changes, NameChange::compatibility));
    EXPECT_EQ(normal("\xEF\xA8\x8D"), "嗀");  // U+FA0D
    EXPECT_EQ(normal("\xE2\xBC\x80"), "一");  // Kangxi radical
    EXPECT_EQ(normal("Se\xCC\x81"
                     "diq",
                     &changes),
              "sédiq");
    EXPECT_TRUE(has(changes, NameChange::composed));
    EXPECT_EQ(normal("É"), "é");
    EXPECT_EQ(normal("ｅ\xCC\x81"), "é");
}

TEST(Names, UserDefinedCharactersAreNotGuessedAt) {
    std::string name = "王";
    append_utf8(0xE001, name);
    NameChange changes;
    EXPECT_EQ(normal(name, &changes), name);
    EXPECT_EQ(changes, NameChange::none);
}

TEST(Names, IdempotentOverAwkwardTexts) {
    for (const char* name :
         {"中 .丁", "A . B", "ŉ İ ß ﬀ", "e\xCC\x81 \xCC\x81", "\xFF\xFE王", "한글", "ｶﾞ ﾞ", "．．", "𠀀 x 𠀀"}) {
        const std::string once = normal(name);
        EXPECT_EQ(normal(once), once) << name;
    }
    NameChange changes;
    normal("\xFF", &changes);
    EXPECT_TRUE(has(changes, NameChange::invalid));
}

TEST(Names, AppendsToTheCallersString) {
    std::string out = "x";
    normalise_name(" 王", out);
    EXPECT_EQ(out, "x王");
}

TEST(Names, RareCharacters) {
    const auto big5 = Encoder::open(Encoding::cp950);
    ASSERT_TRUE(big5);
    std::string name = "王菓";
    append_utf8(0x20000, name);
    append_utf8(0xE001, name);
    const auto rare = rare_characters(name, *big5);
    ASSERT_EQ(rare.size(), 3U);
    EXPECT_EQ(rare[0].kind, RareCharacter::Kind::outside_big5);
    EXPECT_EQ(rare[0].offset, 3U);
    EXPECT_EQ(rare[1].kind, RareCharacter::Kind::supplementary);
    EXPECT_EQ(rare[2].kind, RareCharacter::Kind::private_use);
    EXPECT_EQ(rare[2].code_point, 0xE001U);
    EXPECT_TRUE(rare_characters("王小明", *big5).empty());
}

}  // namespace
}  // namespace menhu::format
