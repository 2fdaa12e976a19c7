#pragma once
// Collects the cells of one row after another within the limits, and hands on rows that hold anything. Inside the room.
// Thread rule: one thread.
#include <string>
#include <string_view>
#include <utility>

#include "format/workbook.h"

namespace menhu::format {

inline base::Error sheet_limit(std::string_view of) {
    return {base::Fault::bad_input, "format.sheet_limit", std::string{of}};
}

class SheetRows {
public:
    SheetRows(const SheetLimits& limits, const OnSheetRow& on_row) : limits_{limits}, on_row_{on_row} {}

    // The cell at a column from 0; an empty one is passed over.
    base::Result<void> put(std::size_t column, std::string text) {
        if (text.empty()) return {};
        if (column >= limits_.columns) return sheet_limit("columns");
        if (text.size() > limits_.cell) return sheet_limit("cell");
        if (row_.cells.size() <= column) row_.cells.resize(column + 1);
        row_.cells[column] = std::move(text);
        return {};
    }
    // The end of a row, which stands `times` one after the other; `number` is the first one's, from 1.
    base::Result<void> end_row(std::uint64_t number, std::uint64_t times) {
        if (!row_.cells.empty()) {
            if (number + times - 1 > 10'000'000) return sheet_limit("rows");
            // A cell that is repeated, or shared by many, costs the file a few bytes each time and its reader all of
            // it.
            std::size_t size = 0;
            for (const auto& cell : row_.cells) size += cell.size();
            for (std::uint64_t at = 0; at < times && !stopped_; ++at) {
                if (++handed_ > limits_.rows) return sheet_limit("rows");
                bytes_ += size;
                if (bytes_ > limits_.handed) return sheet_limit("texts");
                SheetRow copy{.number = static_cast<std::uint32_t>(number + at), .cells = row_.cells};
                if (on_row_(copy) == Reading::stop) stopped_ = true;
            }
        }
        row_.cells.clear();
        return {};
    }
    bool stopped() const { return stopped_; }

private:
    const SheetLimits& limits_;
    const OnSheetRow& on_row_;
    SheetRow row_;
    std::uint32_t handed_ = 0;
    std::size_t bytes_ = 0;
    bool stopped_ = false;
};

}  // namespace menhu::format
