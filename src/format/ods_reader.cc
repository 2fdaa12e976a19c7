#include "format/ods_reader.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "format/sheet_rows.h"
#include "format/xml_stream.h"

namespace menhu::format {

namespace {

const std::string content{"content.xml"};

std::uint64_t count_of(std::optional<std::string_view> text) {
    constexpr std::uint64_t most = 20'000'000;  // more than any sheet has rows
    std::uint64_t value = 1;
    if (text) {
        const auto end = std::from_chars(text->data(), text->data() + text->size(), value);
        if (end.ec == std::errc::result_out_of_range) return most;
    }
    return std::clamp<std::uint64_t>(value, 1, most);
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

// Only tables that stand in the body themselves: one inside a cell is part of what the cell shows, and is passed over.
// A table whose style says that it is not displayed (table:display) is no sheet that its sender saw.
class Sheets final : public XmlSink {
public:
    explicit Sheets(const SheetLimits& limits) : limits_{limits} {}
    base::Result<void> begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "style") style_ = std::string{attributes.find("name").value_or("")};
        if (name == "table-properties" && attributes.find("display").value_or("") == "false") {
            if (hidden_.size() >= limits_.sheets) return sheet_limit("styles");
            hidden_.insert(style_);
        }
        if (name != "table") return {};
        if (tables_++ > 0) return {};
        const auto ordinal = seen_++;
        if (seen_ > limits_.sheets) return sheet_limit("sheets");
        const auto title = attributes.find("name").value_or("");
        if (title.size() > limits_.cell) return sheet_limit("cell");
        if (const auto style = attributes.find("style-name"); style && hidden_.contains(std::string{*style})) return {};
        sheets.push_back({std::string{title}, ordinal});
        return {};
    }
    base::Result<void> end(std::string_view name) override {
        if (name == "table") --tables_;
        return {};
    }
    base::Result<void> text(std::string_view) override { return {}; }

    std::vector<OdsSheet> sheets;

private:
    const SheetLimits& limits_;
    std::size_t seen_ = 0;
    int tables_ = 0;
    std::string style_;
    std::set<std::string> hidden_;
};

class Rows final : public XmlSink {
public:
    Rows(std::size_t wanted, const SheetLimits& limits, const OnSheetRow& on_row)
        : wanted_{wanted}, limits_{limits}, rows_{limits, on_row} {}

    base::Result<void> begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "table" && tables_++ == 0) return {};
        if (!is_inside()) return {};
        if (cell_depth_ > 0) return begin_in_cell(name, attributes);
        if (name == "table-row") {
            times_ = count_of(attributes.find("number-rows-repeated"));
            column_ = 0;
        } else if (name == "table-cell" || name == "covered-table-cell") {
            return begin_cell(attributes);
        }
        return {};
    }
    base::Result<void> end(std::string_view name) override {
        if (name == "table" && --tables_ == 0) {
            if (seen_++ == wanted_) is_done_ = true;
            return {};
        }
        if (!is_inside()) return {};
        if (cell_depth_ > 0) {
            if (name == "annotation") --annotations_;
            if (--cell_depth_ == 0) return end_cell();
            return {};
        }
        if (name == "table-row") {
            TRY(rows_.end_row(row_, times_));
            row_ += times_;
        }
        return {};
    }
    base::Result<void> text(std::string_view piece) override {
        if (!is_inside() || paragraphs_ == 0 || cell_depth_ == 0 || annotations_ > 0) return {};
        if (text_.size() + piece.size() > limits_.cell) return sheet_limit("cell");
        text_ += piece;
        return {};
    }
    bool is_satisfied() const override { return is_done_ || rows_.stopped(); }

private:
    bool is_inside() const { return tables_ > 0 && seen_ == wanted_; }

    base::Result<void> begin_cell(const XmlAttributes& attributes) {
        cell_depth_ = 1;
        text_.clear();
        paragraphs_ = 0;
        annotations_ = 0;
        times_across_ = count_of(attributes.find("number-columns-repeated"));
        if (attributes.find("formula")) {
            return base::Error{base::Fault::bad_input, "format.sheet_formula",
                               cell_name(column_, static_cast<std::uint32_t>(row_))};
        }
        const auto type = attributes.find("value-type").value_or("");
        value_.clear();
        if (type == "date") value_ = std::string{attributes.find("date-value").value_or("").substr(0, 10)};
        if (type == "float") value_ = std::string{attributes.find("value").value_or("")};
        if (value_.size() > limits_.cell) return sheet_limit("cell");
        return {};
    }
    base::Result<void> begin_in_cell(std::string_view name, const XmlAttributes& attributes) {
        ++cell_depth_;
        if (name == "annotation") ++annotations_;
        if (annotations_ > 0) return {};
        if (name == "p" && paragraphs_++ > 0) text_ += '\n';
        if (name == "s") text_.append(std::min<std::uint64_t>(count_of(attributes.find("c")), 100), ' ');
        if (name == "tab" || name == "line-break") text_ += ' ';
        if (text_.size() > limits_.cell) return sheet_limit("cell");
        return {};
    }
    base::Result<void> end_cell() {
        auto cell = value_.empty() ? std::move(text_) : value_;
        text_.clear();
        if (!cell.empty()) {
            if (times_across_ > limits_.columns) return sheet_limit("columns");
            for (std::uint64_t at = 0; at < times_across_; ++at) TRY(rows_.put(column_ + at, cell));
        }
        column_ += times_across_;
        return {};
    }

    std::size_t wanted_;
    const SheetLimits& limits_;
    SheetRows rows_;
    std::size_t seen_ = 0;
    int tables_ = 0;
    std::uint64_t row_ = 1;
    std::uint64_t times_ = 1;
    std::uint64_t column_ = 0;
    std::uint64_t times_across_ = 1;
    int cell_depth_ = 0;
    int paragraphs_ = 0;
    int annotations_ = 0;
    std::string text_;
    std::string value_;
    bool is_done_ = false;
};

}  // namespace

base::Result<std::vector<OdsSheet>> ods_sheets(const PackageReader& package, const SheetLimits& limits) {
    Sheets sheets{limits};
    TRY(stream_part(package, content, sheets, limits));
    return std::move(sheets.sheets);
}

base::Result<void> read_ods(const PackageReader& package, std::size_t ordinal, const SheetLimits& limits,
                            const OnSheetRow& on_row) {
    Rows rows{ordinal, limits, on_row};
    return stream_part(package, content, rows, limits);
}

}  // namespace menhu::format
