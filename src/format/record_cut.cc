#include "format/record_cut.h"

#include <cstring>

namespace menhu::format {

namespace {

// A record as code units. In CP950 a character of two bytes is one step, since its second byte may look like a
// delimiter or a quote; in the other encodings no byte of a longer character is ASCII.
class Units {
public:
    Units(base::ByteView bytes, Encoding encoding)
        : bytes_{bytes},
          size_{unit_bytes(encoding)},
          high_{encoding == Encoding::utf16be ? 0U : 1U},
          pairs_{encoding == Encoding::cp950} {}
    struct Unit {
        std::uint32_t value;
        std::size_t size;  // 0 at the end
    };
    Unit at(std::size_t at) const {
        if (at + size_ > bytes_.size()) return {0, bytes_.size() - at};
        if (size_ == 2) {
            return {static_cast<std::uint32_t>(bytes_[at + high_] << 8 | bytes_[at + 1 - high_]), 2};
        }
        const std::uint8_t byte = bytes_[at];
        if (pairs_ && byte >= 0x81 && byte <= 0xFE && at + 1 < bytes_.size() && bytes_[at + 1] >= 0x40) {
            return {0xFFFF, 2};
        }
        return {byte, 1};
    }

private:
    base::ByteView bytes_;
    std::size_t size_;
    std::size_t high_;
    bool pairs_;
};

enum class Cell : std::uint8_t { start, plain, quoted, closed };

const std::uint8_t* find_byte(base::ByteView bytes, std::size_t from, std::uint8_t byte) {
    if (from >= bytes.size()) return nullptr;
    return static_cast<const std::uint8_t*>(std::memchr(bytes.data() + from, byte, bytes.size() - from));
}

// The slow way, for records with quotes and for UTF-16: a line end inside a quoted cell is not the record's.
std::optional<std::size_t> size_by_cells(const Layout& layout, base::ByteView bytes) {
    const Units units{bytes, layout.encoding};
    const bool quotes = layout.form == FileForm::delimited && layout.quote != 0;
    const std::uint32_t quote = static_cast<std::uint8_t>(layout.quote);
    const std::uint32_t delimiter = static_cast<std::uint8_t>(layout.delimiter);
    Cell cell = Cell::start;
    for (std::size_t at = 0;;) {
        const Units::Unit unit = units.at(at);
        if (unit.size == 0 || at + unit.size > bytes.size()) return std::nullopt;
        at += unit.size;
        if (quotes && unit.value == quote && cell != Cell::plain) {
            cell = cell == Cell::quoted ? Cell::closed : Cell::quoted;
        } else if (cell == Cell::quoted) {
            continue;
        } else if (unit.value == '\n') {
            return at;
        } else if (quotes) {
            cell = unit.value == delimiter ? Cell::start : Cell::plain;
        }
    }
}

bool split_quoted(const Layout& layout, base::ByteView record, std::vector<base::ByteView>& cells,
                  base::Bytes& unquoted) {
    const Units units{record, layout.encoding};
    const std::uint32_t quote = static_cast<std::uint8_t>(layout.quote);
    const std::uint32_t delimiter = static_cast<std::uint8_t>(layout.delimiter);
    unquoted.clear();
    unquoted.reserve(record.size());  // so that slices into it stay
    std::size_t start = 0;            // of the cell's text, in the record
    std::size_t rewritten = 0;        // of the cell's text, in `unquoted`
    bool doubled = false;
    std::size_t end = 0;
    Cell cell = Cell::start;
    const auto finish = [&] {
        const std::size_t to = cell == Cell::closed ? end : cell == Cell::start ? start : end;
        if (doubled) {
            cells.push_back(base::ByteView{unquoted}.subspan(rewritten));
        } else {
            cells.push_back(record.subspan(start, to - start));
        }
    };
    for (std::size_t at = 0;;) {
        const Units::Unit unit = units.at(at);
        if (unit.size == 0) break;
        const std::size_t after = at + unit.size;
        if (cell == Cell::quoted) {
            if (unit.value == quote) {
                cell = Cell::closed;
                end = at;
            } else if (doubled) {
                unquoted.insert(unquoted.end(), record.begin() + static_cast<std::ptrdiff_t>(at),
                                record.begin() + static_cast<std::ptrdiff_t>(after));
            }
        } else if (unit.value == quote) {
            if (cell == Cell::plain) return false;
            if (cell == Cell::start) {
                start = after;
            } else {
                // A doubled quote: from here on the cell's text is copied, with one of the two.
                if (!doubled) {
                    rewritten = unquoted.size();
                    unquoted.insert(unquoted.end(), record.begin() + static_cast<std::ptrdiff_t>(start),
                                    record.begin() + static_cast<std::ptrdiff_t>(end));
                    doubled = true;
                }
                unquoted.insert(unquoted.end(), record.begin() + static_cast<std::ptrdiff_t>(at),
                                record.begin() + static_cast<std::ptrdiff_t>(after));
            }
            cell = Cell::quoted;
        } else if (unit.value == delimiter) {
            finish();
            start = after;
            end = after;
            doubled = false;
            cell = Cell::start;
        } else {
            if (cell == Cell::closed) return false;
            cell = Cell::plain;
            end = after;
        }
        at = after;
    }
    if (cell == Cell::quoted) return false;
    finish();
    return true;
}

}  // namespace

std::optional<std::size_t> record_size(const Layout& layout, base::ByteView bytes, std::size_t looked) {
    if (layout.newline == Newline::none) {
        const std::size_t size = layout.records[0].bytes;
        return bytes.size() >= size ? std::optional{size} : std::nullopt;
    }
    if (unit_bytes(layout.encoding) == 2) return size_by_cells(layout, bytes);
    // 0x0A is never the second byte of a character in the encodings of one-byte units.
    const std::uint8_t* line_end = find_byte(bytes, looked, '\n');
    if (line_end == nullptr) return std::nullopt;
    const auto size = static_cast<std::size_t>(line_end - bytes.data()) + 1;
    if (layout.form == FileForm::fixed || layout.quote == 0) return size;
    if (find_byte(bytes.first(size), 0, static_cast<std::uint8_t>(layout.quote)) == nullptr) return size;
    return size_by_cells(layout, bytes);
}

bool split_cells(const Layout& layout, base::ByteView record, std::vector<base::ByteView>& cells,
                 base::Bytes& unquoted) {
    cells.clear();
    if (layout.quote != 0 && find_byte(record, 0, static_cast<std::uint8_t>(layout.quote)) != nullptr) {
        return split_quoted(layout, record, cells, unquoted);
    }
    const auto delimiter = static_cast<std::uint8_t>(layout.delimiter);
    std::size_t start = 0;
    // A second byte in CP950 is 0x40 or above.
    if (unit_bytes(layout.encoding) == 1 && (layout.encoding != Encoding::cp950 || delimiter < 0x40)) {
        while (const std::uint8_t* found = find_byte(record, start, delimiter)) {
            const auto at = static_cast<std::size_t>(found - record.data());
            cells.push_back(record.subspan(start, at - start));
            start = at + 1;
        }
    } else {
        const Units units{record, layout.encoding};
        for (std::size_t at = 0;;) {
            const Units::Unit unit = units.at(at);
            if (unit.size == 0) break;
            if (unit.value == delimiter) {
                cells.push_back(record.subspan(start, at - start));
                start = at + unit.size;
            }
            at += unit.size;
        }
    }
    cells.push_back(record.subspan(start));
    return true;
}

base::ByteView trim_spaces(base::ByteView bytes, Encoding encoding) {
    if (unit_bytes(encoding) == 2) {
        const std::size_t high = encoding == Encoding::utf16be ? 0 : 1;
        const auto is_space = [&](std::size_t at) { return bytes[at + high] == 0 && bytes[at + 1 - high] == ' '; };
        while (bytes.size() >= 2 && bytes.size() % 2 == 0 && is_space(bytes.size() - 2))
            bytes = bytes.first(bytes.size() - 2);
        while (bytes.size() >= 2 && is_space(0)) bytes = bytes.subspan(2);
        return bytes;
    }
    constexpr std::uint64_t spaces = 0x2020202020202020U;
    while (bytes.size() >= 8) {
        std::uint64_t word;
        std::memcpy(&word, bytes.data() + bytes.size() - 8, 8);
        if (word != spaces) break;
        bytes = bytes.first(bytes.size() - 8);
    }
    while (!bytes.empty() && bytes.back() == ' ') bytes = bytes.first(bytes.size() - 1);
    while (!bytes.empty() && bytes.front() == ' ') bytes = bytes.subspan(1);
    return bytes;
}

}  // namespace menhu::format
