// What is wrong with a layout is said in Chinese too: every kind of mistake the readers know.
#include "registry/definition_words.h"

#include <gtest/gtest.h>

#include "registry/definition.h"

namespace menhu::registry {
namespace {

constexpr std::string_view good = R"(name = "small"
title_zh = "小檔"
title_en = "Small"
table_number = "T1"
encoding = "utf-8"
form = "delimited"
delimiter = ","
newline = "lf"

[[record]]
role = "person"
fields = [
  { name = "PersonId", type = "national_id", required = true },
  { name = "PersonName", type = "text", required = true },
]
)";

std::string with(std::string_view part, std::string_view instead) {
    std::string text{good};
    const auto at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return text.replace(at, part.size(), instead);
}

TEST(DefinitionWords, EveryMistakeIsSaidInChinese) {
    ASSERT_TRUE(definition_problems(DefinitionKind::layout, good).empty());
    const std::vector<std::string> broken{
        with("encoding = \"utf-8\"", "encoding = \"big55\""),
        with("encoding = \"utf-8\"", "encoding = 5"),
        with("encoding = \"utf-8\"\n", ""),
        with("encoding = \"utf-8\"", "encoding = \"utf-8"),
        with("encoding = \"utf-8\"", "encoding = \"utf-8\" x"),
        with("encoding = \"utf-8\"", "encoding"),
        with("encoding = \"utf-8\"", "encoding ="),
        with("encoding = \"utf-8\"", "encoding = \"utf-8\"\nencoding = \"utf-8\""),
        with("encoding = \"utf-8\"", "encoding = \"utf\\q8\""),
        with("encoding = \"utf-8\"", "coding = \"utf-8\""),
        with("name = \"small\"", "name = \"Small\""),
        with("form = \"delimited\"", "form = \"fixed\""),
        with("delimiter = \",\"", "delimiter = \",,\""),
        with("newline = \"lf\"", "newline = \"none\""),
        with("role = \"person\"", "role = \"people\""),
        with("role = \"person\"", "role = \"event\""),
        with("type = \"text\"", "type = \"numbr\""),
        with("type = \"text\"", "type = \"code\", codes = \"none\""),
        with("type = \"text\"", "type = \"text\", date = \"roc7\""),
        with("type = \"text\"", "type = \"text\", at = 3, length = 4"),
        with("\"national_id\"", "\"text\""),
        with("PersonName", "PersonNam"),
        with("PersonName", "PersonId"),
        with("fields = [", "fields = [["),
        with("[[record]]", "[[record]"),
        with("[[record]]", "[record]"),
    };
    for (const auto& text : broken) {
        const auto problems = definition_problems(DefinitionKind::layout, text);
        EXPECT_FALSE(problems.empty()) << text;
        for (const auto& problem : problems) EXPECT_NE(problem.zh, problem.en) << problem.en;
    }
    for (const auto* text : {"a,b\n", "code,unicode\nU+E000,\n", "code,unicode\nA,U+4E00\n",
                             "code,unicode\nU+E000,U+E001\n", "code,unicode\nU+E000,U+4E00\nU+E000,U+4E01\n"}) {
        const auto problems = definition_problems(DefinitionKind::characters, text);
        EXPECT_FALSE(problems.empty()) << text;
        for (const auto& problem : problems) EXPECT_NE(problem.zh, problem.en) << problem.en;
    }
}

TEST(DefinitionWords, WhatIsFilledInStaysWhereItBelongs) {
    EXPECT_EQ(chinese_of("length must be from 1 to 4096"), "length 應為 1 至 4096");
    EXPECT_EQ(chinese_of("length must be an integer"), "length 應為整數");
    EXPECT_EQ(chinese_of("form must be one of: fixed delimited"), "form 應為下列之一：fixed delimited");
    EXPECT_EQ(chinese_of("the change record needs EventCode"), "異動紀錄缺少 EventCode");
    EXPECT_EQ(chinese_of("codes.sex: 3 needs `means` for every code, one that Sex has"),
              "codes.sex：代碼 3 須有 means，且為 Sex 可用的值");
    EXPECT_EQ(chinese_of("Foo is no field of a person (or give it type = \"filler\")"),
              "Foo 不是個人紀錄的欄位；不使用的內容請設 type = \"filler\"");
    EXPECT_EQ(chinese_of("something nobody wrote yet"), "something nobody wrote yet");
}

}  // namespace
}  // namespace menhu::registry
