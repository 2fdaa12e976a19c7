// ODT: a text that an office goes on writing in.
#include <libodfgen/OdtGenerator.hxx>

#include "paper/document.h"
#include "paper/odf_parts.h"

namespace menhu::paper {
namespace {

constexpr const char* line = "0.5pt solid #000000";

void put_cell(OdtGenerator& out, int row, int column, std::string_view text, Align align, const RVNGPropertyList& span,
              RVNGPropertyList cell) {
    cell.insert("librevenge:column", column);
    cell.insert("librevenge:row", row);
    out.openTableCell(cell);
    put_paragraph(out, text, paragraph_of(align), span);
    out.closeTableCell();
}

RVNGPropertyList bordered() {
    RVNGPropertyList cell;
    cell.insert("fo:border", line);
    cell.insert("fo:padding", inches(cell_padding));
    cell.insert("style:vertical-align", "middle");
    return cell;
}

void open_table(OdtGenerator& out, const std::vector<double>& widths) {
    librevenge::RVNGPropertyListVector columns;
    double sum = 0;
    for (const double width : widths) {
        RVNGPropertyList column;
        column.insert("style:column-width", inches(width));
        columns.append(column);
        sum += width;
    }
    RVNGPropertyList table;
    table.insert("librevenge:table-columns", columns);
    table.insert("style:width", inches(sum));
    table.insert("table:align", "center");
    out.openTable(table);
}

void put(OdtGenerator& out, const Table& table, double width) {
    const double points = points_of(table, width);
    const auto span = span_of(points);
    const auto bold = span_of(points, Weight::bold);
    if (!table.caption.empty()) {
        put_paragraph(out, table.caption, paragraph_of(Align::start), span_of(heading_points, Weight::bold));
    }
    std::vector<double> widths;
    for (const auto& column : table.columns) widths.push_back(width * std::max(column.width, 1) / width_of(table));
    open_table(out, widths);
    RVNGPropertyList head_row;
    head_row.insert("librevenge:is-header-row", true);
    out.openTableRow(head_row);
    auto head = bordered();
    head.insert("fo:background-color", "#eeeeee");
    for (int at = 0; const auto& column : table.columns) {
        put_cell(out, 0, at++, column.head, Align::centre, bold, head);
    }
    out.closeTableRow();
    out.openTableRow(RVNGPropertyList{});
    if (table.rows.empty()) {
        auto whole = bordered();
        whole.insert("table:number-columns-spanned", static_cast<int>(table.columns.size()));
        put_cell(out, 1, 0, table.if_empty, Align::centre, span, whole);
        for (std::size_t at = 1; at < table.columns.size(); ++at) out.insertCoveredTableCell(RVNGPropertyList{});
    } else {
        for (int at = 0; const auto& column : table.columns) {
            auto cell = bordered();
            cell.insert("librevenge:column", at);
            cell.insert("librevenge:row", 1);
            out.openTableCell(cell);
            out.openParagraph(paragraph_of(align_of(column)));
            out.openSpan(span);
            out.insertText(std::string{cell_mark}.c_str());
            out.closeSpan();
            out.closeParagraph();
            out.closeTableCell();
            ++at;
        }
    }
    out.closeTableRow();
    out.closeTable();
}

void put(OdtGenerator& out, const Paragraph& paragraph) {
    const double points = points_of(paragraph.style);
    const auto weight = paragraph.style == Paragraph::Style::heading ? Weight::bold : Weight::normal;
    auto shape = paragraph_of(Align::start);
    const double hang = points * em_width(paragraph.label);
    shape.insert("fo:margin-left", inches(points * paragraph.indent + hang));
    shape.insert("fo:text-indent", inches(-hang));
    shape.insert("fo:margin-top", inches(points / 3));
    shape.insert("fo:line-height", 1.4, librevenge::RVNG_PERCENT);
    out.openParagraph(shape);
    put_text(out, paragraph.label + paragraph.text, span_of(points, weight));
    out.closeParagraph();
}

void put(OdtGenerator& out, const Signatures& signatures, double width) {
    if (signatures.titles.empty()) return;
    auto above = paragraph_of(Align::start);
    above.insert("fo:keep-with-next", "always");
    put_paragraph(out, "", above, span_of(signature_points));
    open_table(out,
               std::vector<double>(signatures.titles.size(), width / static_cast<double>(signatures.titles.size())));
    out.openTableRow(RVNGPropertyList{});
    for (int at = 0; const auto& title : signatures.titles) {
        RVNGPropertyList cell;
        cell.insert("fo:border", "none");
        put_cell(out, 0, at++, title + "：", Align::start, span_of(signature_points), cell);
    }
    out.closeTableRow();
    out.closeTable();
}

}  // namespace

base::Result<std::string> to_odt(const Document& document, base::Instant at) {
    const double width = page_of(document.orientation).text_width();
    return odf_package<OdtGenerator>(document, Form::odt, at, [&](OdtGenerator& out) {
        if (!document.agency.empty()) {
            put_paragraph(out, document.agency, paragraph_of(Align::centre), span_of(agency_points));
        }
        put_paragraph(out, document.title, paragraph_of(Align::centre), span_of(title_points, Weight::bold));
        for (const auto& meta : document.lines) {
            put_paragraph(out, meta.label + "：" + meta.value, paragraph_of(Align::start), span_of(line_points));
        }
        for (const auto& block : document.blocks) {
            if (const auto* paragraph = std::get_if<Paragraph>(&block)) put(out, *paragraph);
            if (const auto* table = std::get_if<Table>(&block)) put(out, *table, width);
            if (const auto* signatures = std::get_if<Signatures>(&block)) put(out, *signatures, width);
        }
    });
}

}  // namespace menhu::paper
