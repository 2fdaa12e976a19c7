#pragma once
// Tables that people keep: CSV (UTF-8, UTF-16, Big5), ODS (ODF 1.2, part 1, section 9) and XLSX (ECMA-376 part 1,
// section 18), read row by row as texts.
//
// Promises: memory and time are bounded by Limits whatever the bytes are; nothing outside the bytes is ever opened (a
// DOCTYPE, and with it every entity, is refused); a cell that holds a formula is refused and named ("B7"), because what
// it would say depends on who opens it; sheets that the spreadsheet hides are not there. A date becomes "2026-03-01"
// also where the file keeps a serial number. Errors, all bad_input: format.sheet_unreadable (neither of the three, cut
// off or damaged; detail: where), format.sheet_legacy
// (.xls, or a file with a password), format.sheet_limit (detail: of what), format.sheet_doctype, format.sheet_formula
// (detail: the cell), format.sheet_missing, those of CSV. Thread rule: a Workbook belongs to one thread.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace menhu::format {

enum class SheetForm : std::uint8_t { csv, ods, xlsx };
std::string_view sheet_form_name(SheetForm form);  // "csv", …

struct SheetLimits {
    std::size_t file = std::size_t{64} << 20;       // bytes of the file
    std::size_t unpacked = std::size_t{768} << 20;  // bytes of one part of a package
    std::size_t work = std::size_t{4} << 30;        // bytes unpacked in the life of a Workbook, all readings together
    std::size_t handed = std::size_t{256} << 20;  // bytes of the cells of one reading, repeated ones counted each time
    std::size_t token = std::size_t{1} << 20;     // bytes of one tag, comment or attribute of a package's XML
    std::size_t ratio = 400;                      // of one part, once it is above 4 MiB
    std::size_t entries = 4096;                   // of a package
    std::size_t texts = std::size_t{96} << 20;    // bytes of an XLSX file's shared texts
    std::size_t cell = 32 * 1024;                 // bytes of one cell
    std::uint32_t columns = 256;
    std::uint32_t rows = 300'000;
    std::uint32_t sheets = 100;
    int depth = 64;  // of elements
};

struct SheetRow {
    std::uint32_t number = 0;  // of the sheet, from 1
    std::vector<std::string> cells;
};
enum class Reading : std::uint8_t { go_on, stop };
using OnSheetRow = std::function<Reading(SheetRow& row)>;

class Workbook {
public:
    // Borrows the bytes until it dies.
    static base::Result<Workbook> open(std::string_view bytes, const SheetLimits& limits = {});
    Workbook(Workbook&&) noexcept;
    Workbook& operator=(Workbook&&) noexcept;
    ~Workbook();

    SheetForm form() const;
    // At least one; of a CSV file one without a name.
    const std::vector<std::string>& sheets() const;
    // Rows that hold anything, in order; cells at the end that are empty are left out. Stops at the first error; what
    // was handed on before is then to be thrown away.
    base::Result<void> read(std::size_t sheet, const OnSheetRow& on_row) const;

private:
    struct Inside;
    explicit Workbook(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// "A1" is column 0, row 1.
std::string cell_name(std::size_t column, std::uint32_t row);

}  // namespace menhu::format
