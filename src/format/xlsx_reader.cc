#include "format/xlsx_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "base/calendar.h"
#include "format/sheet_rows.h"
#include "format/xml_stream.h"

namespace menhu::format {

namespace {

base::Error unreadable(std::string_view detail) {
    return {base::Fault::bad_input, "format.sheet_unreadable", std::string{detail}};
}

base::Result<void> stream_part(const PackageReader& package, const std::string& part, XmlSink& sink,
                               const SheetLimits& limits) {
    XmlStream xml{sink, limits};
    TRY(package.read(part, [&](std::string_view piece) -> base::Result<Reading> {
        TRY(xml.feed(piece));
        return xml.is_satisfied() ? Reading::stop : Reading::go_on;
    }));
    return xml.finish();
}

// "worksheets/sheet1.xml" as the workbook names it, or "/xl/worksheets/sheet1.xml".
std::string part_of(std::string_view target) {
    if (target.starts_with('/')) return std::string{target.substr(1)};
    return "xl/" + std::string{target};
}

// xl/workbook.xml: sheets with the id of their relation, and whether days are counted from 1904.
class Book final : public XmlSink {
public:
    explicit Book(const SheetLimits& limits) : limits_{limits} {}
    base::Result<void> begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr") {
            const auto from_1904 = attributes.find("date1904").value_or("0");
            if (from_1904 == "1" || from_1904 == "true") epoch = XlsxBook::Epoch::y1904;
        }
        if (name != "sheet") return {};
        if (++seen_ > limits_.sheets) return sheet_limit("sheets");
        // What its sender's spreadsheet does not show is not offered (section 18.18.68).
        const auto state = attributes.find("state").value_or("visible");
        if (state == "hidden" || state == "veryHidden") return {};
        // "id" twice: sheetId is another attribute, r:id is the one.
        sheets.emplace_back(attributes.find("name").value_or(""), attributes.find("id").value_or(""));
        if (sheets.back().first.size() > limits_.cell) return sheet_limit("cell");
        return {};
    }
    base::Result<void> end(std::string_view) override { return {}; }
    base::Result<void> text(std::string_view) override { return {}; }

    std::vector<std::pair<std::string, std::string>> sheets;
    XlsxBook::Epoch epoch = XlsxBook::Epoch::y1900;

private:
    const SheetLimits& limits_;
    std::size_t seen_ = 0;
};

class Relations final : public XmlSink {
public:
    base::Result<void> begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship" || attributes.find("TargetMode").value_or("") == "External") return {};
        if (targets.size() > 1000) return sheet_limit("entries");
        const auto target = attributes.find("Target").value_or("");
        targets[std::string{attributes.find("Id").value_or("")}] = std::string{target};
        const auto type = attributes.find("Type").value_or("");
        if (type.ends_with("/sharedStrings")) texts = target;
        if (type.ends_with("/styles")) styles = target;
        return {};
    }
    base::Result<void> end(std::string_view) override { return {}; }
    base::Result<void> text(std::string_view) override { return {}; }

    std::map<std::string, std::string> targets;
    std::string texts;
    std::string styles;
};

// The shared texts, one after the other in one string.
class Texts final : public XmlSink {
public:
    explicit Texts(const SheetLimits& limits) : limits_{limits} {}
    base::Result<void> begin(std::string_view name, const XmlAttributes&) override {
        if (name == "rPh") ++phonetic_;
        if (name == "t" && phonetic_ == 0) inside_ = true;
        return {};
    }
    base::Result<void> end(std::string_view name) override {
        if (name == "rPh") --phonetic_;
        if (name == "t") inside_ = false;
        if (name == "si") {
            if (ends_.size() >= std::size_t{5'000'000}) return sheet_limit("texts");
            ends_.push_back(all_.size());
        }
        return {};
    }
    base::Result<void> text(std::string_view piece) override {
        if (!inside_) return {};
        if (all_.size() + piece.size() > limits_.texts) return sheet_limit("texts");
        all_ += piece;
        return {};
    }
    std::optional<std::string_view> at(std::size_t index) const {
        if (index >= ends_.size()) return std::nullopt;
        const auto from = index == 0 ? 0 : ends_[index - 1];
        return std::string_view{all_}.substr(from, ends_[index] - from);
    }

private:
    const SheetLimits& limits_;
    std::string all_;
    std::vector<std::size_t> ends_;
    int phonetic_ = 0;
    bool inside_ = false;
};

// Does a format of numbers write a date? What stands in quotes or brackets is text.
bool writes_date(std::string_view format) {
    char closing = 0;
    for (std::size_t at = 0; at < format.size(); ++at) {
        const char c = format[at];
        if (closing != 0) {
            if (c == closing) closing = 0;
        } else if (c == '"') {
            closing = '"';
        } else if (c == '[') {
            closing = ']';
        } else if (c == '\\') {
            ++at;
        } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'e' || c == 'E') {
            // E+ is an exponent.
            if ((c == 'e' || c == 'E') && at + 1 < format.size() && (format[at + 1] == '+' || format[at + 1] == '-')) {
                continue;
            }
            return true;
        }
    }
    return false;
}

// xl/styles.xml: which cell formats are dates (section 18.8.30; 27 to 36 and 50 to 58 are those of East Asia).
class Styles final : public XmlSink {
public:
    base::Result<void> begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "numFmt") {
            if (custom_.size() > 10'000) return sheet_limit("styles");
            if (writes_date(attributes.find("formatCode").value_or(""))) {
                custom_.insert(std::string{attributes.find("numFmtId").value_or("")});
            }
        }
        if (name == "cellXfs") inside_ = true;
        if (name == "xf" && inside_) {
            if (dates.size() > 100'000) return sheet_limit("styles");
            const auto id = attributes.find("numFmtId").value_or("0");
            int number = 0;
            std::from_chars(id.data(), id.data() + id.size(), number);
            const bool is_built_in = (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) ||
                                     number == 36 || (number >= 50 && number <= 58);
            dates.push_back(is_built_in || custom_.contains(std::string{id}) ? 1 : 0);
        }
        return {};
    }
    base::Result<void> end(std::string_view name) override {
        if (name == "cellXfs") inside_ = false;
        return {};
    }
    base::Result<void> text(std::string_view) override { return {}; }

    std::vector<char> dates;  // by the index of a cell format

private:
    std::set<std::string> custom_;
    bool inside_ = false;
};

// The day of a serial number; nothing if it is none. In the 1900 system day 60 is a 29 February that never was.
std::optional<std::string> day_of(double serial, XlsxBook::Epoch epoch) {
    if (!(serial >= 1 && serial < 2'958'466)) return std::nullopt;
    const int days = static_cast<int>(std::floor(serial));
    if (epoch == XlsxBook::Epoch::y1904) return base::to_iso(base::add_days(*base::make_date(1904, 1, 1), days));
    if (days == 60) return std::nullopt;
    return base::to_iso(base::add_days(*base::make_date(1899, 12, 31), days > 60 ? days - 1 : days));
}

// A whole number without its ".0"; anything else as it stands.
std::string plain_number(std::string_view text) {
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ptr != text.data() + text.size() || std::abs(value) >= 1e15 || value != std::floor(value)) {
        return std::string{text};
    }
    return std::to_string(static_cast<std::int64_t>(value));
}

struct Parts {
    const Texts& texts;
    const Styles& styles;
    XlsxBook::Epoch epoch;
};

class Rows final : public XmlSink {
public:
    Rows(const Parts& parts, const SheetLimits& limits, const OnSheetRow& on_row)
        : parts_{parts}, limits_{limits}, rows_{limits, on_row} {}

    base::Result<void> begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "row") return begin_row(attributes);
        if (name == "c") return begin_cell(attributes);
        if (name == "f") {
            return base::Error{base::Fault::bad_input, "format.sheet_formula",
                               cell_name(column_, static_cast<std::uint32_t>(row_))};
        }
        if (name == "rPh") ++phonetic_;
        if (name == "v" || (name == "t" && phonetic_ == 0)) inside_ = true;
        return {};
    }
    base::Result<void> end(std::string_view name) override {
        if (name == "rPh") --phonetic_;
        if (name == "v" || name == "t") inside_ = false;
        if (name == "c") return end_cell();
        if (name == "row") return rows_.end_row(row_, 1);
        return {};
    }
    base::Result<void> text(std::string_view piece) override {
        if (!inside_) return {};
        if (text_.size() + piece.size() > limits_.cell) return sheet_limit("cell");
        text_ += piece;
        return {};
    }
    bool is_satisfied() const override { return rows_.stopped(); }

private:
    base::Result<void> begin_row(const XmlAttributes& attributes) {
        std::uint64_t number = row_ + 1;
        if (const auto said = attributes.find("r")) {
            const auto end = std::from_chars(said->data(), said->data() + said->size(), number);
            if (end.ec != std::errc{} || end.ptr != said->data() + said->size()) return unreadable("row");
        }
        // Rows ascend: a file that goes back would let one row stand for another.
        if (number <= row_ || number > 10'000'000) return unreadable("row");
        row_ = number;
        column_ = 0;
        is_first_ = true;
        return {};
    }
    base::Result<void> begin_cell(const XmlAttributes& attributes) {
        std::uint64_t column = is_first_ ? 0 : column_ + 1;
        if (const auto said = attributes.find("r")) {
            column = 0;
            for (const char c : *said) {
                if (c < 'A' || c > 'Z') break;
                column = column * 26 + static_cast<std::uint64_t>(c - 'A') + 1;
                if (column > 100'000) return sheet_limit("columns");
            }
            if (column == 0) return unreadable("cell");
            --column;
        }
        if (!is_first_ && column <= column_) return unreadable("cell");
        is_first_ = false;
        column_ = column;
        type_ = std::string{attributes.find("t").value_or("n")};
        style_ = 0;
        if (const auto style = attributes.find("s")) {
            std::from_chars(style->data(), style->data() + style->size(), style_);
        }
        text_.clear();
        return {};
    }
    base::Result<void> end_cell() {
        if (text_.empty()) return {};
        if (type_ == "s") {
            std::size_t index = 0;
            const auto end = std::from_chars(text_.data(), text_.data() + text_.size(), index);
            const auto shared = parts_.texts.at(index);
            if (end.ec != std::errc{} || end.ptr != text_.data() + text_.size() || !shared)
                return unreadable("shared text");
            return rows_.put(column_, std::string{*shared});
        }
        if (type_ == "n") {
            if (style_ < parts_.styles.dates.size() && parts_.styles.dates[style_] != 0) {
                double serial = 0;
                std::from_chars(text_.data(), text_.data() + text_.size(), serial);
                if (auto day = day_of(serial, parts_.epoch)) return rows_.put(column_, *std::move(day));
            }
            return rows_.put(column_, plain_number(text_));
        }
        if (type_ == "d") return rows_.put(column_, text_.substr(0, 10));
        if (type_ == "e") return rows_.put(column_, "#");  // an error has no value
        return rows_.put(column_, std::move(text_));
    }

    const Parts& parts_;
    const SheetLimits& limits_;
    SheetRows rows_;
    std::uint64_t row_ = 0;
    std::uint64_t column_ = 0;
    bool is_first_ = true;
    std::string type_;
    std::size_t style_ = 0;
    std::string text_;
    int phonetic_ = 0;
    bool inside_ = false;
};

}  // namespace

base::Result<XlsxBook> xlsx_book(const PackageReader& package, const SheetLimits& limits) {
    Book book{limits};
    TRY(stream_part(package, "xl/workbook.xml", book, limits));
    Relations relations;
    TRY(stream_part(package, "xl/_rels/workbook.xml.rels", relations, limits));
    XlsxBook out;
    out.epoch = book.epoch;
    if (!relations.texts.empty()) out.texts = part_of(relations.texts);
    if (!relations.styles.empty()) out.styles = part_of(relations.styles);
    for (auto& [name, id] : book.sheets) {
        const auto target = relations.targets.find(id);
        if (target == relations.targets.end()) return unreadable("sheet");
        out.sheets.push_back({std::move(name), part_of(target->second)});
    }
    if (out.sheets.empty()) return unreadable("sheet");
    return out;
}

base::Result<void> read_xlsx(const PackageReader& package, const XlsxBook& book, std::size_t sheet,
                             const SheetLimits& limits, const OnSheetRow& on_row) {
    Texts texts{limits};
    if (!book.texts.empty() && package.has(book.texts)) TRY(stream_part(package, book.texts, texts, limits));
    Styles styles;
    if (!book.styles.empty() && package.has(book.styles)) TRY(stream_part(package, book.styles, styles, limits));
    const Parts parts{texts, styles, book.epoch};
    Rows rows{parts, limits, on_row};
    return stream_part(package, book.sheets.at(sheet).part, rows, limits);
}

}  // namespace menhu::format
