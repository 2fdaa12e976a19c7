// Lists from files: what is read, and that no file can do more than be refused.
#include "format/workbook.h"

#include "format/encoding.h"
#include "format/sheet_kit.h"

namespace menhu::format {
namespace {

using kit::cells;
using kit::ods;
using kit::package;
using kit::read;
using kit::xlsx;

TEST(Workbook, CsvInEachEncodingAndWithEachDelimiter) {
    const std::string text = "姓名,統號\r\n王小明,H120000004\r\n";
    EXPECT_EQ(cells(read(text)), "1:姓名|統號| 2:王小明|H120000004| ");
    EXPECT_EQ(cells(read("\xEF\xBB\xBF" + text)), "1:姓名|統號| 2:王小明|H120000004| ");
    for (const auto encoding : {Encoding::cp950, Encoding::utf16le, Encoding::utf16be}) {
        std::string bytes;
        if (encoding == Encoding::utf16le) bytes = "\xFF\xFE";
        if (encoding == Encoding::utf16be) bytes = "\xFE\xFF";
        const auto encoder = Encoder::open(encoding);
        ASSERT_EQ(encoder->encode(text, bytes).unencodable, 0u);
        EXPECT_EQ(cells(read(bytes)), "1:姓名|統號| 2:王小明|H120000004| ") << encoding_name(encoding);
    }
    EXPECT_EQ(cells(read("a;b\n1;2\n")), "1:a|b| 2:1|2| ");
    EXPECT_EQ(cells(read("a\tb\n\n1\t2")), "1:a|b| 3:1|2| ") << "an empty row is not a row";
    EXPECT_EQ(cells(read("\"a\nb\",c\n")), "1:a\nb|c| ");
}

TEST(Workbook, OdsWithRepeatedCellsDatesAndSeveralSheets) {
    const auto bytes = ods(
        "<table:table-row><table:table-cell><text:p>統號</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated=\"2\"><text:p>x</text:p></table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/>"
        "</table:table-row><table:table-row><table:table-cell office:value-type=\"date\" "
        "office:date-value=\"2026-03-05T00:00:00\"><text:p>115/3/5</text:p></table:table-cell>"
        "<table:table-cell office:value-type=\"string\"><text:p>甲<text:s text:c=\"2\"/>乙</text:p><text:p>丙</text:p>"
        "</table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>");
    EXPECT_EQ(cells(read(bytes)), "1:統號|x|x| 5:2026-03-05|甲  乙\n丙| ");
    EXPECT_EQ(cells(read(bytes, 1)), "1:b| ");
    EXPECT_EQ(Workbook::open(bytes)->sheets(), (std::vector<std::string>{"甲", "乙"}));
    EXPECT_EQ(cells(read(bytes, 2)), "format.sheet_missing");
}

TEST(Workbook, XlsxWithSharedTextsNumbersAndDates) {
    const auto bytes = xlsx(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>丙</t></is></c></row>"
        "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"B4\"><v>11503</v></c><c r=\"C4\" s=\"1\"><v>46086</v></c>"
        "<c r=\"D4\" s=\"2\"><v>46086</v></c><c r=\"E4\"><v>1.5</v></c></row>",
        "<si><t>統號</t></si><si><r><t>H12</t></r><r><t>0000004</t></r><rPh><t>注音</t></rPh></si>",
        "<numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-404]e/m/d\"/></numFmts>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs>");
    EXPECT_EQ(cells(read(bytes)), "1:統號||丙| 4:H120000004|11503|2026-03-05|2026-03-05|1.5| ");
}

TEST(Workbook, FormulasAreRefusedAndNamed) {
    const auto of_ods =
        read(ods("<table:table-row><table:table-cell/><table:table-cell table:formula=\"of:=A1\">"
                 "<text:p>1</text:p></table:table-cell></table:table-row>"));
    EXPECT_EQ(of_ods.code, "format.sheet_formula");
    EXPECT_EQ(of_ods.detail, "B1");
    const auto of_xlsx = read(xlsx("<row r=\"7\"><c r=\"AB7\"><f>A1</f><v>1</v></c></row>"));
    EXPECT_EQ(of_xlsx.code, "format.sheet_formula");
    EXPECT_EQ(of_xlsx.detail, "AB7");
    const auto of_csv = read("a,b\n1,\"=HYPERLINK(1)\"\n");
    EXPECT_EQ(of_csv.code, "format.sheet_formula");
    EXPECT_EQ(of_csv.detail, "B2");
    EXPECT_EQ(cells(read("a\n-5\n+886\n")), "1:a| 2:-5| 3:+886| ") << "a sign alone is no formula";
}

TEST(Workbook, EntitiesAndDoctypesAreRefused) {
    const std::string bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    EXPECT_EQ(read(ods("<table:table-row/>", bomb)).code, "format.sheet_doctype");
    EXPECT_EQ(read(ods("<table:table-row/>", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">")).code,
              "format.sheet_doctype");
    EXPECT_EQ(read(ods("<table:table-row><table:table-cell><text:p>&undefined;</text:p></table:table-cell>"
                       "</table:table-row>"))
                  .code,
              "format.sheet_unreadable");
}

TEST(Workbook, BombsMeetTheLimits) {
    // 256 MiB of spaces in a few hundred KiB.
    const std::string spaces(std::size_t{64} << 20, ' ');
    EXPECT_EQ(read(package({{"content.xml", spaces}})).code, "format.sheet_limit") << "ratio";
    SheetLimits limits;
    limits.unpacked = 1000;
    EXPECT_EQ(read(ods(std::string(2000, ' ')), 0, limits).code, "format.sheet_limit");
    limits = {};
    limits.entries = 2;
    EXPECT_EQ(read(package({{"a", "1"}, {"b", "1"}, {"content.xml", "<x/>"}}), 0, limits).code, "format.sheet_limit");
    limits = {};
    limits.file = 10;
    EXPECT_EQ(read("a,b,c,d,e,f,g\n", 0, limits).code, "format.sheet_limit");
    // A row that says it stands a million times.
    EXPECT_EQ(read(ods("<table:table-row table:number-rows-repeated=\"9000000\"><table:table-cell><text:p>x</text:p>"
                       "</table:table-cell></table:table-row>"))
                  .code,
              "format.sheet_limit");
    EXPECT_EQ(read(ods("<table:table-row><table:table-cell table:number-columns-repeated=\"16000\"><text:p>x</text:p>"
                       "</table:table-cell></table:table-row>"))
                  .code,
              "format.sheet_limit");
    std::string deep;
    for (int at = 0; at < 100; ++at) deep += "<text:p>";
    EXPECT_EQ(read(ods("<table:table-row><table:table-cell>" + deep)).code, "format.sheet_limit");
    EXPECT_EQ(read(ods("<table:table-row><table:table-cell><text:p>" + std::string(40'000, 'x') +
                       "</text:p></table:table-cell></table:table-row>"))
                  .code,
              "format.sheet_limit")
        << "a cell";
    EXPECT_EQ(read(std::string(std::size_t{10} << 20, 'x')).code, "format.csv_row_too_long") << "a line of 10 MB";
}

TEST(Workbook, OtherFilesAreNamed) {
    EXPECT_EQ(read("\xD0\xCF\x11\xE0old").code, "format.sheet_legacy");
    EXPECT_EQ(read(package({{"META-INF/manifest.xml", "<manifest:encryption-data/>"}, {"content.xml", "<x/>"}})).code,
              "format.sheet_legacy");
    EXPECT_EQ(read(package({{"word/document.xml", "<x/>"}})).code, "format.sheet_unreadable");
    EXPECT_EQ(read("PK nothing").code, "format.sheet_unreadable");
    EXPECT_EQ(read(std::string{"a\0b", 3}).code, "format.sheet_unreadable");
    EXPECT_EQ(read("\xFF\xFF\xFF,\x80\n").code, "format.sheet_unreadable");
    EXPECT_EQ(cells(read("")), "");
}

TEST(Workbook, CutAtAnyByteNothingButAnErrorOrFewerRows) {
    for (const auto& whole :
         {ods("<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"),
          xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")}) {
        for (std::size_t size = 2; size + 1 < whole.size(); ++size) {
            const auto outcome = read(whole.substr(0, size));
            EXPECT_TRUE(!outcome.code.empty() || outcome.rows.empty()) << size << " of " << whole.size();
        }
        // A byte changed inside the packed data is found by its checksum, or by what it unpacks to.
        auto changed = whole;
        changed[whole.size() / 3] = static_cast<char>(changed[whole.size() / 3] ^ 0x55);
        (void)read(changed);
    }
}

TEST(Workbook, RowsThatGoBackAreRefused) {
    EXPECT_EQ(read(xlsx("<row r=\"5\"/><row r=\"5\"/>")).code, "format.sheet_unreadable");
    EXPECT_EQ(read(xlsx("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>")).code, "format.sheet_unreadable");
    EXPECT_EQ(read(xlsx("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>")).code, "format.sheet_unreadable");
}

TEST(Workbook, CellsAreNamedAsSpreadsheetsDo) {
    EXPECT_EQ(cell_name(0, 1), "A1");
    EXPECT_EQ(cell_name(25, 2), "Z2");
    EXPECT_EQ(cell_name(26, 3), "AA3");
    EXPECT_EQ(cell_name(701, 4), "ZZ4");
    EXPECT_EQ(cell_name(702, 5), "AAA5");
}

}  // namespace
}  // namespace menhu::format
