// What was written is read again: the packages by a small reader of our own, the sheet's cells one by one, the PDF by
// its bytes. (Pictures and the text of a PDF: tests/functional/story_roster.py with poppler.)
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "paper/cell.h"
#include "paper/document.h"
#include "paper/faces.h"
#include "paper/pdf_canvas.h"

namespace menhu::paper {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

const base::Instant at = base::from_rfc3339("2026-11-23T01:02:03.000Z").value();
base::Date day(int year, unsigned month, unsigned of_month) { return base::make_date(year, month, of_month).value(); }

std::string good(base::Result<std::string> result) {
    if (!result) throw std::runtime_error{result.error().describe()};
    return *std::move(result);
}

std::uint32_t number_at(std::string_view bytes, std::size_t place, int size) {
    std::uint32_t value = 0;
    for (int i = size - 1; i >= 0; --i) {
        value = (value << 8) | static_cast<unsigned char>(bytes.at(place + static_cast<std::size_t>(i)));
    }
    return value;
}

// The entries of a package by its local heads, in order.
std::vector<std::pair<std::string, std::string>> unpacked(std::string_view bytes) {
    std::vector<std::pair<std::string, std::string>> entries;
    std::size_t place = 0;
    while (number_at(bytes, place, 4) == 0x04034b50) {
        const auto method = number_at(bytes, place + 8, 2);
        const auto checksum = number_at(bytes, place + 14, 4);
        const auto packed = number_at(bytes, place + 18, 4);
        const auto size = number_at(bytes, place + 22, 4);
        const auto name = number_at(bytes, place + 26, 2);
        EXPECT_EQ(number_at(bytes, place + 28, 2), 0U);
        const std::string entry{bytes.substr(place + 30, name)};
        const auto content = bytes.substr(place + 30 + name, packed);
        std::string plain(size, '\0');
        if (method == 0) {
            plain = content;
        } else {
            z_stream z{};
            EXPECT_EQ(inflateInit2(&z, -MAX_WBITS), Z_OK);
            z.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(content.data()));
            z.avail_in = packed;
            z.next_out = reinterpret_cast<Bytef*>(plain.data());
            z.avail_out = size;
            EXPECT_EQ(inflate(&z, Z_FINISH), Z_STREAM_END);
            inflateEnd(&z);
        }
        EXPECT_EQ(crc32(0, reinterpret_cast<const Bytef*>(plain.data()), size), checksum);
        entries.emplace_back(entry, plain);
        place += 30 + name + packed;
    }
    EXPECT_EQ(number_at(bytes, place, 4), 0x02014b50U);  // the directory follows
    return entries;
}

std::string part_of(const std::string& bytes, std::string_view name) {
    for (const auto& [entry, content] : unpacked(bytes)) {
        if (entry == name) return content;
    }
    return {};
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (auto at_ = text.find(what); at_ != std::string_view::npos; at_ = text.find(what, at_ + what.size())) ++found;
    return found;
}

// Every tag that is opened is closed, in order, and nothing stands between them that would have to be escaped.
void expect_well_formed(std::string_view xml) {
    std::vector<std::string> open;
    ASSERT_THAT(std::string{xml}, StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    xml.remove_prefix(xml.find("?>") + 2);
    while (!xml.empty()) {
        if (xml.front() == '<') {
            const auto end = xml.find('>');
            ASSERT_NE(end, std::string_view::npos);
            auto tag = xml.substr(1, end - 1);
            ASSERT_EQ(count(tag, "\"") % 2, 0U) << tag;
            ASSERT_EQ(count(tag, "<"), 0U) << tag;
            if (tag.starts_with('/')) {
                ASSERT_FALSE(open.empty());
                ASSERT_EQ(open.back(), tag.substr(1));
                open.pop_back();
            } else if (!tag.ends_with('/')) {
                open.emplace_back(tag.substr(0, tag.find_first_of(" ")));
            }
            xml.remove_prefix(end + 1);
            continue;
        }
        if (xml.front() == '&') {
            ASSERT_TRUE(xml.starts_with("&amp;") || xml.starts_with("&lt;") || xml.starts_with("&gt;") ||
                        xml.starts_with("&quot;"))
                << xml.substr(0, 20);
        }
        xml.remove_prefix(1);
    }
    EXPECT_THAT(open, ElementsAre());
}

Document sample() {
    Document document{.title = "清冊 <&> \"甲\"",
                      .agency = "桃園市政府婦幼發展局",
                      .lines = {{"基準日", "中華民國115年11月23日"}},
                      .blocks = {},
                      .foot = "五(五)",
                      .orientation = Orientation::landscape,
                      .mark = Mark::confidential};
    document.blocks.emplace_back(Paragraph{.text = "請查照。", .label = "主旨："});
    document.blocks.emplace_back(Table{.caption = "使用者",
                                       .columns = {{.head = "編號", .kind = Kind::integer, .width = 3},
                                                   {.head = "姓名", .width = 6},
                                                   {.head = "生效日", .kind = Kind::date, .width = 6}},
                                       .rows = {{std::int64_t{1}, std::string{"王<b>&小明\n第二行"}, day(2026, 3, 5)},
                                                {std::int64_t{-2}, std::string{"=1+1"}, day(1911, 3, 5)},
                                                {{}, std::string{"\xFF\x01 x"}, {}}},
                                       .if_empty = ""});
    document.blocks.emplace_back(
        Table{.caption = "空表", .columns = {{.head = "甲"}, {.head = "乙"}}, .rows = {}, .if_empty = "沒有資料"});
    document.blocks.emplace_back(Signatures{.titles = {"承辦人", "單位主管", "機關首長"}});
    return document;
}

TEST(PaperTest, FormsHaveNames) {
    for (const auto form : all_forms) EXPECT_EQ(parse_form(form_name(form)), form);
    EXPECT_EQ(parse_form("doc"), std::nullopt);
    EXPECT_EQ(media_type(Form::pdf), "application/pdf");
}

TEST(PaperTest, CsvIsForMachinesAndRunsNoFormula) {
    const auto csv = good(to_csv(sample()));
    EXPECT_THAT(csv, StartsWith("\xEF\xBB\xBF"
                                "編號,姓名,生效日\r\n"));
    EXPECT_THAT(csv, HasSubstr("1,\"王<b>&小明\n第二行\",2026-03-05\r\n"));
    EXPECT_THAT(csv, HasSubstr("'=1+1"));
    EXPECT_THAT(csv, HasSubstr("1911-03-05"));
    EXPECT_THAT(csv, HasSubstr("\r\n\r\n甲,乙\r\n"));
}

TEST(PaperTest, CsvQuotesWhatWouldBeRun) {
    for (const char* start : {"=", "+", "-", "@", "\t", "\r"}) {
        Document document{.title = "x", .agency = "", .lines = {}, .blocks = {}, .foot = ""};
        document.blocks.emplace_back(Table{.caption = "",
                                           .columns = {{.head = "a"}},
                                           .rows = {{std::string{start} + "cmd|'/c calc'!A1"}},
                                           .if_empty = ""});
        EXPECT_THAT(good(to_csv(document)), HasSubstr("'" + std::string{start} + "cmd")) << start;
    }
}

TEST(PaperTest, TheSameDocumentIsTheSameBytes) {
    const auto document = sample();
    for (const auto form : all_forms) {
        EXPECT_EQ(good(write(document, form, at)), good(write(document, form, at))) << form_name(form);
    }
}

TEST(PaperTest, AnotherInstantIsAllThatDiffers) {
    const auto document = sample();
    const auto other = at + std::chrono::hours{1};
    for (const auto form : {Form::ods, Form::odt}) {
        const auto one = good(write(document, form, at));
        const auto two = good(write(document, form, other));
        EXPECT_EQ(part_of(one, "content.xml"), part_of(two, "content.xml"));
        EXPECT_EQ(part_of(one, "styles.xml"), part_of(two, "styles.xml"));
        EXPECT_THAT(part_of(one, "meta.xml"), HasSubstr("2026-11-23T01:02:03"));
        EXPECT_THAT(part_of(two, "meta.xml"), HasSubstr("2026-11-23T02:02:03"));
    }
}

TEST(PaperTest, PackagesAreWhatOpenDocumentWants) {
    for (const auto form : {Form::ods, Form::odt}) {
        const auto entries = unpacked(good(write(sample(), form, at)));
        ASSERT_EQ(entries.size(), 6U);
        EXPECT_EQ(entries[0].first, "mimetype");  // first, and stored: programs look for it at byte 38
        EXPECT_EQ(entries[0].second, media_type(form));
        for (const auto& [name, content] : entries) {
            if (name != "mimetype") expect_well_formed(content);
        }
        for (const auto* part : {"content.xml", "styles.xml", "meta.xml", "settings.xml"}) {
            EXPECT_THAT(part_of(good(write(sample(), form, at)), "META-INF/manifest.xml"),
                        HasSubstr("manifest:full-path=\"" + std::string{part} + "\""));
        }
    }
}

TEST(PaperTest, CellsOfASheetAreWhatTheyAre) {
    const auto content = part_of(good(to_ods(sample(), at)), "content.xml");
    EXPECT_EQ(count(content, "<table:table "), 2U);  // a sheet for each table
    EXPECT_THAT(content, HasSubstr("table:name=\"使用者\""));
    EXPECT_THAT(content, HasSubstr("table:name=\"空表\""));
    EXPECT_EQ(count(content, "<table:table-header-rows>"), 2U);
    EXPECT_THAT(content, HasSubstr("office:value-type=\"float\" calcext:value-type=\"float\" office:value=\"-2\""));
    EXPECT_THAT(content, HasSubstr("office:date-value=\"2026-03-05\""));
    EXPECT_THAT(content, HasSubstr(">115/03/05<"));
    // Before the Republic a sheet has no calendar: it is a text, and says so.
    EXPECT_THAT(content, Not(HasSubstr("office:date-value=\"1911-03-05\"")));
    EXPECT_THAT(content, HasSubstr(">前1/03/05<"));
    // What looks like a formula is a text.
    EXPECT_THAT(content, HasSubstr(">=1+1<"));
    EXPECT_THAT(content, Not(HasSubstr("table:formula")));
    // Escaped once; a line of a cell is a paragraph; what is no character is shown as such.
    EXPECT_THAT(content, HasSubstr(">王&lt;b&gt;&amp;小明</text:p><text:p"));
    EXPECT_THAT(content, HasSubstr(">第二行</text:p>"));
    EXPECT_THAT(content, HasSubstr(">\xEF\xBF\xBD\xEF\xBF\xBD x<"));
    EXPECT_THAT(content, HasSubstr("number:calendar=\"ROC\""));
    EXPECT_THAT(content, HasSubstr("沒有資料"));
    // None of the marks by which rows are put in is left.
    EXPECT_THAT(content, Not(HasSubstr("\xEF\xBF\xBF")));
    EXPECT_THAT(content, Not(HasSubstr("\xEF\xBF\xBE")));
    EXPECT_THAT(content, Not(HasSubstr("\xEF\xB7\x90")));
}

TEST(PaperTest, MarksInATextAreNoMarks) {
    Document document{.title = "\xEF\xBF\xBF", .agency = "", .lines = {}, .blocks = {}, .foot = ""};
    document.blocks.emplace_back(Table{.caption = "\xEF\xB7\x90",
                                       .columns = {{.head = "\xEF\xBF\xBF"}, {.head = "b"}},
                                       .rows = {{std::string{"\xEF\xBF\xBF"}, std::string{"\xEF\xBF\xBE\xEF\xB7\x90"}}},
                                       .if_empty = ""});
    for (const auto form : all_forms) {
        const auto bytes = good(write(document, form, at));
        if (form == Form::ods || form == Form::odt) {
            expect_well_formed(part_of(bytes, "content.xml"));
            EXPECT_EQ(count(part_of(bytes, "content.xml"), ">\xEF\xBF\xBD<"), form == Form::odt ? 4U : 3U);
        }
    }
}

TEST(PaperTest, TextDocumentHasHeadAndFoot) {
    const auto bytes = good(to_odt(sample(), at));
    const auto content = part_of(bytes, "content.xml");
    EXPECT_THAT(content, HasSubstr("清冊 &lt;&amp;&gt; &quot;甲&quot;"));
    EXPECT_THAT(content, HasSubstr("主旨：請查照。"));
    EXPECT_EQ(count(content, "<table:table-header-rows>"), 2U);
    EXPECT_THAT(content, HasSubstr("小明<text:line-break/>第二行"));
    EXPECT_THAT(content, HasSubstr("單位主管："));
    const auto styles = part_of(bytes, "styles.xml");
    EXPECT_THAT(styles, HasSubstr("密件"));
    EXPECT_THAT(styles, HasSubstr("<text:page-number"));
    EXPECT_THAT(styles, HasSubstr("<text:page-count"));
    EXPECT_THAT(styles, HasSubstr("style:print-orientation=\"landscape\""));
}

TEST(PaperTest, PdfIsWhole) {
    const auto pdf = good(to_pdf(sample(), at));
    EXPECT_THAT(pdf, StartsWith("%PDF-1.5"));
    EXPECT_THAT(pdf, HasSubstr("%%EOF"));
    EXPECT_THAT(pdf, HasSubstr("TW-Kai"));
}

TEST(PaperTest, AWatermarkIsOnThePdfAndTakesNoRoom) {
    const auto pages = [](std::string_view pdf) {
        std::size_t count = 0;
        for (auto place = pdf.find("/Type /Page\n"); place != pdf.npos; place = pdf.find("/Type /Page\n", place + 1))
            ++count;
        return count;
    };
    auto document = sample();
    const auto plain = good(to_pdf(document, at));
    document.watermark = "worker 2026-11-23 10:00:00 育津-115-00001 #7";
    const auto marked = good(to_pdf(document, at));
    EXPECT_NE(marked, plain);
    EXPECT_EQ(pages(marked), pages(plain));
    EXPECT_EQ(good(to_pdf(document, at)), marked);
    for (int at_length = 0; at_length < 8; ++at_length) document.watermark += document.watermark;
    EXPECT_EQ(pages(good(to_pdf(document, at))), pages(plain)) << "one longer than a page leaves it";
}

TEST(PaperTest, WhatNoFaceHasIsNamed) {
    const auto faces = Faces::open();
    ASSERT_TRUE(faces);
    EXPECT_EQ((*faces)->printable("王小明 Lin"), "王小明 Lin");
    EXPECT_EQ((*faces)->printable("𠀀𡘙"), "𠀀𡘙");                    // extension B
    EXPECT_EQ((*faces)->printable("🙂"), "〔U+1F642〕");               // no face
    EXPECT_EQ((*faces)->printable("陳\xEE\x80\x80"), "陳〔U+E000〕");  // an agency's own character
    EXPECT_EQ((*faces)->printable("葛\xF3\xA0\x84\x80"), "葛");        // with a variation selector
}

// The widths by which rows are measured without being set are never less than those of the faces.
TEST(PaperTest, NoLetterIsWiderThanItIsCountedFor) {
    Document document = sample();
    std::string unused;
    const auto canvas = Canvas::open(page_of(Orientation::portrait), document, at, unused);
    ASSERT_TRUE(canvas);
    for (char letter = 0x20; letter < 0x7F; ++letter) {
        const auto set = (*canvas)->set(std::string(8, letter), {.points = 10, .width = 600});
        EXPECT_LE(longest_line_of(set), surest_width(std::string(8, letter), 10)) << letter;
    }
    for (const char* text :
         {"王小明", "wang.chen@example", "MMMMWWWW", "115/11/23", "（，。、；：）", "①Ⅷ㎡–—…", "𠀀𡘙", "éñß"}) {
        const double points = 10;
        const auto set = (*canvas)->set(text, {.points = points, .width = surest_width(text, points)});
        EXPECT_EQ(bottoms_of(set).size(), 1U) << text;
    }
}

TEST(PaperTest, ALongRowGoesOnOverPages) {
    Document document{.title = "長", .agency = "", .lines = {}, .blocks = {}, .foot = ""};
    std::string text;
    for (int i = 0; i < 300; ++i) text += "第 " + std::to_string(i) + " 行\n";
    document.blocks.emplace_back(Table{.caption = "",
                                       .columns = {{.head = "甲"}, {.head = "乙"}},
                                       .rows = {{std::string{"短"}, std::string{"短"}}, {text, std::string{"旁"}}},
                                       .if_empty = ""});
    document.blocks.emplace_back(Paragraph{.text = text});
    const auto pdf = good(to_pdf(document, at));
    // 300 lines in the table and as many in the paragraph, about 50 and 40 a page.
    const auto pages = pdf.find("/Count ");
    ASSERT_NE(pages, std::string::npos);
    EXPECT_THAT(pdf.substr(pages, 9), MatchesRegex("/Count 1[2-8]"));
}

TEST(PaperTest, NothingAtAllIsStillADocument) {
    const Document document{.title = "", .agency = "", .lines = {}, .blocks = {}, .foot = ""};
    for (const auto form : all_forms) EXPECT_FALSE(good(write(document, form, at)).empty());
}

}  // namespace
}  // namespace menhu::paper
