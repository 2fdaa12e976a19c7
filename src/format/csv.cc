#include "format/csv.h"

#include <fmt/format.h>

#include <algorithm>

namespace menhu::format {

CsvReader::CsvReader(char delimiter, std::size_t row_limit) : delimiter_{delimiter}, row_limit_{row_limit} {
    row_.line = 1;
}

base::Error CsvReader::syntax(std::string_view what) {
    state_ = State::failed;
    return base::Error{base::Fault::bad_input, "format.csv_syntax", fmt::format("line {}: {}", line_, what)};
}

void CsvReader::end_cell() {
    row_.cells.push_back(std::move(cell_));
    cell_.clear();
    state_ = State::cell_start;
}

void CsvReader::end_row(std::vector<CsvRow>& rows) {
    const bool empty_line = row_.cells.empty() && cell_.empty() && state_ == State::cell_start;
    if (!empty_line) {
        end_cell();
        rows.push_back(std::move(row_));
    }
    row_ = CsvRow{};
    row_bytes_ = 0;
}

base::Result<void> CsvReader::step(char byte, std::vector<CsvRow>& rows) {
    // LF after CR is the rest of the same line end.
    const bool rest_of_line_end = after_cr_ && byte == '\n';
    after_cr_ = false;
    if (rest_of_line_end) {
        ++offset_;
        return {};
    }
    if (row_bytes_ == 0) {
        row_.line = line_;
        row_.offset = offset_;
    }
    ++offset_;
    if (++row_bytes_ > row_limit_) {
        state_ = State::failed;
        return base::Error{base::Fault::bad_input, "format.csv_row_too_long",
                           fmt::format("line {}: more than {} bytes", row_.line, row_limit_)};
    }
    if (state_ == State::quoted) {
        if (byte == '"') {
            state_ = State::quote_in_quoted;
        } else {
            if (byte == '\n') ++line_;
            cell_.push_back(byte);
        }
        return {};
    }
    if (byte == delimiter_) {
        end_cell();
    } else if (byte == '\n' || byte == '\r') {
        end_row(rows);
        ++line_;
        after_cr_ = byte == '\r';
    } else if (byte == '"') {
        if (state_ == State::plain) return syntax("a quote inside an unquoted cell");
        if (state_ == State::quote_in_quoted) cell_.push_back('"');
        state_ = State::quoted;
    } else {
        if (state_ == State::quote_in_quoted) return syntax("text after a closing quote");
        cell_.push_back(byte);
        state_ = State::plain;
    }
    return {};
}

base::Result<void> CsvReader::feed(std::string_view chunk, std::vector<CsvRow>& rows) {
    if (state_ == State::failed) return syntax("the file was already found to be wrong");
    if (!started_) {
        const std::size_t taken = std::min(chunk.size(), utf8_mark.size() - start_.size());
        start_.append(chunk.substr(0, taken));
        chunk.remove_prefix(taken);
        if (start_ == utf8_mark) {
            start_.clear();
        } else if (start_.size() < utf8_mark.size() && utf8_mark.starts_with(start_)) {
            return {};
        }
        started_ = true;
        for (const char byte : start_) {
            TRY(step(byte, rows));
        }
        start_.clear();
    }
    for (const char byte : chunk) {
        TRY(step(byte, rows));
    }
    return {};
}

base::Result<void> CsvReader::finish(std::vector<CsvRow>& rows) {
    if (state_ == State::failed) return syntax("the file was already found to be wrong");
    started_ = true;
    for (const char byte : start_) {
        TRY(step(byte, rows));
    }
    start_.clear();
    if (state_ == State::quoted) return syntax("a quote is not closed");
    end_row(rows);
    return {};
}

base::Result<std::vector<CsvRow>> parse_csv(std::string_view text, char delimiter) {
    CsvReader reader{delimiter};
    std::vector<CsvRow> rows;
    TRY(reader.feed(text, rows));
    TRY(reader.finish(rows));
    return rows;
}

namespace {

bool is_plain_number(std::string_view cell) {
    if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
    bool digits = false;
    bool point = false;
    for (const char c : cell) {
        if (c >= '0' && c <= '9') {
            digits = true;
        } else if (c == '.' && !point) {
            point = true;
        } else {
            return false;
        }
    }
    return digits;
}

// What a spreadsheet takes for the start of a formula (OWASP, CSV injection), half or full width.
bool runs_as_formula(std::string_view cell) {
    constexpr std::string_view starts[]{
        "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    const bool starts_so = std::any_of(std::begin(starts), std::end(starts),
                                       [cell](std::string_view start) { return cell.starts_with(start); });
    return starts_so && !is_plain_number(cell);
}

}  // namespace

void append_csv_cell(std::string_view cell, std::string& out) {
    const bool formula = runs_as_formula(cell);
    const bool quote = cell.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quote) out.push_back('"');
    if (formula) out.push_back('\'');
    for (const char c : cell) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    if (quote) out.push_back('"');
}

void append_csv_row(std::span<const std::string_view> cells, std::string& out) {
    bool first = true;
    for (const std::string_view cell : cells) {
        if (!first) out.push_back(',');
        first = false;
        append_csv_cell(cell, out);
    }
    out.append("\r\n");
}

}  // namespace menhu::format
