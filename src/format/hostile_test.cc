// Files made to harm: whatever the bytes, a list is read within its limits or refused by a code, without reaching
// outside; texts that people write (layouts, tables of characters) cut anywhere are named for what they are.
#include "format/character_map.h"
#include "format/encoding.h"
#include "format/layout.h"
#include "format/sheet_kit.h"

namespace menhu::format {
namespace {

using kit::cells;
using kit::ods;
using kit::package;
using kit::read;
using kit::xlsx;

constexpr std::string_view people = "姓名,統號\r\n王小明,H120000004\r\n李美麗,H220000001\r\n";

std::string in(Encoding encoding, std::string_view text) {
    std::string bytes;
    if (encoding == Encoding::utf16le) bytes = "\xFF\xFE";
    if (encoding == Encoding::utf16be) bytes = "\xFE\xFF";
    EXPECT_EQ(Encoder::open(encoding)->encode(text, bytes).unencodable, 0u);
    return bytes;
}
std::string cell_of_ods(const std::string& attributes, const std::string& content) {
    return "<table:table-row><table:table-cell " + attributes + "><text:p>" + content +
           "</text:p></table:table-cell></table:table-row>";
}
std::string row_of_xlsx(const std::string& cells_of_row) { return "<row r=\"1\">" + cells_of_row + "</row>"; }

// Refused with this code and detail.
void refused(const std::string& bytes, std::string_view code, std::string_view detail = "",
             const SheetLimits& limits = {}) {
    const auto outcome = read(bytes, 0, limits);
    EXPECT_EQ(outcome.code, code) << outcome.detail << " " << cells(outcome).substr(0, 200);
    if (!detail.empty()) EXPECT_EQ(outcome.detail, detail);
}

// ---- encodings ----

TEST(HostileList, MixedEncodingsAreRefusedAndNeverGuessedAway) {
    const auto big5 = in(Encoding::cp950, people);
    const std::string utf8{people};
    refused(utf8 + big5, "format.sheet_unreadable");
    refused(utf8 + utf8 + big5.substr(big5.find("\r\n") + 2), "format.sheet_unreadable");
    refused("\xEF\xBB\xBF" + big5, "format.sheet_unreadable");  // the mark says UTF-8
    refused("\xEF\xBB\xBF" + utf8 + "\xA4\xA4,1\r\n", "format.sheet_unreadable");
    refused(in(Encoding::utf16le, people) + "x", "format.sheet_unreadable");                         // an odd byte
    refused(in(Encoding::utf16le, people) + std::string{"\x00\xD8", 2}, "format.sheet_unreadable");  // a lone surrogate
    refused(in(Encoding::utf16be, people) + std::string{"\xDC\x00", 2}, "format.sheet_unreadable");
    refused("姓名,統號\n\xED\xA0\x80,1\n", "format.sheet_unreadable");  // a surrogate in UTF-8
    refused("姓名,統號\n\xC0\xAF,1\n", "format.sheet_unreadable");      // over-long
    refused(big5 + "\xFF\xFF,1\n", "format.sheet_unreadable");
    EXPECT_EQ(cells(read(big5)), cells(read(utf8))) << "Big5 alone is read";
}

TEST(HostileList, NulIsNoCharacterOfAList) {
    refused(std::string{"a,b\n1,\0\n", 8}, "format.sheet_unreadable", "binary");
    refused(std::string{"\xFF\xFE", 2} + std::string{"a\0,\0\0\0\n\0", 8}, "format.sheet_unreadable", "binary");
    // UTF-16 without its mark is bytes and no text.
    refused(in(Encoding::utf16le, people).substr(2), "format.sheet_unreadable", "binary");
}

TEST(HostileList, LineEndsMayMixAndAMarkInTheMiddleIsACharacter) {
    EXPECT_EQ(cells(read("a,b\r\n1,2\r3,4\n5,6\n\r7,8")), "1:a|b| 2:1|2| 3:3|4| 4:5|6| 6:7|8| ");
    EXPECT_EQ(cells(read("a,b\n\xEF\xBB\xBF"
                         "1,2\n")),
              "1:a|b| 2:\xEF\xBB\xBF"
              "1|2| ");
}

// ---- formulas ----

TEST(HostileList, WhatASpreadsheetWouldRunIsRefusedInEachForm) {
    for (const std::string cell : {"=1+1", "=cmd|' /C calc'!A0", "@SUM(A1:A9)", "+A1", "+SUM(A1)", "-cmd|' /C calc'!A0",
                                   "-2+3+cmd|' /C calc'!A0", "+1!A1"}) {
        refused("a,b\n1,\"" + cell + "\"\n", "format.sheet_formula", "B2");
        refused(in(Encoding::utf16be, "a,b\n1,\"" + cell + "\"\n"), "format.sheet_formula", "B2");
    }
    for (const std::string cell : {"-", "－", "-5", "+886-3-3322101", "-12.5", "＝", "+", "無=有"}) {
        EXPECT_EQ(cells(read("a,b\n1,\"" + cell + "\"\n")), "1:a|b| 2:1|" + cell + "| ");
    }
    // With what it came to, as an office program writes it: the value is not believed either.
    refused(ods(cell_of_ods("table:formula=\"of:=1+1\" office:value-type=\"float\" office:value=\"2\"", "2")),
            "format.sheet_formula", "A1");
    refused(ods("<table:table-row><table:covered-table-cell table:formula=\"of:=1\"/></table:table-row>"),
            "format.sheet_formula", "A1");
    refused(xlsx(row_of_xlsx("<c r=\"A1\" t=\"str\"><f>CONCAT(\"H\",1)</f><v>H1</v></c>")), "format.sheet_formula",
            "A1");
    refused(xlsx(row_of_xlsx("<c r=\"A1\"><f t=\"shared\" si=\"0\"/><v>1</v></c>")), "format.sheet_formula", "A1");
}

// ---- bombs ----

TEST(HostileList, NestedAndCrowdedPackages) {
    const auto inner = ods(cell_of_ods("", std::string(std::size_t{1} << 20, 'x')));
    refused(package({{"content.xml", package({{"content.xml", inner}})}}), "format.sheet_unreadable");
    kit::Parts parts{{"content.xml", "<x/>"}};
    for (int at = 0; at < 5000; ++at) parts.emplace_back("part" + std::to_string(at), "");
    refused(package(parts), "format.sheet_limit", "entries");
    // A directory of a million entries is refused before anything is kept for one of them.
    std::string marks = "PK\x03\x04";
    for (int at = 0; at < 1'000'000; ++at) marks += "PK\x01\x02 entry of a directory               ";
    refused(marks, "format.sheet_limit", "entries");
}

TEST(HostileList, PartsUnpackToNoMoreThanTheLimits) {
    SheetLimits limits;
    limits.ratio = 1'000'000;  // leave it to the other bounds
    const std::string large(std::size_t{6} << 20, ' ');
    refused(ods(large), "format.sheet_limit", "ratio");
    limits.unpacked = std::size_t{4} << 20;
    refused(ods(large), "format.sheet_limit", "unpacked", limits);
    // Each sheet is the same part of 6 MiB: what they cost together is bounded.
    limits = {};
    limits.ratio = 1'000'000;
    limits.work = std::size_t{20} << 20;
    const auto bytes = ods(large);
    const auto book = Workbook::open(bytes, limits);
    ASSERT_TRUE(book);
    const auto pass = [](SheetRow&) { return Reading::go_on; };
    EXPECT_TRUE(book->read(0, pass));
    EXPECT_TRUE(book->read(0, pass));
    const auto third = book->read(0, pass);
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().detail(), "work");
}

TEST(HostileList, ATagWithoutAnEndIsNotHeld) {
    SheetLimits limits;
    limits.ratio = 1'000'000;
    const std::string endless(std::size_t{6} << 20, 'x');
    for (const std::string& open : {"<table:table-row a=\"", "<!-- ", "<?pi ", "<", "<a "}) {
        refused(ods(open + endless), "format.sheet_limit", "token", limits);
        refused(xlsx(open + endless), "format.sheet_limit", "token", limits);
    }
    // Text may go on for long: it comes in pieces, and only a cell keeps any.
    EXPECT_EQ(cells(read(ods(std::string(std::size_t{3} << 20, ' ')), 0, limits)), "");
    refused(ods(cell_of_ods("", endless)), "format.sheet_limit", "ratio");
    refused(ods(cell_of_ods("", endless)), "format.sheet_limit", "cell", limits);
    refused(xlsx(row_of_xlsx("<c t=\"inlineStr\"><is><t>" + endless + "</t></is></c>")), "format.sheet_limit", "cell",
            limits);
    refused(xlsx(row_of_xlsx("<c t=\"s\"><v>0</v></c>"), "<si><t>" + endless + "</t></si>"), "format.sheet_limit",
            "cell", limits);
}

TEST(HostileList, AFewBytesAreNotMadeIntoTerabytes) {
    // One row of 200 cells of 30 KiB, "repeated" as often as there may be rows: 1.8 TB.
    const std::string text(30'000, 'x');
    refused(ods("<table:table-row table:number-rows-repeated=\"300000\"><table:table-cell "
                "table:number-columns-repeated=\"200\"><text:p>" +
                text + "</text:p></table:table-cell></table:table-row>"),
            "format.sheet_limit", "texts");
    // A hundred thousand cells that share one text.
    std::string rows;
    for (int at = 1; at <= 2000; ++at) {
        rows += "<row>";
        for (int cell = 0; cell < 50; ++cell) rows += "<c t=\"s\"><v>0</v></c>";
        rows += "</row>";
    }
    refused(xlsx(rows, "<si><t>" + text + "</t></si>"), "format.sheet_limit", "texts");
}

TEST(HostileList, PartsPackedByOtherMethodsAreNotOpened) {
    const kit::Parts parts{{"content.xml", "<a/>"}};
    refused(package(parts, ZIP_CM_STORE), "format.sheet_unreadable", "package");  // read, and no sheet in it
    for (const auto method : {ZIP_CM_BZIP2, ZIP_CM_LZMA, ZIP_CM_XZ}) {
        if (zip_compression_method_supported(method, 1) == 0) continue;
        refused(package(parts, method), "format.sheet_unreadable", "content.xml");
    }
}

TEST(HostileList, SizesThatLieAndBytesThatChange) {
    for (const auto& whole : {ods(cell_of_ods("", "H120000004")), xlsx(row_of_xlsx("<c r=\"A1\"><v>1</v></c>"))}) {
        const auto right = cells(read(whole));
        std::size_t same = 0;
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (const char put : {'\x00', '\xFF', static_cast<char>(whole[at] ^ 1)}) {
                auto changed = whole;
                changed[at] = put;
                const auto outcome = read(changed);
                if (outcome.code.empty()) {
                    // A byte that no reader looks at (a time, an attribute of a part): it must not change a cell.
                    EXPECT_EQ(cells(outcome), right) << at;
                    ++same;
                } else {
                    EXPECT_TRUE(outcome.code.starts_with("format.")) << outcome.code;
                }
            }
        }
        EXPECT_LT(same, whole.size() * 2) << "most changes are found";
    }
}

// ---- entities and what is outside ----

TEST(HostileList, NoDoctypeInAnyPartAndNothingOutsideIsOpened) {
    const std::string laughs =
        "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><x>&c;</x>";
    const std::string outside = "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1/x\"> %p;]><x/>";
    const std::string book =
        "<workbook xmlns=\"m\" xmlns:r=\"rel\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>";
    const auto relations = [](const std::string& sheet) {
        return "<Relationships xmlns=\"p\"><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"" + sheet +
               "\"/><Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>";
    };
    const std::string sheet = "<worksheet><sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData></worksheet>";
    for (const auto& bomb : {laughs, outside}) {
        refused(package({{"content.xml", bomb}}), "format.sheet_doctype");
        refused(package({{"xl/workbook.xml", bomb}, {"xl/_rels/workbook.xml.rels", relations("s.xml")}}),
                "format.sheet_doctype");
        refused(package({{"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", bomb}}), "format.sheet_doctype");
        refused(package({{"xl/workbook.xml", book},
                         {"xl/_rels/workbook.xml.rels", relations("s.xml")},
                         {"xl/t.xml", bomb},
                         {"xl/s.xml", sheet}}),
                "format.sheet_doctype");
        refused(
            package(
                {{"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", relations("s.xml")}, {"xl/s.xml", bomb}}),
            "format.sheet_doctype");
    }
    for (const std::string target : {"file:///etc/passwd", "../../../etc/passwd", "/etc/passwd", "http://127.0.0.1/"}) {
        refused(package({{"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", relations(target)}}),
                "format.sheet_unreadable");
    }
}

// ---- shapes ----

TEST(HostileList, AbsurdDimensionsAndPlaces) {
    EXPECT_EQ(
        cells(read(xlsx("<dimension ref=\"A1:XFD1048576\"/><row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>"))),
        "1048576:1| ");
    refused(xlsx("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"), "format.sheet_limit", "columns");
    refused(xlsx("<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>"), "format.sheet_limit", "columns");
    for (const std::string number : {"0", "-1", "99999999999999999999", "4294967297", "1e3", "18446744073709551615"}) {
        refused(xlsx("<row r=\"" + number + "\"><c><v>1</v></c></row>"), "format.sheet_unreadable", "row");
    }
    refused(ods("<table:table-row table:number-rows-repeated=\"99999999999999999999\"><table:table-cell><text:p>x"
                "</text:p></table:table-cell></table:table-row>"),
            "format.sheet_limit");
    for (const std::string index : {"1", "-1", "4294967296", "18446744073709551616", "0x0", "0 "}) {
        refused(xlsx(row_of_xlsx("<c t=\"s\"><v>" + index + "</v></c>"), "<si><t>a</t></si>"),
                "format.sheet_unreadable", "shared text");
    }
    // Dates that are none stay numbers.
    EXPECT_EQ(cells(read(xlsx("<row r=\"1\"><c s=\"0\"><v>1e300</v></c><c s=\"0\"><v>-5</v></c><c s=\"0\"><v>60</v></c>"
                              "<c s=\"99999999\"><v>7</v></c></row>",
                              "", "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"))),
              "1:1e300|-5|60|7| ");
}

TEST(HostileList, MergedCellsHaveOneValueAndHiddenSheetsNone) {
    EXPECT_EQ(cells(read(xlsx("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>甲</v></c><c r=\"B1\"/></row></sheetData>"
                              "<mergeCells count=\"1\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells><sheetData>"))),
              "1:甲| ");
    EXPECT_EQ(
        cells(read(ods("<table:table-row><table:table-cell table:number-columns-spanned=\"9999999\" "
                       "table:number-rows-spanned=\"9999999\"><text:p>甲</text:p></table:table-cell>"
                       "<table:covered-table-cell table:number-columns-repeated=\"9999998\"/></table:table-row>"))),
        "1:甲| ");
    const auto book = [](const std::string& first, const std::string& second) {
        return package(
            {{"xl/workbook.xml", "<workbook xmlns=\"m\" xmlns:r=\"rel\"><sheets><sheet name=\"藏\" r:id=\"r1\"" +
                                     first + "/><sheet name=\"名冊\" r:id=\"r2\"" + second + "/></sheets></workbook>"},
             {"xl/_rels/workbook.xml.rels",
              "<Relationships><Relationship Id=\"r1\" Target=\"1.xml\"/><Relationship Id=\"r2\" "
              "Target=\"2.xml\"/></Relationships>"},
             {"xl/1.xml", "<worksheet><row><c><v>1</v></c></row></worksheet>"},
             {"xl/2.xml", "<worksheet><row><c><v>2</v></c></row></worksheet>"}});
    };
    for (const std::string state : {" state=\"hidden\"", " state=\"veryHidden\""}) {
        EXPECT_EQ(Workbook::open(book(state, ""))->sheets(), std::vector<std::string>{"名冊"});
        EXPECT_EQ(cells(read(book(state, ""))), "1:2| ");
        refused(book(state, state), "format.sheet_unreadable");
    }
    const auto of_ods = package(
        {{"content.xml",
          "<o:document-content xmlns:o=\"o\" xmlns:s=\"s\" xmlns:table=\"t\" xmlns:x=\"x\"><o:automatic-styles>"
          "<s:style s:name=\"ta1\"><s:table-properties table:display=\"false\"/></s:style>"
          "<s:style s:name=\"ta2\"><s:table-properties table:display=\"true\"/></s:style></o:automatic-styles>"
          "<table:table table:name=\"藏\" table:style-name=\"ta1\"><table:table-row><table:table-cell><x:p>1</x:p>"
          "</table:table-cell></table:table-row></table:table><table:table table:name=\"名冊\" "
          "table:style-name=\"ta2\"><table:table-row><table:table-cell><x:p>2</x:p></table:table-cell>"
          "</table:table-row></table:table></o:document-content>"}});
    EXPECT_EQ(Workbook::open(of_ods)->sheets(), std::vector<std::string>{"名冊"});
    EXPECT_EQ(cells(read(of_ods)), "1:2| ");
}

// ---- cut off ----

TEST(HostileList, CutAtEveryByteFewerRowsOrAnError) {
    for (const auto& whole : {std::string{people}, in(Encoding::cp950, people), in(Encoding::utf16le, people)}) {
        const auto all = read(whole).rows.size();
        ASSERT_EQ(all, 3u);
        std::size_t errors = 0;
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto outcome = read(whole.substr(0, size));
            EXPECT_LE(outcome.rows.size(), all);
            errors += outcome.code.empty() ? 0 : 1;
        }
        EXPECT_GT(errors, 0u) << "a character cut in two is seen";
    }
}

TEST(HostileText, LayoutsCutAtEveryByteAreRefusedByLine) {
    for (const auto& file : demonstration_layouts()) {
        const std::string_view whole = file.bytes;
        const auto last_record = whole.rfind("[[record]]");
        // Short of its last record it lacks something, or stands in the middle of a word.
        std::size_t good = 0;
        for (std::size_t size = 0; size < whole.size(); size += size < 600 ? 1 : 13) {
            const auto layout = parse_layout(whole.substr(0, size), "cut");
            if (layout) {
                ++good;
                EXPECT_GT(size, whole.find("[[record]]"));
                continue;
            }
            EXPECT_TRUE(layout.error().code().starts_with("format.")) << layout.error().code();
            EXPECT_NE(layout.error().detail().find("cut"), std::string::npos) << "the file is named";
        }
        EXPECT_LT(good, last_record / 13) << file.name;
    }
}

TEST(HostileText, LayoutsWithRubbishInTheMiddle) {
    const auto file = demonstration_layouts().front();
    const std::string whole{file.bytes};
    const auto middle = whole.find("[[record]]");
    for (const auto& rubbish :
         {std::string{"\0", 1}, std::string{"\xA4\xA4"}, std::string{"\xEF\xBB\xBF"}, std::string{"\xFF\xFE"},
          std::string{"\x1A"}, std::string(std::size_t{10} << 20, 'x'), std::string(10'000, '[')}) {
        auto changed = whole;
        changed.insert(middle, rubbish + "\n");
        const auto layout = parse_layout(changed, "rubbish");
        EXPECT_FALSE(layout) << base::to_hex(base::as_bytes(rubbish.substr(0, 4)));
    }
}

TEST(HostileText, TablesOfCharactersCutAtEveryByte) {
    const std::string whole = "code,unicode,note\r\nU+E000,U+2A6A5,龍\r\nFA41,U+5403+U+20000,吃\r\n";
    ASSERT_EQ(CharacterMap::parse_csv(whole, "x")->rows().size(), 2u);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto map = CharacterMap::parse_csv(whole.substr(0, size), "x");
        if (map) {
            EXPECT_LE(map->rows().size(), 2u);
        } else {
            EXPECT_TRUE(map.error().code().starts_with("format.")) << map.error().code();
        }
    }
    for (const std::string bad :
         {"code,unicode\nU+E000,U+E001\n", "code,unicode\nU+E000,U+D800\n", "code,unicode\nU+E000,U+110000\n",
          "code,unicode\nU+E000,U+4E00\nU+E000,U+4E01\n", "code,unicode\nU+4E00,U+4E01\n",
          "code,unicode\nU+FFFFFFFFFFFFE000,U+4E01\n", "", "a"}) {
        EXPECT_FALSE(CharacterMap::parse_csv(bad, "x")) << bad;
    }
    EXPECT_FALSE(CharacterMap::parse_csv("code,unicode\n" + std::string(std::size_t{10} << 20, 'U'), "x"));
}

}  // namespace
}  // namespace menhu::format
