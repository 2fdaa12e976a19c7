// CSV: the tables alone, for spreadsheets and for other programs.
#include "format/csv.h"

#include <string>
#include <vector>

#include "paper/cell.h"
#include "paper/document.h"

namespace menhu::paper {

base::Result<std::string> to_csv(const Document& document) {
    std::string out{format::utf8_mark};
    bool first = true;
    for (const auto& block : document.blocks) {
        const auto* table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        if (!first) out += "\r\n";
        first = false;
        std::vector<std::string_view> cells;
        cells.reserve(table->columns.size());
        for (const auto& column : table->columns) cells.emplace_back(column.head);
        format::append_csv_row(cells, out);
        std::vector<std::string> texts;
        for (const auto& row : table->rows) {
            CHECK(row.size() == table->columns.size());
            texts.clear();
            for (const auto& cell : row) texts.push_back(cell_text(cell, DateText::iso));
            cells.assign(texts.begin(), texts.end());
            format::append_csv_row(cells, out);
        }
    }
    return out;
}

}  // namespace menhu::paper
