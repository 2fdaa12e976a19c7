#pragma once
// XLSX (ECMA-376 part 1, section 18): the names of its sheets, and the rows of one. Inside the room. Thread rule: one
// thread.
#include <string>
#include <vector>

#include "format/package_reader.h"

namespace menhu::format {

struct XlsxSheet {
    std::string name;
    std::string part;  // "xl/worksheets/sheet1.xml"
};
struct XlsxBook {
    std::vector<XlsxSheet> sheets;
    std::string texts;   // the part of shared texts; empty if there is none
    std::string styles;  // of styles
    enum class Epoch : std::uint8_t { y1900, y1904 } epoch = Epoch::y1900;
};

base::Result<XlsxBook> xlsx_book(const PackageReader& package, const SheetLimits& limits);
base::Result<void> read_xlsx(const PackageReader& package, const XlsxBook& book, std::size_t sheet,
                             const SheetLimits& limits, const OnSheetRow& on_row);

}  // namespace menhu::format
