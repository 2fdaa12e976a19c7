#include "paper/odf_xml.h"

#include <librevenge/librevenge.h>

#include "format/markup.h"
#include "paper/cell.h"

namespace menhu::paper {
namespace {

// In a pattern, where the value of a cell of a sheet stands among its attributes.
constexpr std::string_view value_mark = "\xEF\xBF\xBE";  // U+FFFE

constexpr std::size_t much = std::size_t{64} << 10;

bool is_value(std::string_view attribute) {
    return attribute == "office:value-type" || attribute == "office:value" || attribute == "office:date-value" ||
           attribute == "calcext:value-type";
}

// What libodfgen writes where the schema has no place for it, or what is said better below.
bool is_misplaced(std::string_view element, std::string_view attribute) {
    if (element == "style:table-row-properties") return attribute == "fo:keep-together";
    if (element == "style:text-properties") return attribute == "fo:text-align";
    if (element == "style:table-cell-properties") {
        return attribute == "fo:font-size" || attribute == "fo:font-weight" || attribute == "fo:text-align";
    }
    return element == "style:font-face" && attribute == "svg:font-family";
}

// Sheets have a head and a foot only if the page's layout says how high they are.
constexpr std::string_view sheet_margins =
    R"(<style:header-style><style:header-footer-properties fo:min-height="0.3in" fo:margin-bottom="0.05in"/></style:header-style>)"
    R"(<style:footer-style><style:header-footer-properties fo:min-height="0.3in" fo:margin-top="0.05in"/></style:footer-style>)";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
    return text;
}

void append_value(const Cell& cell, std::string& out) {
    const auto* date = std::get_if<base::Date>(&cell);
    // The calendar of a sheet has no years before the Republic: such a day is a text.
    if (date != nullptr && base::roc_year(*date).era == base::RocEra::republic) {
        out += R"( office:value-type="date" calcext:value-type="date" office:date-value=")" + base::to_iso(*date) + '"';
    } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        out +=
            R"( office:value-type="float" calcext:value-type="float" office:value=")" + std::to_string(*number) + '"';
    } else if (date != nullptr || std::holds_alternative<std::string>(cell)) {
        out += R"( office:value-type="string" calcext:value-type="string")";
    }
}

}  // namespace

void append_odf_text(std::string_view text, std::string& out) {
    char before = ' ';  // a space at the start would be dropped
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') {
            out += "<text:line-break/>";
        } else if (c == '\t') {
            out += "<text:tab/>";
        } else if (c == ' ' && (before == ' ' || before == '\n' || before == '\t')) {
            out += "<text:s/>";
        } else {
            format::append_escaped(text.substr(at, 1), out);
        }
        before = c;
    }
}

OdfXml::OdfXml(Deflater& out, Form form, std::vector<const Table*> tables)
    : out_{out}, form_{form}, tables_{std::move(tables)} {}

void OdfXml::put(std::string_view text) {
    if (place_ == Place::in_row) {
        row_ += text;
        return;
    }
    waiting_ += text;
    if (waiting_.size() > much) flush();
}

void OdfXml::flush() {
    out_.add(waiting_);
    waiting_.clear();
}

void OdfXml::startDocument() { put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"); }

void OdfXml::endDocument() {
    CHECK(next_table_ == tables_.size() || next_table_ == 0);  // only the content has tables
    flush();
}

void OdfXml::startElement(const char* name, const librevenge::RVNGPropertyList& attributes) {
    const std::string_view element{name};
    if (element == "table:table-row") place_ = Place::in_row;
    std::string tag = "<" + std::string{element};
    bool has_value = false;
    librevenge::RVNGPropertyList::Iter at{attributes};
    for (at.rewind(); at.next();) {
        const std::string_view key{at.key()};
        if (key.starts_with("librevenge:")) continue;
        if (element == "table:table-cell" && is_value(key)) {
            has_value = true;
            continue;
        }
        if (is_misplaced(element, key)) continue;
        tag += " " + std::string{key} + "=\"";
        format::append_escaped(presentable(at()->getStr().cstr()), tag);
        tag += '"';
    }
    if (element == "style:font-face") {
        // The first of them that the reader's machine has.
        const auto* face = attributes["style:name"];
        const std::string name_of_face{face != nullptr ? face->getStr().cstr() : ""};
        tag += " svg:font-family=\"";
        if (name_of_face == odf_face) {
            tag += "'標楷體','TW-Kai','全字庫正楷體','BiauKai'";
        } else {
            format::append_escaped(presentable(name_of_face), tag);
        }
        tag += '"';
    }
    if (element == "style:page-layout-properties" && form_ == Form::ods) {
        tag += R"( style:scale-to-X="1" style:scale-to-Y="0")";  // as wide as one page
    }
    // A program looks a calendar up in the data of the style's own place.
    if (element == "number:date-style") tag += R"( number:language="zh" number:country="TW")";
    if (element == "number:year") tag += R"( number:calendar="ROC")";
    if (element == "style:table-row-properties") {
        tag += R"( fo:keep-together="always")";
        if (attributes["style:row-height"] == nullptr) tag += R"( style:use-optimal-row-height="true")";
    }
    if (element == "table:table-cell" && has_value) tag += value_mark;
    put(tag + ">");
}

void OdfXml::endElement(const char* name) {
    if (std::string_view{name} == "style:page-layout" && form_ == Form::ods) put(sheet_margins);
    put("</" + std::string{name} + ">");
    if (std::string_view{name} == "table:table-row") end_row();
}

void OdfXml::characters(const librevenge::RVNGString& text) {
    const std::string_view bytes{text.cstr()};
    if (bytes == cell_mark) {
        put(cell_mark);
        return;
    }
    std::string escaped;
    if (bytes.starts_with(head_mark)) {
        escaped = head_mark;
        append_odf_text(bytes.substr(head_mark.size()), escaped);
    } else {
        append_odf_text(bytes, escaped);
    }
    put(escaped);
}

void OdfXml::end_row() {
    place_ = Place::outside;
    const auto row = std::exchange(row_, {});
    if (row.find(cell_mark) != std::string::npos) {
        CHECK(next_table_ < tables_.size());
        write_rows(row, *tables_[next_table_++]);
        return;
    }
    auto plain = replaced(row, value_mark, R"( office:value-type="string")");
    if (plain.find(head_mark) != std::string::npos) {
        plain = "<table:table-header-rows>" + replaced(std::move(plain), head_mark, "") + "</table:table-header-rows>";
    }
    put(plain);
}

// A sheet knows no line ends: a cell of several lines is one of several paragraphs.
void OdfXml::append_cell(std::string_view text, std::string& line) const {
    if (form_ != Form::ods || text.find('\n') == std::string_view::npos) {
        append_odf_text(text, line);
        return;
    }
    const auto start = line.rfind("<text:p");
    CHECK(start != std::string::npos);
    const auto opening = line.substr(start);
    while (true) {
        const auto end = std::min(text.find('\n'), text.size());
        append_odf_text(text.substr(0, end), line);
        if (end == text.size()) return;
        text.remove_prefix(end + 1);
        line += "</text:p>" + opening;
    }
}

void OdfXml::write_rows(std::string_view pattern, const Table& table) {
    std::string line;
    for (const auto& row : table.rows) {
        CHECK(row.size() == table.columns.size());
        line.clear();
        std::size_t column = 0;
        auto rest = pattern;
        while (!rest.empty()) {
            // All the marks are three bytes and begin with the same one.
            const auto at = rest.find('\xEF');
            if (at == std::string_view::npos) {
                line += rest;
                break;
            }
            line += rest.substr(0, at);
            rest.remove_prefix(at);
            if (rest.starts_with(value_mark)) {
                append_value(row.at(column), line);
                rest.remove_prefix(value_mark.size());
            } else if (rest.starts_with(cell_mark)) {
                append_cell(presentable(cell_text(row.at(column), DateText::republic)), line);
                ++column;
                rest.remove_prefix(cell_mark.size());
            } else {
                line += rest.front();
                rest.remove_prefix(1);
            }
        }
        CHECK(column == row.size());
        put(line);
    }
}

}  // namespace menhu::paper
