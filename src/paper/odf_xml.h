#pragma once
// Writes what libodfgen makes as XML into an entry of a package, and puts the rows of the tables in: of each table
// libodfgen is handed one row, the pattern, in which a mark stands for every cell; every row of the document is written
// after that pattern, straight into the compressor. So libodfgen, which keeps a whole document as objects, never sees
// more than the heads. Also mends what libodfgen has no word for: years of the Republic, repeated heads and rows of
// their own height in sheets, rows that stay together. Inside the room.
//
// Promise: every text is escaped here, once; callers hand libodfgen what presentable() gave. Thread rule: one thread.
#include <cstdint>
#include <libodfgen/OdfDocumentHandler.hxx>
#include <string>
#include <string_view>
#include <vector>

#include "paper/document.h"
#include "paper/package.h"

namespace menhu::paper {

// On the reader's machine: 標楷體 of Windows is what agencies have; 全字庫正楷體 is the free one.
inline constexpr const char* odf_face = "標楷體";

// Marks that presentable() lets nothing else contain. In a pattern's cell; in a cell of a head that a sheet repeats.
inline constexpr std::string_view cell_mark = "\xEF\xBF\xBF";  // U+FFFF
inline constexpr std::string_view head_mark = "\xEF\xB7\x90";  // U+FDD0

class OdfXml final : public OdfDocumentHandler {
public:
    // `tables`: those with rows, in the order in which their patterns come.
    OdfXml(Deflater& out, Form form, std::vector<const Table*> tables);

    void startDocument() override;
    void endDocument() override;
    void startElement(const char* name, const librevenge::RVNGPropertyList& attributes) override;
    void endElement(const char* name) override;
    void characters(const librevenge::RVNGString& text) override;

private:
    void put(std::string_view text);
    void flush();
    void end_row();
    void append_cell(std::string_view text, std::string& line) const;
    void write_rows(std::string_view pattern, const Table& table);

    Deflater& out_;
    Form form_;
    std::vector<const Table*> tables_;
    std::size_t next_table_ = 0;
    std::string waiting_;  // to be compressed
    std::string row_;      // the row of a table that is open
    enum class Place : std::uint8_t { outside, in_row } place_ = Place::outside;
};

// As the content of a paragraph: escaped; line ends, tabs and spaces in a row as elements (OpenDocument 1.2, 6.1.2).
void append_odf_text(std::string_view text, std::string& out);

}  // namespace menhu::paper
