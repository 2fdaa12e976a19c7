// CSV: chunks give the rows of the whole; what is written reads back (but for the apostrophe before a formula).
#include <cstdlib>

#include "format/character_map.h"
#include "format/csv.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t chunk = 1 + data[0] % 16U;
    const std::string_view text{reinterpret_cast<const char*>(data + 1), size - 1};
    const auto whole = parse_csv(text);
    CsvReader reader;
    std::vector<CsvRow> rows;
    bool good = true;
    for (std::size_t at = 0; at < text.size() && good; at += chunk)
        good = reader.feed(text.substr(at, chunk), rows).has_value();
    good = good && reader.finish(rows).has_value();
    if (good != whole.has_value()) std::abort();
    if (!good) return 0;
    if (rows.size() != whole->size()) std::abort();
    std::string out{utf8_mark};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].cells != (*whole)[i].cells || rows[i].line != (*whole)[i].line ||
            rows[i].offset != (*whole)[i].offset) {
            std::abort();
        }
        const std::vector<std::string_view> cells{rows[i].cells.begin(), rows[i].cells.end()};
        append_csv_row(cells, out);
    }
    const auto back = parse_csv(out);
    if (!back) std::abort();
    std::size_t at = 0;
    for (const CsvRow& row : rows) {
        // A row of one empty cell is written as an empty line, which reading passes over.
        if (row.cells.size() == 1 && row.cells[0].empty()) continue;
        if (at == back->size() || (*back)[at].cells.size() != row.cells.size()) std::abort();
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string& cell = (*back)[at].cells[i];
            if (cell != row.cells[i] && cell != "'" + row.cells[i]) std::abort();
        }
        ++at;
    }
    if (at != back->size()) std::abort();
    (void)CharacterMap::parse_csv(text, "fuzz");
    return 0;
}
