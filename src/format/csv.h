#pragma once
// CSV (RFC 4180), read as a stream and written for spreadsheets. Thread rule: a reader or writer belongs to one thread.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace menhu::format {

struct CsvRow {
    std::uint64_t line = 0;    // of the file, where the row begins, from 1
    std::uint64_t offset = 0;  // in bytes, without a byte order mark
    std::vector<std::string> cells;
};

// Reads rows from chunks of any size; a UTF-8 byte order mark at the start is dropped. Line ends CRLF, LF or CR. A
// quote inside an unquoted cell, text after a closing quote and an unclosed quote are errors (format.csv_syntax); a row
// above `row_limit` bytes is format.csv_row_too_long. After an error the reader stays failed.
class CsvReader {
public:
    explicit CsvReader(char delimiter = ',', std::size_t row_limit = std::size_t{1} << 20);
    // Adds bytes and appends the rows that they complete.
    base::Result<void> feed(std::string_view chunk, std::vector<CsvRow>& rows);
    // The end of the file: appends a last row that has no line end.
    base::Result<void> finish(std::vector<CsvRow>& rows);

private:
    enum class State : std::uint8_t { cell_start, plain, quoted, quote_in_quoted, failed };
    base::Result<void> step(char byte, std::vector<CsvRow>& rows);
    void end_cell();
    void end_row(std::vector<CsvRow>& rows);
    base::Error syntax(std::string_view what);

    char delimiter_;
    std::size_t row_limit_;
    State state_ = State::cell_start;
    CsvRow row_;
    std::string cell_;
    std::size_t row_bytes_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t offset_ = 0;
    bool after_cr_ = false;
    std::string start_;  // the first bytes of the file, until it is clear whether they are a byte order mark
    bool started_ = false;
};

// Whole text at once.
base::Result<std::vector<CsvRow>> parse_csv(std::string_view text, char delimiter = ',');

// Appends one row, CRLF at its end. Cells that a spreadsheet would run as a formula (=, +, -, @, tab, CR first, also in
// full width) get a leading apostrophe (OWASP CSV injection); plain numbers such as -12.5 do not.
void append_csv_row(std::span<const std::string_view> cells, std::string& out);
void append_csv_cell(std::string_view cell, std::string& out);
// The byte order mark with which a spreadsheet recognises UTF-8.
inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

}  // namespace menhu::format
