#pragma once
// A document is a model: title, agency, meta lines, paragraphs, tables, signature lines and a page foot. It is written
// as ODS, ODT, PDF or CSV; what a document says is decided once, how it looks is this room's.
//
// Promises: the same document written at the same instant is the same bytes. Texts are UTF-8 of any length and any
// content: they are escaped, wrapped and never cut; a byte that is not UTF-8 or that XML cannot hold is shown as
// U+FFFD. A character that no installed face has is printed in a PDF as its code point, "〔U+2B7F0〕", never as an
// empty box. Memory: the document's own rows, and what is written; nothing in between that grows with the rows.
//
// Thread rule: a Document is a value. The writers keep nothing between calls; any thread, any number at a time. They
// block: 20,000 rows take seconds as PDF (docs/performance.md).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "base/time.h"

namespace menhu::paper {

// An empty cell, a text (may hold line ends), a date, a whole number.
using Cell = std::variant<std::monostate, std::string, base::Date, std::int64_t>;
using Row = std::vector<Cell>;

enum class Kind : std::uint8_t { text, date, integer };
enum class Align : std::uint8_t { start, centre, end };

struct Column {
    std::string head;
    Kind kind = Kind::text;
    // A share of the page: the columns of a table together take its whole width. About the characters of the usual
    // cell.
    int width = 8;
    // Absent: integers at the end, dates in the centre, texts at the start.
    std::optional<Align> align{};
};

// Dates are written as those of the Republic, "115/11/23"; in ODS and ODT they are dates all the same, and in CSV,
// which machines read, "2026-11-23".
struct Table {
    std::string caption;  // above it; also the name of its sheet in ODS. May be empty.
    std::vector<Column> columns;
    std::vector<Row> rows;  // each as long as `columns`, each cell of its column's kind, a text, or empty
    std::string if_empty;   // said in place of rows when there are none; may be empty
};

struct Paragraph {
    enum class Style : std::uint8_t { body, heading, note };
    std::string text;
    Style style = Style::body;
    // Stands before the text, which hangs behind it: "主旨：", "一、". May be empty.
    std::string label{};
    int indent = 0;  // in characters
};

// One line of places to sign: 承辦人, 單位主管, 機關首長. Kept together on a page.
struct Signatures {
    std::vector<std::string> titles;
};

using Block = std::variant<Paragraph, Table, Signatures>;

struct Meta {
    std::string label;
    std::string value;
};

enum class Orientation : std::uint8_t { portrait, landscape };
enum class Mark : std::uint8_t { none, confidential };  // 密件, on every page

struct Document {
    std::string title;
    std::string agency;       // above the title
    std::vector<Meta> lines;  // below the title: 製表日期, 單位, …
    std::vector<Block> blocks;
    std::string foot;  // at the foot of every page, beside 第 n 頁，共 m 頁; may be empty
    Orientation orientation = Orientation::portrait;
    Mark mark = Mark::none;
    std::string watermark{};  // behind the text of each page of a PDF, faint and aslant, again and again; may be empty
};

enum class Form : std::uint8_t { ods, odt, pdf, csv };
inline constexpr Form all_forms[] = {Form::ods, Form::odt, Form::pdf, Form::csv};

std::string_view form_name(Form form);   // "ods", …; the ending of a file's name too
std::string_view media_type(Form form);  // "application/pdf", …
std::optional<Form> parse_form(std::string_view name);

// Writes the document. `at` is the only date in the file's metadata. ODS holds one sheet for each table, the first with
// the title and the meta lines, each with the paragraphs before and after its table; CSV holds the tables alone.
// Errors: paper.font_missing (PDF only: 正楷, Debian package fonts-cns11643-kai, is not installed), paper.not_written
// (PDF only).
base::Result<std::string> write(const Document& document, Form form, base::Instant at);
base::Result<std::string> to_ods(const Document& document, base::Instant at);
base::Result<std::string> to_odt(const Document& document, base::Instant at);
base::Result<std::string> to_pdf(const Document& document, base::Instant at);
base::Result<std::string> to_csv(const Document& document);

}  // namespace menhu::paper
