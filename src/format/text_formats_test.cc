// CSV, TOML, JSON and the manifest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/csv.h"
#include "format/json.h"
#include "format/manifest.h"
#include "format/markup.h"
#include "format/toml.h"

namespace menhu::format {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Csv, ReadsRfc4180) {
    const auto rows = parse_csv(
        "\xEF\xBB\xBF"
        "a,\"b,\"\"c\"\"\r\nd\",\r\n\r\n,x\n\"\"\r1");
    ASSERT_TRUE(rows) << rows.error().describe();
    ASSERT_EQ(rows->size(), 4U);
    EXPECT_THAT((*rows)[0].cells, ElementsAre("a", "b,\"c\"\r\nd", ""));
    EXPECT_THAT((*rows)[1].cells, ElementsAre("", "x"));
    EXPECT_THAT((*rows)[2].cells, ElementsAre(""));
    EXPECT_THAT((*rows)[3].cells, ElementsAre("1"));
    EXPECT_EQ((*rows)[0].line, 1U);
    EXPECT_EQ((*rows)[1].line, 4U);
    EXPECT_EQ((*rows)[1].offset, 19U);
    EXPECT_TRUE(parse_csv("")->empty());
}

TEST(Csv, TheSameRowsInChunksOfAnySize) {
    const std::string text =
        "\xEF\xBB\xBF"
        "a,\"b\"\"\r\n\",c\r\n\r\nd,e,f\rg";
    const auto whole = parse_csv(text);
    ASSERT_TRUE(whole);
    for (std::size_t size = 1; size < text.size(); ++size) {
        CsvReader reader;
        std::vector<CsvRow> rows;
        for (std::size_t at = 0; at < text.size(); at += size) {
            ASSERT_TRUE(reader.feed(std::string_view{text}.substr(at, size), rows));
        }
        ASSERT_TRUE(reader.finish(rows));
        ASSERT_EQ(rows.size(), whole->size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_EQ(rows[i].cells, (*whole)[i].cells);
            EXPECT_EQ(rows[i].line, (*whole)[i].line);
            EXPECT_EQ(rows[i].offset, (*whole)[i].offset);
        }
    }
}

TEST(Csv, Refusals) {
    for (const char* text : {"a\"b", "\"a\"b", "\"a", "x,\"y\n"}) {
        const auto rows = parse_csv(text);
        ASSERT_FALSE(rows) << text;
        EXPECT_EQ(rows.error().code(), "format.csv_syntax");
    }
    EXPECT_THAT(parse_csv("ok\nok\nb\"ad").error().detail(), HasSubstr("line 3"));
    CsvReader reader{',', 8};
    std::vector<CsvRow> rows;
    EXPECT_TRUE(reader.feed("1234567\n1234567\n", rows));
    EXPECT_EQ(reader.feed("123456789", rows).error().code(), "format.csv_row_too_long");
    EXPECT_FALSE(reader.feed("x\n", rows));
}

TEST(Csv, WritesWithoutFormulas) {
    std::string out;
    const std::string_view cells[]{"=1+1",  "-2+3", "-12.5", "+886",      "@x", "a,b",
                                   "\"q\"", "",     "\t=1",  "＝SUM(A1)", "王"};
    append_csv_row(cells, out);
    EXPECT_EQ(out, "'=1+1,'-2+3,-12.5,+886,'@x,\"a,b\",\"\"\"q\"\"\",,'\t=1,'＝SUM(A1),王\r\n");
    const auto back = parse_csv(out);
    ASSERT_TRUE(back);
    EXPECT_EQ((*back)[0].cells[5], "a,b");
    EXPECT_EQ((*back)[0].cells[6], "\"q\"");
}

TEST(Toml, ATreeWithLinesInTheFilesOrder) {
    const auto root = parse_toml(
        "z = 1\na = \"é\"\n[t]\nd = 2024-03-05\nlist = [1, 2.5, true]\n[[row]]\nx = 1\n[[row]]\nx = 2\n", "t.toml");
    ASSERT_TRUE(root) << root.error().describe();
    EXPECT_THAT(root->keys, ElementsAre("z", "a", "t", "row"));
    EXPECT_EQ(root->find("a")->text, "é");
    EXPECT_EQ(root->find("a")->line, 2U);
    EXPECT_EQ(root->find("t")->find("d")->text, "2024-03-05");
    EXPECT_EQ(root->find("t")->find("d")->kind, TomlKind::date);
    const TomlNode& list = *root->find("t")->find("list");
    ASSERT_EQ(list.items.size(), 3U);
    EXPECT_EQ(list.items[1].real, 2.5);
    EXPECT_TRUE(list.items[2].boolean);
    EXPECT_EQ(root->find("row")->items[1].find("x")->integer, 2);
    EXPECT_EQ(root->find("none"), nullptr);
}

TEST(Toml, SyntaxNamesTheLineAndLimitsHold) {
    const auto bad = parse_toml("a = 1\nb = \n", "x.toml");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code(), "format.toml_syntax");
    EXPECT_THAT(bad.error().detail(), HasSubstr("x.toml:2"));
    EXPECT_EQ(parse_toml("a = " + std::string(5000, '['), "x").error().code(), "format.toml_limit");
    EXPECT_EQ(parse_toml(std::string(5 << 20, '#'), "x").error().code(), "format.toml_limit");
}

TEST(Toml, TheReaderCollectsEveryProblem) {
    const auto root = parse_toml("n = 7\nt = 1\nwrong = 1\nd = \"2024-02-30\"\ne = \"\"\nl = [1]\n", "s.toml");
    ASSERT_TRUE(root);
    TomlReader reader{"s.toml"};
    reader.only(*root, {"n", "t", "d", "e", "l"});
    EXPECT_EQ(reader.integer(*root, "n", 0, 5), 0);
    EXPECT_EQ(reader.text(*root, "t"), "");
    EXPECT_EQ(reader.date(*root, "d"), "");
    EXPECT_EQ(reader.text(*root, "e"), "");
    EXPECT_TRUE(reader.texts(*root, "l").empty());
    EXPECT_FALSE(reader.boolean(*root, "absent"));
    EXPECT_EQ(reader.integer_or(*root, "absent", 0, 5, 3), 3);
    EXPECT_EQ(reader.text_or(*root, "absent", "f"), "f");
    const auto done = reader.finish("law.profile_invalid");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code(), "law.profile_invalid");
    for (const char* part : {"s.toml:1: n must be from 0 to 5", "s.toml:2: t must be a text",
                             "s.toml:3: unknown key \"wrong\"", "s.toml:4: d must be a date", "s.toml:5: e is empty",
                             "s.toml:6: l must hold texts only", "absent is missing"}) {
        EXPECT_THAT(done.error().detail(), HasSubstr(part));
    }
    EXPECT_EQ(reader.problems().size(), 7U);
}

TEST(Toml, Quoting) {
    const std::string text = "a\"b\\c\nd\x01 王";
    const auto root = parse_toml("x = " + toml_quote(text), "q");
    ASSERT_TRUE(root);
    EXPECT_EQ(root->find("x")->text, text);
}

TEST(JsonText, RoundTripAndCanonicalForm) {
    const auto value = parse_json(R"( {"b":[1,-2,3.5,true,false,null,"\u738b\n\"\\\u0001"],"a":{},"é":1e3} )");
    ASSERT_TRUE(value) << value.error().describe();
    const std::string text = canonical_json(*value);
    EXPECT_EQ(text, R"({"a":{},"b":[1,-2,3.5,true,false,null,"王\n\"\\\u0001"],"é":1000.0})");
    const auto again = parse_json(text);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, *value);
    EXPECT_EQ(*value->find("b")->array()->at(1).integer(), -2);
    EXPECT_EQ(value->find("none"), nullptr);
    EXPECT_EQ(*parse_json("-9223372036854775808")->integer(), std::numeric_limits<std::int64_t>::min());
}

TEST(JsonText, NumbersKeepTheirLastDigit) {
    const std::pair<const char*, double> numbers[]{{"4.1e92", 4.1e92},
                                                   {"0.1", 0.1},
                                                   {"2.2250738585072014e-308", 2.2250738585072014e-308},
                                                   {"1.7976931348623157e308", 1.7976931348623157e308},
                                                   {"9007199254740993.0", 9007199254740993.0}};
    for (const auto& [text, number] : numbers) {
        const auto value = parse_json(text);
        ASSERT_TRUE(value) << text;
        EXPECT_EQ(*value->real(), number) << text;
    }
    EXPECT_EQ(canonical_json(*parse_json("41000e+88")), "4.1e+92");
}

TEST(JsonText, Refusals) {
    for (const char* text : {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "1 2", "nul", "\"\xFF\"", "\"\\ud800\"",
                             "9223372036854775808", "1e999", "{a:1}", "// c\n1", "[1", "01", "\"\t\""}) {
        const auto value = parse_json(text);
        ASSERT_FALSE(value) << text;
        EXPECT_EQ(value.error().code(), "format.json_syntax") << text;
    }
    EXPECT_EQ(parse_json(std::string(40, '[') + std::string(40, ']')).error().code(), "format.json_limit");
    EXPECT_EQ(parse_json("[1,2,3]", {.values = 2}).error().code(), "format.json_limit");
    EXPECT_EQ(parse_json("[1,2,3]", {.bytes = 3}).error().code(), "format.json_limit");
    EXPECT_TRUE(parse_json("[1,2,3]", {.values = 4}));
}

TEST(JsonText, BytesThatAreNotUtf8StayJson) {
    std::string out;
    append_json_text("a\xFF", out);
    EXPECT_EQ(out, "\"a\xEF\xBF\xBD\"");
}

constexpr const char* manifest_text = R"(table_number = "DEMO-P01"
sequence = 3
base_date = 2026-11-01
kind = "full"
layout = "demo_full_big5"
records = 100
bytes = 12345
sha256 = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
sender = "民政局"
file = "p.txt"
)";

TEST(Manifest, RoundTrip) {
    const auto manifest = parse_manifest(manifest_text);
    ASSERT_TRUE(manifest) << manifest.error().describe();
    EXPECT_EQ(manifest->table_number, "DEMO-P01");
    EXPECT_EQ(manifest->sequence, 3);
    EXPECT_EQ(manifest->base_date, "2026-11-01");
    EXPECT_EQ(manifest->kind, DeliveryKind::full);
    EXPECT_EQ(manifest->sha256[31], 0x1F);
    EXPECT_EQ(manifest->sender, "民政局");
    EXPECT_EQ(print_manifest(*manifest), manifest_text);
}

TEST(Manifest, EveryProblemIsNamed) {
    const auto bad = parse_manifest(
        "sequence = 0\nbase_date = \"x\"\nkind = \"half\"\nlayout = \"l\"\nrecords = -1\nbytes = 1\n"
        "sha256 = \"00\"\nfile = \"../etc/passwd\"\nextra = 1\n");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code(), "format.manifest_invalid");
    for (const char* part : {"table_number is missing", "manifest:1:", "manifest:2:", "manifest:3:", "manifest:5:",
                             "manifest:7:", "manifest:8:", "manifest:9: unknown key"}) {
        EXPECT_THAT(bad.error().detail(), HasSubstr(part));
    }
}

TEST(Markup, NothingOfATextIsMarkup) {
    EXPECT_EQ(escaped(R"(<a href="x">王&小明's</a>)"), "&lt;a href=&quot;x&quot;&gt;王&amp;小明's&lt;/a&gt;");
    EXPECT_EQ(escaped("&amp;"), "&amp;amp;");
    std::string out = "<p>";
    append_escaped("1 < 2", out);
    EXPECT_EQ(out, "<p>1 &lt; 2");
}

}  // namespace
}  // namespace menhu::format
