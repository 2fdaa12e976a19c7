#include "format/workbook.h"

#include <algorithm>
#include <array>
#include <optional>

#include "format/code_points.h"
#include "format/csv.h"
#include "format/encoding.h"
#include "format/ods_reader.h"
#include "format/package_reader.h"
#include "format/sheet_rows.h"
#include "format/xlsx_reader.h"

namespace menhu::format {

namespace {

constexpr std::size_t piece_size = std::size_t{256} * 1024;

// Bytes that are not UTF-8, but whose characters of several bytes mostly are: a UTF-8 file with rows pasted in from
// another encoding, or damaged. Big5 text reads as UTF-8 by accident only.
bool is_mostly_utf8(std::string_view bytes) {
    std::size_t good = 0;
    std::size_t bad = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto point = next_code_point(bytes, at);
        if (!point.valid) {
            ++bad;
        } else if (point.size > 1) {
            ++good;
        }
        at += point.size;
    }
    return good > bad;
}

// The text of a CSV file as UTF-8. Without a mark it is UTF-8 if it can be, else Big5, which nothing else that an
// office writes looks like.
base::Result<std::string> as_utf8(std::string_view bytes) {
    const auto view = base::as_bytes(bytes);
    const auto decode = [&](Encoding encoding) -> base::Result<std::string> {
        const auto decoder = TRY(Decoder::open(encoding));
        std::string text;
        const auto report = decoder.decode(view.subspan(byte_order_mark(view, encoding)), text);
        if (report.invalid != 0) {
            return base::Error{base::Fault::bad_input, "format.sheet_unreadable",
                               std::string{encoding_name(encoding)} + " " + std::to_string(report.first_invalid)};
        }
        // Of UTF-16 a NUL may come through as a character: no spreadsheet writes one.
        if (text.contains('\0')) return base::Error{base::Fault::bad_input, "format.sheet_unreadable", "binary"};
        return text;
    };
    for (const auto encoding : {Encoding::utf16le, Encoding::utf16be}) {
        if (byte_order_mark(view, encoding) != 0) return decode(encoding);
    }
    auto text = decode(Encoding::utf8);
    if (text || byte_order_mark(view, Encoding::utf8) != 0 || is_mostly_utf8(bytes)) return text;
    return decode(Encoding::cp950);
}

// The character that divides most of the first line; a comma where none stands.
char delimiter_of(std::string_view text) {
    const auto line = text.substr(0, std::min(text.find_first_of("\r\n"), std::size_t{64} * 1024));
    constexpr std::array candidates{',', '\t', ';', '|'};
    return *std::ranges::max_element(candidates, {}, [&](char c) { return std::ranges::count(line, c); });
}

// What a spreadsheet would run, of a cell that is only text: "=1+1", "@SUM(A1)", "+A1", "-2+3+cmd|' /C calc'!A0". A
// sign before a number, or alone, is none: "-5", "+886-3-3322101", "-".
bool is_formula(std::string_view cell) {
    if (cell.starts_with('=') || cell.starts_with('@')) return true;
    if (cell.size() < 2 || (cell[0] != '+' && cell[0] != '-')) return false;
    const char next = cell[1];
    const bool is_letter = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
    return is_letter || cell.find_first_of("!|", 1) != std::string_view::npos;
}

}  // namespace

struct Workbook::Inside {
    SheetLimits limits;
    SheetForm form = SheetForm::csv;
    std::vector<std::string> sheets;
    std::vector<std::size_t> ordinals;  // ODS: of those sheets among all tables
    std::string text;                   // of a CSV file
    std::optional<PackageReader> package;
    XlsxBook book;
};

std::string_view sheet_form_name(SheetForm form) {
    switch (form) {
        case SheetForm::csv:
            return "csv";
        case SheetForm::ods:
            return "ods";
        case SheetForm::xlsx:
            return "xlsx";
    }
    base::throw_bug("sheet_form_name: no such form");
}

std::string cell_name(std::size_t column, std::uint32_t row) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters + std::to_string(row);
}

Workbook::Workbook(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;
SheetForm Workbook::form() const { return inside_->form; }
const std::vector<std::string>& Workbook::sheets() const { return inside_->sheets; }

base::Result<Workbook> Workbook::open(std::string_view bytes, const SheetLimits& limits) {
    auto inside = std::make_unique<Inside>();
    inside->limits = limits;
    if (bytes.size() > limits.file) return sheet_limit("file");
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return base::Error{base::Fault::bad_input, "format.sheet_legacy", "ole"};
    }
    if (bytes.starts_with("PK")) {
        inside->package = TRY(PackageReader::open(bytes, limits));
        const auto& package = *inside->package;
        if (package.has("xl/workbook.xml")) {
            inside->form = SheetForm::xlsx;
            inside->book = TRY(xlsx_book(package, limits));
            for (const auto& sheet : inside->book.sheets) inside->sheets.push_back(sheet.name);
        } else if (package.has("content.xml")) {
            inside->form = SheetForm::ods;
            constexpr std::size_t largest_manifest = std::size_t{1} << 20;
            if (package.has("META-INF/manifest.xml")) {
                const auto manifest = TRY(package.text("META-INF/manifest.xml", largest_manifest));
                if (manifest.find("encryption-data") != std::string::npos) {
                    return base::Error{base::Fault::bad_input, "format.sheet_legacy", "password"};
                }
            }
            auto sheets = TRY(ods_sheets(package, limits));
            for (auto& sheet : sheets) {
                inside->sheets.push_back(std::move(sheet.name));
                inside->ordinals.push_back(sheet.ordinal);
            }
        }
        if (inside->sheets.empty()) return base::Error{base::Fault::bad_input, "format.sheet_unreadable", "package"};
        return Workbook{std::move(inside)};
    }
    // What begins like a page or a document would otherwise be a table of one column of rubbish.
    if (bytes.find('\0') != std::string_view::npos && byte_order_mark(base::as_bytes(bytes), Encoding::utf16le) == 0 &&
        byte_order_mark(base::as_bytes(bytes), Encoding::utf16be) == 0) {
        return base::Error{base::Fault::bad_input, "format.sheet_unreadable", "binary"};
    }
    inside->text = TRY(as_utf8(bytes));
    inside->sheets.emplace_back();
    return Workbook{std::move(inside)};
}

base::Result<void> Workbook::read(std::size_t sheet, const OnSheetRow& on_row) const {
    if (sheet >= inside_->sheets.size()) return base::Error{base::Fault::bad_input, "format.sheet_missing"};
    if (inside_->form == SheetForm::ods) {
        return read_ods(*inside_->package, inside_->ordinals[sheet], inside_->limits, on_row);
    }
    if (inside_->form == SheetForm::xlsx) {
        return read_xlsx(*inside_->package, inside_->book, sheet, inside_->limits, on_row);
    }
    SheetRows rows{inside_->limits, on_row};
    CsvReader reader{delimiter_of(inside_->text), inside_->limits.cell * 8};
    std::vector<CsvRow> some;
    const auto hand_on = [&]() -> base::Result<void> {
        for (auto& row : some) {
            // By lines, so that empty ones count as they do in a spreadsheet.
            const auto number = row.line;
            for (std::size_t at = 0; at < row.cells.size(); ++at) {
                auto& cell = row.cells[at];
                if (is_formula(cell)) {
                    return base::Error{base::Fault::bad_input, "format.sheet_formula",
                                       cell_name(at, static_cast<std::uint32_t>(number))};
                }
                TRY(rows.put(at, std::move(cell)));
            }
            TRY(rows.end_row(number, 1));
            if (rows.stopped()) break;
        }
        some.clear();
        return {};
    };
    for (std::string_view rest = inside_->text; !rest.empty() && !rows.stopped();) {
        TRY(reader.feed(rest.substr(0, piece_size), some));
        rest.remove_prefix(std::min(piece_size, rest.size()));
        TRY(hand_on());
    }
    if (rows.stopped()) return {};
    TRY(reader.finish(some));
    return hand_on();
}

}  // namespace menhu::format
