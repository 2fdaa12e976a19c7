#include "paper/pdf_canvas.h"

#include <cairo-pdf.h>

#include <algorithm>

#include "paper/cell.h"
#include "paper/faces.h"

namespace menhu::paper {
namespace {

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
struct FreeFont {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct FreeOptions {
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

cairo_status_t take(void* out, const unsigned char* bytes, unsigned int size) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

PangoAlignment alignment_of(Align align) {
    switch (align) {
        case Align::start:
            return PANGO_ALIGN_LEFT;
        case Align::centre:
            return PANGO_ALIGN_CENTER;
        case Align::end:
            return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

struct FreeAttributes {
    void operator()(PangoAttrList* attributes) const { pango_attr_list_unref(attributes); }
};
struct FreeLines {
    void operator()(PangoLayoutIter* lines) const { pango_layout_iter_free(lines); }
};
using Lines = std::unique_ptr<PangoLayoutIter, FreeLines>;

double points_of_units(int units) { return static_cast<double>(units) / PANGO_SCALE; }

constexpr double thin = 0.5;

}  // namespace

struct Canvas::Drawing {
    std::unique_ptr<Faces> faces;
    std::unique_ptr<cairo_surface_t, DestroySurface> surface;
    std::unique_ptr<cairo_t, DestroyCairo> cairo;
    std::unique_ptr<PangoFontMap, Unref> fonts;
    std::unique_ptr<PangoContext, Unref> context;
};

Canvas::Canvas() : drawing_{std::make_unique<Drawing>()} {}
Canvas::~Canvas() = default;

base::Result<std::unique_ptr<Canvas>> Canvas::open(const Page& page, const Document& document, base::Instant at,
                                                   std::string& out) {
    std::unique_ptr<Canvas> canvas{new Canvas};
    auto& drawing = *canvas->drawing_;
    auto faces = TRY(Faces::open());
    drawing.faces = std::move(faces);
    drawing.surface.reset(cairo_pdf_surface_create_for_stream(take, &out, page.width, page.height));
    auto* surface = drawing.surface.get();
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    const auto instant = base::to_rfc3339(at).substr(0, 19) + "Z";
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, presentable(document.title).c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, presentable(document.agency).c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Menhu");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, instant.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, instant.c_str());
    drawing.cairo.reset(cairo_create(surface));
    drawing.fonts.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    CHECK(drawing.fonts != nullptr);
    drawing.context.reset(pango_font_map_create_context(drawing.fonts.get()));
    auto* context = drawing.context.get();
    pango_cairo_context_set_resolution(context, 72);  // a point is a unit
    pango_context_set_language(context, pango_language_from_string("zh-tw"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(context, FALSE);
    // Hints are a screen's; without them the same text is the same shape on every machine.
    const std::unique_ptr<cairo_font_options_t, FreeOptions> options{cairo_font_options_create()};
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options.get());
    return canvas;
}

std::string Canvas::printable(std::string_view text) const { return drawing_->faces->printable(presentable(text)); }

SetText Canvas::set(std::string_view text, const TextShape& shape) const {
    SetText set{pango_layout_new(drawing_->context.get())};
    const std::unique_ptr<PangoFontDescription, FreeFont> font{pango_font_description_from_string(Faces::families)};
    pango_font_description_set_size(font.get(), static_cast<int>(shape.points * PANGO_SCALE));
    auto* layout = set.get();
    pango_layout_set_font_description(layout, font.get());
    pango_layout_set_width(layout, static_cast<int>(std::max(shape.width, shape.points) * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, alignment_of(shape.align));
    pango_layout_set_line_spacing(layout, static_cast<float>(shape.line_spacing));
    if (shape.hang > 0) pango_layout_set_indent(layout, static_cast<int>(-shape.hang * PANGO_SCALE));
    // A name or a number that is broken does not get a hyphen which is none of its own.
    const std::unique_ptr<PangoAttrList, FreeAttributes> attributes{pango_attr_list_new()};
    pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout, attributes.get());
    const auto characters = printable(text);
    pango_layout_set_text(layout, characters.data(), static_cast<int>(characters.size()));
    return set;
}

void Canvas::show(const SetText& text, double x, double y) {
    cairo_move_to(drawing_->cairo.get(), x, y);
    pango_cairo_show_layout(drawing_->cairo.get(), text.get());
}

void Canvas::show_lines(const SetText& text, double x, double y, int first, int last) {
    const Lines lines{pango_layout_get_iter(text.get())};
    double start = 0;
    for (int line = 0; line < last; ++line) {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(lines.get(), nullptr, &extents);
        if (line == first) start = points_of_units(extents.y);
        if (line >= first) {
            const double baseline = points_of_units(pango_layout_iter_get_baseline(lines.get()));
            cairo_move_to(drawing_->cairo.get(), x + points_of_units(extents.x), y + baseline - start);
            pango_cairo_show_layout_line(drawing_->cairo.get(), pango_layout_iter_get_line_readonly(lines.get()));
        }
        pango_layout_iter_next_line(lines.get());
    }
}

void Canvas::line(double from_x, double from_y, double to_x, double to_y) {
    auto* cairo = drawing_->cairo.get();
    cairo_set_line_width(cairo, thin);
    cairo_move_to(cairo, from_x, from_y);
    cairo_line_to(cairo, to_x, to_y);
    cairo_stroke(cairo);
}

void Canvas::area(double x, double y, double width, double height) {
    auto* cairo = drawing_->cairo.get();
    cairo_save(cairo);
    cairo_set_source_rgb(cairo, 0.92, 0.92, 0.92);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

void Canvas::watermark(const SetText& text, const Page& page) {
    constexpr double slant = -0.42;  // radians: 24 degrees
    constexpr double apart = 120;
    auto* cairo = drawing_->cairo.get();
    // As outlines, drawn once and shown again and again: whoever searches or copies the text of the page meets only
    // that.
    const cairo_rectangle_t extents{0, 0, longest_line_of(text), height_of(text)};
    const std::unique_ptr<cairo_surface_t, DestroySurface> mark{
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents)};
    {
        const std::unique_ptr<cairo_t, DestroyCairo> pen{cairo_create(mark.get())};
        cairo_set_source_rgb(pen.get(), 0.86, 0.86, 0.86);
        pango_cairo_layout_path(pen.get(), text.get());
        cairo_fill(pen.get());
    }
    const double width = std::max(extents.width, apart) + apart / 2;
    const double reach = page.width + page.height;
    cairo_save(cairo);
    cairo_translate(cairo, page.width / 2, page.height / 2);
    cairo_rotate(cairo, slant);
    double shift = 0;
    for (double y = -reach / 2; y < reach / 2; y += apart) {
        for (double x = -reach / 2 - shift; x < reach / 2; x += width) {
            cairo_set_source_surface(cairo, mark.get(), x, y);
            cairo_paint(cairo);
        }
        shift = width / 2 - shift;
    }
    cairo_restore(cairo);
}

void Canvas::end_page() { cairo_show_page(drawing_->cairo.get()); }

base::Result<void> Canvas::finish() {
    cairo_surface_finish(drawing_->surface.get());
    auto status = cairo_status(drawing_->cairo.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(drawing_->surface.get());
    if (status == CAIRO_STATUS_SUCCESS) return {};
    return base::Error{base::Fault::internal, "paper.not_written", cairo_status_to_string(status)};
}

double surest_width(std::string_view text, double points) {
    // Of TW-Kai: letters, digits and what stands in days and addresses take at most 645 of 1024, everything else 1043.
    const auto is_narrow = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
               c == ' ' || c == ':';
    };
    const auto narrow = static_cast<double>(std::ranges::count_if(text, is_narrow));
    const auto ascii = static_cast<double>(std::ranges::count_if(text, [](char c) { return c >= 0; }));
    const auto others = em_width(text) + ascii / 2 - narrow;
    return points * (narrow * 0.65 + others * 1.03);
}

double height_of(const SetText& text) {
    int width = 0;
    int height = 0;
    pango_layout_get_size(text.get(), &width, &height);
    return points_of_units(height);
}

double longest_line_of(const SetText& text) {
    int width = 0;
    int height = 0;
    pango_layout_get_size(text.get(), &width, &height);
    return points_of_units(width);
}

std::vector<double> bottoms_of(const SetText& text) {
    std::vector<double> bottoms;
    const Lines lines{pango_layout_get_iter(text.get())};
    do {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(lines.get(), nullptr, &extents);
        bottoms.push_back(points_of_units(extents.y + extents.height));
    } while (pango_layout_iter_next_line(lines.get()) == TRUE);
    return bottoms;
}

}  // namespace menhu::paper
