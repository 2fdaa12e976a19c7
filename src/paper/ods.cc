// ODS: one sheet for each table, so that an office can sort and filter; numbers and dates are numbers and dates.
#include <cmath>
#include <libodfgen/OdsGenerator.hxx>

#include "paper/document.h"
#include "paper/odf_parts.h"

namespace menhu::paper {
namespace {

constexpr const char* line = "0.5pt solid #000000";
constexpr const char* roc_date = "RocDate";
constexpr double line_height = 1.35;  // of the size of the letters

// "115/11/23": the year is one of the Republic by the calendar that odf_xml.cc names.
void define_dates(OdsGenerator& out) {
    librevenge::RVNGPropertyListVector parts;
    const auto add = [&](const char* type, const char* text) {
        RVNGPropertyList part;
        part.insert("librevenge:value-type", type);
        if (text != nullptr) {
            part.insert("librevenge:text", text);
        } else {
            part.insert("number:style", "long");
        }
        parts.append(part);
    };
    add("year", nullptr);
    add("text", "/");
    add("month", nullptr);
    add("text", "/");
    add("day", nullptr);
    RVNGPropertyList numbering;
    numbering.insert("librevenge:name", roc_date);
    numbering.insert("librevenge:value-type", "date");
    numbering.insert("librevenge:format", parts);
    out.defineSheetNumberingStyle(numbering);
}

// One sheet while it is written.
class Sheet {
public:
    Sheet(OdsGenerator& out, std::string_view name, const std::vector<double>& widths) : out_{out} {
        librevenge::RVNGPropertyListVector columns;
        for (const double width : widths) {
            RVNGPropertyList column;
            column.insert("style:column-width", inches(width));
            columns.append(column);
            width_ += width;
        }
        columns_ = static_cast<int>(widths.size());
        RVNGPropertyList sheet;
        sheet.insert("librevenge:columns", columns);
        sheet.insert("librevenge:sheet-name", presentable(name).c_str());
        out_.openSheet(sheet);
    }
    ~Sheet() { out_.closeSheet(); }
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    // Over the sheet's whole width; as high as it will be when it is wrapped, because no program measures merged cells.
    void put_whole(std::string_view text, Align align, double points, Weight weight, const char* border = nullptr) {
        double lines = 0;
        for (std::string_view rest = text; lines == 0 || !rest.empty();) {
            const auto end = std::min(rest.find('\n'), rest.size());
            lines += std::max(1.0, std::ceil(em_width(rest.substr(0, end)) * points * 1.05 / width_));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        open_row(lines * points * line_height);
        auto cell = cell_at(0);
        cell.insert("table:number-columns-spanned", columns_);
        cell.insert("fo:wrap-option", "wrap");
        if (border != nullptr) cell.insert("fo:border", border);
        cell.insert("librevenge:value-type", "string");
        put_cell(lettered(cell, align, points, weight), presentable(text));
        close_row();
    }

    void put_head(const Table& table, double points) {
        open_row(0);
        for (int at = 0; const auto& column : table.columns) {
            auto cell = bordered(at++);
            cell.insert("fo:background-color", "#eeeeee");
            cell.insert("librevenge:value-type", "string");
            put_cell(lettered(cell, Align::centre, points, Weight::bold),
                     std::string{head_mark} + presentable(column.head));
        }
        close_row();
    }

    void put_pattern(const Table& table, double points) {
        open_row(0);
        for (int at = 0; const auto& column : table.columns) {
            auto cell = bordered(at++);
            // The value itself is each row's (odf_xml.cc); here only its style is made.
            if (column.kind == Kind::date) {
                cell.insert("librevenge:value-type", "date");
                cell.insert("librevenge:numbering-name", roc_date);
                cell.insert("librevenge:year", 2026);
                cell.insert("librevenge:month", 1);
                cell.insert("librevenge:day", 1);
            } else {
                cell.insert("librevenge:value-type", "string");
            }
            put_cell(lettered(cell, align_of(column), points), std::string{cell_mark});
        }
        close_row();
    }

    void put_empty() {
        open_row(0);
        put_cell(cell_at(0), "");
        close_row();
    }

private:
    void open_row(double height) {
        RVNGPropertyList row;
        row.insert("librevenge:row", row_++);
        if (height > 0) row.insert("style:row-height", inches(height));
        out_.openSheetRow(row);
    }
    void close_row() { out_.closeSheetRow(); }
    RVNGPropertyList cell_at(int column) const {
        RVNGPropertyList cell;
        cell.insert("librevenge:column", column);
        cell.insert("librevenge:row", row_ - 1);
        cell.insert("style:vertical-align", "middle");
        return cell;
    }
    RVNGPropertyList bordered(int column) const {
        auto cell = cell_at(column);
        cell.insert("fo:border", line);
        cell.insert("fo:padding", inches(cell_padding));
        cell.insert("fo:wrap-option", "wrap");
        return cell;
    }
    // Letters are the cell's, not a span's: a number or a date is written anew by whoever opens the sheet.
    static RVNGPropertyList lettered(RVNGPropertyList cell, Align align, double points,
                                     Weight weight = Weight::normal) {
        cell.insert("fo:text-align", align_word(align));
        cell.insert("style:font-name", odf_face);
        cell.insert("fo:font-size", points, librevenge::RVNG_POINT);
        if (weight == Weight::bold) cell.insert("fo:font-weight", "bold");
        return cell;
    }
    // `text` as presentable() gave it, or a mark.
    void put_cell(const RVNGPropertyList& cell, const std::string& text) {
        out_.openSheetCell(cell);
        out_.openParagraph(RVNGPropertyList{});
        out_.insertText(text.c_str());
        out_.closeParagraph();
        out_.closeSheetCell();
    }

    OdsGenerator& out_;
    int row_ = 0;
    int columns_ = 0;
    double width_ = 0;
};

void put_title(Sheet& sheet, const Document& document) {
    if (!document.agency.empty()) sheet.put_whole(document.agency, Align::centre, agency_points, Weight::normal);
    sheet.put_whole(document.title, Align::centre, title_points, Weight::bold);
    for (const auto& meta : document.lines) {
        sheet.put_whole(meta.label + "：" + meta.value, Align::start, line_points, Weight::normal);
    }
}

void put(Sheet& sheet, const Table& table, double width) {
    const double points = points_of(table, width);
    sheet.put_head(table, points);
    if (table.rows.empty()) {
        sheet.put_whole(table.if_empty, Align::centre, points, Weight::normal, line);
    } else {
        sheet.put_pattern(table, points);
    }
}

void put(Sheet& sheet, const Block& block) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        const auto weight = paragraph->style == Paragraph::Style::heading ? Weight::bold : Weight::normal;
        sheet.put_whole(paragraph->label + paragraph->text, Align::start, points_of(paragraph->style), weight);
    }
    if (const auto* signatures = std::get_if<Signatures>(&block)) {
        std::string text;
        for (const auto& title : signatures->titles) text += title + "：　　　　　　　　";
        sheet.put_empty();
        sheet.put_whole(text, Align::start, signature_points, Weight::normal);
    }
}

std::vector<double> widths_of(const Table& table, double width) {
    std::vector<double> widths;
    for (const auto& column : table.columns) widths.push_back(width * std::max(column.width, 1) / width_of(table));
    return widths;
}

// A name that every program takes: without []*?:/\ and a leading apostrophe, at most 31 characters, used once.
std::string sheet_name(const Table& table, std::vector<std::string>& used) {
    std::string name;
    std::size_t letters = 0;
    for (const char c : presentable(table.caption)) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (begins && ++letters > 28) break;
        name += std::string_view{"[]*?:/\\'\n\t"}.find(c) == std::string_view::npos ? c : ' ';
    }
    if (name.empty()) name = "表";
    const auto wanted = name;
    for (int number = 2; std::ranges::find(used, name) != used.end(); ++number) {
        name = wanted + " " + std::to_string(number);
    }
    used.push_back(name);
    return name;
}

}  // namespace

base::Result<std::string> to_ods(const Document& document, base::Instant at) {
    const double width = page_of(document.orientation).text_width();
    return odf_package<OdsGenerator>(document, Form::ods, at, [&](OdsGenerator& out) {
        define_dates(out);
        std::vector<std::string> used;
        // Each sheet takes the blocks before its table (the first one), the table, and what follows up to the next.
        const auto is_table = [](const Block& block) { return std::holds_alternative<Table>(block); };
        auto block = document.blocks.begin();
        const auto end = document.blocks.end();
        bool is_first = true;
        do {
            const auto table = std::find_if(block, end, is_table);
            const auto next = table == end ? end : std::find_if(table + 1, end, is_table);
            const auto* what = table == end ? nullptr : &std::get<Table>(*table);
            Sheet sheet{out, what != nullptr ? sheet_name(*what, used) : document.title,
                        what != nullptr ? widths_of(*what, width) : std::vector<double>{width}};
            if (is_first) put_title(sheet, document);
            is_first = false;
            for (; block != next; ++block) {
                if (block == table) {
                    put(sheet, *what, width);
                } else {
                    put(sheet, *block);
                }
            }
        } while (block != end);
    });
}

}  // namespace menhu::paper
