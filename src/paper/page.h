#pragma once
// A4 and the sizes of letters, in points (1/72 inch), the same in every form. Inside the room. Pure; any thread.
#include <algorithm>
#include <string_view>

#include "paper/document.h"

namespace menhu::paper {

struct Page {
    double width = 0;
    double height = 0;
    double margin = 0;

    double text_width() const { return width - 2 * margin; }
};

inline constexpr double points_of(double millimetres) { return millimetres * 72.0 / 25.4; }

inline Page page_of(Orientation orientation) {
    constexpr double shorter = points_of(210);
    constexpr double longer = points_of(297);
    if (orientation == Orientation::landscape) return {.width = longer, .height = shorter, .margin = points_of(12)};
    return {.width = shorter, .height = longer, .margin = points_of(18)};
}

inline constexpr std::string_view confidential_text = "密件";

inline constexpr double title_points = 18;
inline constexpr double agency_points = 14;
inline constexpr double heading_points = 14;
inline constexpr double body_points = 12;
inline constexpr double line_points = 11;  // of the meta lines
inline constexpr double note_points = 10;
inline constexpr double foot_points = 9;
inline constexpr double mark_points = 14;
inline constexpr double signature_points = 12;
inline constexpr double watermark_points = 11;
inline constexpr double longest_watermark = 2000;

inline double points_of(Paragraph::Style style) {
    switch (style) {
        case Paragraph::Style::heading:
            return heading_points;
        case Paragraph::Style::note:
            return note_points;
        case Paragraph::Style::body:
            return body_points;
    }
    return body_points;
}

inline int width_of(const Table& table) {
    int sum = 0;
    for (const auto& column : table.columns) sum += std::max(column.width, 1);
    return std::max(sum, 1);
}

inline constexpr double cell_padding = 2;  // points, left and right

// The size at which the usual cells of a table stand on one line, within what is legible.
inline double points_of(const Table& table, double text_width) {
    const auto padding = 2 * cell_padding * static_cast<double>(table.columns.size());
    return std::clamp((text_width - padding) / width_of(table), 7.5, 11.0);
}

}  // namespace menhu::paper
