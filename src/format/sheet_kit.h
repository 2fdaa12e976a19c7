#pragma once
// Spreadsheets for the tests of this room: parts packed into a file, the frames of ODS and XLSX around some rows, and
// what reading came to.
#include <gtest/gtest.h>
#include <zip.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "format/workbook.h"

namespace menhu::format::kit {

using Parts = std::vector<std::pair<std::string, std::string>>;

// `method`: ZIP_CM_DEFLATE, or another that this libzip can write.
inline std::string package(const Parts& parts, std::int32_t method = ZIP_CM_DEFLATE) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* whole = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(whole);
    zip_t* archive = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
    EXPECT_NE(archive, nullptr);
    for (const auto& [name, bytes] : parts) {
        const auto at =
            zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
        EXPECT_GE(at, 0);
        EXPECT_EQ(zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), method, 0), 0);
    }
    EXPECT_EQ(zip_close(archive), 0);
    std::string out;
    EXPECT_EQ(zip_source_open(whole), 0);
    zip_stat_t stat;
    EXPECT_EQ(zip_source_stat(whole, &stat), 0);
    out.resize(stat.size);
    EXPECT_EQ(zip_source_read(whole, out.data(), out.size()), static_cast<zip_int64_t>(out.size()));
    zip_source_close(whole);
    zip_source_free(whole);
    zip_error_fini(&error);
    return out;
}

inline std::string ods(const std::string& rows, const std::string& before = "") {
    return package(
        {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
         {"content.xml",
          "<?xml version=\"1.0\"?>" + before +
              "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">"
              "<office:body><office:spreadsheet><table:table table:name=\"甲\">" +
              rows +
              "</table:table><table:table table:name=\"乙\"><table:table-row><table:table-cell><text:p>b</text:p>"
              "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
              "</office:document-content>"}});
}

inline std::string xlsx(const std::string& rows, const std::string& texts = "", const std::string& styles = "") {
    return package(
        {{"xl/workbook.xml",
          "<workbook xmlns=\"m\" xmlns:r=\"rel\"><sheets><sheet name=\"甲\" sheetId=\"1\" "
          "r:id=\"r1\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<Relationships xmlns=\"p\"><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
          "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
          "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"},
         {"xl/sharedStrings.xml", "<sst xmlns=\"m\">" + texts + "</sst>"},
         {"xl/styles.xml", "<styleSheet xmlns=\"m\">" + styles + "</styleSheet>"},
         {"xl/worksheets/sheet1.xml", "<worksheet xmlns=\"m\"><sheetData>" + rows + "</sheetData></worksheet>"}});
}

struct Outcome {
    std::string code;  // of an error; else empty
    std::string detail;
    std::vector<SheetRow> rows;
};
inline Outcome read(const std::string& bytes, std::size_t sheet = 0, const SheetLimits& limits = {}) {
    const auto book = Workbook::open(bytes, limits);
    if (!book) return {std::string{book.error().code()}, std::string{book.error().detail()}, {}};
    Outcome out;
    const auto done = book->read(sheet, [&](SheetRow& row) {
        out.rows.push_back(std::move(row));
        return Reading::go_on;
    });
    if (!done) return {std::string{done.error().code()}, std::string{done.error().detail()}, {}};
    return out;
}
inline std::string cells(const Outcome& outcome) {
    if (!outcome.code.empty()) return outcome.code;
    std::string out;
    for (const auto& row : outcome.rows) {
        out += std::to_string(row.number) + ":";
        for (const auto& cell : row.cells) out += cell + "|";
        out += " ";
    }
    return out;
}

}  // namespace menhu::format::kit
