#include "format/toml.h"

#include <gtest/gtest.h>

namespace menhu::format {
namespace {

// Each decided by TOML 1.0, and by Python's tomllib.
TEST(TomlRules, WhatMayBeDefinedTwiceAndWhatMayNot) {
    for (const char* good :
         {"[a.b.c]\nz=1\n[a]\nx=1\n", "a.b=1\na.c=2\n", "[a]\nb.c=1\n[a.b.d]\ne=1\n", "[[a]]\n[a.b]\n[[a]]\n[a.b]\n",
          "a={b.c=1,b.d=2}\n", "\"\"=1\n", "3.14=1\n", "a=[1,[2],{b=3},]\n", "x=1 # c\r\n", "a=\"\"\"\"\"\"\"\"\n"}) {
        EXPECT_TRUE(parse_toml(good, "t")) << good;
    }
    for (const char* bad : {"a=1\na=2\n",
                            "[a]\n[a]\n",
                            "a.b=1\n[a]\n",
                            "[a.b]\n[a]\nb.c=1\n",
                            "a={b=1}\na.c=2\n",
                            "a={b=1}\n[a.c]\n",
                            "a=[]\n[[a]]\n",
                            "[[a]]\n[a]\n",
                            "a={b=1,}\n",
                            "a={b=1\n}\n",
                            "a=1 b=2\n",
                            "a\n=1\n",
                            "a=\n",
                            "=1\n",
                            "a=01\n",
                            "a=1__0\n",
                            "a=.5\n",
                            "a=5.\n",
                            "a=0x-1\n",
                            "a=9223372036854775808\n",
                            "a=2024-02-30\n",
                            "a=25:00:00\n",
                            "a=\"\\x41\"\n",
                            "a=\"\\ud800\"\n",
                            "a=\"x\n\"\n",
                            "a=\"\xff\"\n",
                            "a=1\rb=2\n",
                            "é=1\n",
                            "a=\"\"\"\"\"\"\"\"\"\n",
                            "[a\n",
                            "[[a]\n",
                            "a=[1 2]\n",
                            "a=tru\n",
                            "a='x\n",
                            "#\x01\n",
                            "a=\"\x7f\"\n"}) {
        const auto root = parse_toml(bad, "t");
        ASSERT_FALSE(root) << bad;
        EXPECT_EQ(root.error().code(), "format.toml_syntax") << bad;
    }
}

TEST(TomlRules, ScalarsAndTexts) {
    constexpr const char* text = R"toml(a=-17
b=0xDEAD_beef
c=0o755
d=0b101
e=6.5e-1
f=-inf
g=1_000
h=1979-05-27 07:32:00.5+08:00
i='''
x'y
'''
j="""a\
   b""c"""
k="\u738b\U00020000"
l='\n'
m.'n.o'."p q" = true
)toml";
    const auto root = parse_toml(text, "t");
    ASSERT_TRUE(root) << root.error().describe();
    EXPECT_EQ(root->find("a")->integer, -17);
    EXPECT_EQ(root->find("b")->integer, 0xDEADBEEF);
    EXPECT_EQ(root->find("c")->integer, 0755);
    EXPECT_EQ(root->find("d")->integer, 5);
    EXPECT_EQ(root->find("e")->real, 0.65);
    EXPECT_LT(root->find("f")->real, -1e308);
    EXPECT_EQ(root->find("g")->integer, 1000);
    EXPECT_EQ(root->find("h")->text, "1979-05-27T07:32:00.5+08:00");
    EXPECT_EQ(root->find("i")->text, "x'y\n");
    EXPECT_EQ(root->find("j")->text, "ab\"\"c");
    EXPECT_EQ(root->find("k")->text, "王\xF0\xA0\x80\x80");
    EXPECT_EQ(root->find("k")->line, 14U);
    EXPECT_EQ(root->find("l")->text, "\\n");
    EXPECT_TRUE(root->find("m")->find("n.o")->find("p q")->boolean);
}

TEST(TomlRules, DepthIsBoundedInEveryWay) {
    const auto code = [](const std::string& text) { return std::string{parse_toml(text, "t").error().code()}; };
    std::string dotted = "a";
    for (int i = 0; i < 40; ++i) dotted += ".a";
    EXPECT_EQ(code(dotted + "=1\n"), "format.toml_limit");
    EXPECT_EQ(code("[" + dotted + "]\n"), "format.toml_limit");
    EXPECT_EQ(code("a=" + std::string(100'000, '[')), "format.toml_limit");
    std::string inlined = "a=";
    for (int i = 0; i < 40; ++i) inlined += "{a=";
    EXPECT_EQ(code(inlined), "format.toml_limit");
    // Dotted keys inside inline tables multiply.
    std::string both = "a=";
    for (int i = 0; i < 20; ++i) both += "{a.a.a.a.a=";
    EXPECT_EQ(code(both + "1" + std::string(20, '}') + "\n"), "format.toml_limit");
}

}  // namespace
}  // namespace menhu::format
