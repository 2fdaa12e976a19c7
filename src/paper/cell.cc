#include "paper/cell.h"

#include "format/code_points.h"

namespace menhu::paper {

std::string cell_text(const Cell& cell, DateText dates) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* date = std::get_if<base::Date>(&cell)) {
        return dates == DateText::iso ? base::to_iso(*date) : base::to_roc_slashes(*date);
    }
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    return {};
}

std::string presentable(std::string_view text) {
    constexpr char32_t replacement = 0xFFFD;
    const auto holds = [](char32_t value) {
        if (value < 0x20) return value == '\t' || value == '\n';
        return value != 0x7F && value != 0xFFFE && value != 0xFFFF && value != 0xFDD0;  // the last: odf_xml.h's own
    };
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto step = format::next_code_point(text, at);
        if (step.value == '\r' && step.valid) {
            if (!text.substr(at + 1).starts_with('\n')) out += '\n';
        } else if (step.valid && holds(step.value)) {
            out.append(text, at, step.size);
        } else {
            format::append_utf8(replacement, out);
        }
        at += step.size;
    }
    return out;
}

double em_width(std::string_view text) {
    double width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto step = format::next_code_point(text, at);
        width += step.value < 0x80 ? 0.5 : 1.0;
        at += step.size;
    }
    return width;
}

Align align_of(const Column& column) {
    if (column.align) return *column.align;
    switch (column.kind) {
        case Kind::integer:
            return Align::end;
        case Kind::date:
            return Align::centre;
        case Kind::text:
            return Align::start;
    }
    return Align::start;
}

}  // namespace menhu::paper
