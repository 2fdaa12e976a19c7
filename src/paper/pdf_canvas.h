#pragma once
// Pages of a PDF: texts set in 正楷 by Pango, lines and areas by Cairo, in points from the top left corner. Inside the
// room.
//
// Promises: the same calls with the same `at` make the same bytes. A character that none of the three faces of
// 全字庫正楷體 has is set as its code point, "〔U+2B7F0〕"; other faces of the machine are never used. Thread rule: one
// thread; several canvases may be drawn on at a time (each has its own font map).
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "paper/document.h"
#include "paper/page.h"

namespace menhu::paper {

class Faces;

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
// A text that has been set: broken into lines of its width.
using SetText = std::unique_ptr<PangoLayout, Unref>;

struct TextShape {
    double points = 0;
    double width = 0;  // of a line
    Align align = Align::start;
    double line_spacing = 1.15;  // of the face's own line height
    double hang = 0;             // lines after the first begin so much further in
};

class Canvas {
public:
    // Errors: paper.font_missing.
    static base::Result<std::unique_ptr<Canvas>> open(const Page& page, const Document& document, base::Instant at,
                                                      std::string& out);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    SetText set(std::string_view text, const TextShape& shape) const;
    // As it will be set: what no face has is a code point.
    std::string printable(std::string_view text) const;

    void show(const SetText& text, double x, double y);
    void show_lines(const SetText& text, double x, double y, int first, int last);  // `last` is not included
    void line(double from_x, double from_y, double to_x, double to_y);
    void area(double x, double y, double width, double height);  // light grey
    // Over the whole page, aslant and faint, so that a part of the page still bears it.
    void watermark(const SetText& text, const Page& page);
    void end_page();
    // Errors: paper.not_written.
    base::Result<void> finish();

private:
    Canvas();
    struct Drawing;
    std::unique_ptr<Drawing> drawing_;
};

// No line of this text, as printable() gave it, is wider.
double surest_width(std::string_view text, double points);

double height_of(const SetText& text);
double longest_line_of(const SetText& text);
// Of each line: from the top of the text to the line's own bottom.
std::vector<double> bottoms_of(const SetText& text);

}  // namespace menhu::paper
