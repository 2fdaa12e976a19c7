// PDF: A4 in 正楷. The document is laid out twice: once to know how many pages there are, once to draw them.
#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <vector>

#include "paper/cell.h"
#include "paper/document.h"
#include "paper/pdf_canvas.h"

namespace menhu::paper {
namespace {

enum class Pass : std::uint8_t { measure, draw };

constexpr double row_padding = 1.5;   // above and below
constexpr double gap = 6;             // between blocks
constexpr double room_to_sign = 42;   // below the line of titles
constexpr double body_spacing = 1.4;  // of the lines of a paragraph
constexpr std::size_t kept_texts = 4096;

// One pass over the document.
class Flow {
public:
    Flow(Canvas& canvas, const Document& document, Pass pass, int pages, std::vector<double>& row_heights)
        : canvas_{canvas},
          document_{document},
          page_{page_of(document.orientation)},
          pass_{pass},
          pages_{pages},
          row_heights_{row_heights},
          y_{page_.margin} {}

    // How many pages it took.
    int run() {
        begin_page();
        put_title();
        for (const auto& block : document_.blocks) {
            if (const auto* paragraph = std::get_if<Paragraph>(&block)) put(*paragraph);
            if (const auto* table = std::get_if<Table>(&block)) put(*table);
            if (const auto* signatures = std::get_if<Signatures>(&block)) put(*signatures);
        }
        end_page();
        return number_;
    }

private:
    bool draws() const { return pass_ == Pass::draw; }
    double left() const { return page_.margin; }
    double width() const { return page_.text_width(); }
    double bottom() const { return page_.height - page_.margin; }

    void end_page() {
        if (!draws()) return;
        std::string foot = "第 " + std::to_string(number_) + " 頁，共 " + std::to_string(pages_) + " 頁";
        if (!document_.foot.empty()) foot = document_.foot + "　" + foot;
        canvas_.show(canvas_.set(foot, {.points = foot_points, .width = width(), .align = Align::centre}), left(),
                     bottom() + gap);
        if (document_.mark == Mark::confidential) {
            canvas_.show(canvas_.set(confidential_text, {.points = mark_points, .width = width(), .align = Align::end}),
                         left(), page_.margin - mark_points * 1.5);
        }
        canvas_.end_page();
    }
    void next_page() {
        end_page();
        ++number_;
        y_ = page_.margin;
        begin_page();
    }
    // What stands on the page stands over the watermark.
    void begin_page() {
        if (!draws() || document_.watermark.empty()) return;
        // One line, however long: it may leave the page.
        canvas_.watermark(canvas_.set(document_.watermark, {.points = watermark_points, .width = longest_watermark}),
                          page_);
    }
    void need(double height) {
        if (y_ + height > bottom() && y_ > page_.margin) next_page();
    }

    void put_whole(std::string_view text, double points, Align align) {
        const auto set = canvas_.set(text, {.points = points, .width = width(), .align = align});
        need(height_of(set));
        if (draws()) canvas_.show(set, left(), y_);
        y_ += height_of(set) + points / 4;
    }

    void put_title() {
        if (!document_.agency.empty()) put_whole(document_.agency, agency_points, Align::centre);
        if (!document_.title.empty()) put_whole(document_.title, title_points, Align::centre);
        for (const auto& meta : document_.lines) {
            const auto label = meta.label + "：";
            put_lines(
                label + meta.value,
                {.points = line_points, .width = width(), .line_spacing = 1.15, .hang = line_points * em_width(label)},
                0);
        }
        y_ += gap;
    }

    void put(const Paragraph& paragraph) {
        const double points = points_of(paragraph.style);
        const double indent = points * paragraph.indent;
        // A heading alone at the foot of a page heads nothing.
        if (paragraph.style == Paragraph::Style::heading) need(points * 4);
        y_ += points / 3;
        put_lines(paragraph.label + paragraph.text,
                  {.points = points,
                   .width = width() - indent,
                   .line_spacing = body_spacing,
                   .hang = points * em_width(canvas_.printable(paragraph.label))},
                  indent);
    }

    // Line by line, over as many pages as it takes.
    void put_lines(std::string_view text, const TextShape& shape, double indent) {
        const auto set = canvas_.set(text, shape);
        const auto bottoms = bottoms_of(set);
        double top = 0;
        for (std::size_t first = 0; first < bottoms.size();) {
            auto last = first;
            while (last < bottoms.size() && y_ + bottoms[last] - top <= bottom()) ++last;
            if (last == first) {
                if (y_ > page_.margin) {
                    next_page();
                    continue;
                }
                ++last;  // higher than a page: it is shown all the same
            }
            if (draws()) canvas_.show_lines(set, left() + indent, y_, static_cast<int>(first), static_cast<int>(last));
            y_ += bottoms[last - 1] - top;
            top = bottoms[last - 1];
            first = last;
        }
        y_ += shape.points / 4;
    }

    void put(const Signatures& signatures) {
        if (signatures.titles.empty()) return;
        const double each = width() / static_cast<double>(signatures.titles.size());
        const TextShape shape{.points = signature_points, .width = each};
        double height = 0;
        for (const auto& title : signatures.titles)
            height = std::max(height, height_of(canvas_.set(title + "：", shape)));
        need(3 * gap + height + room_to_sign);
        y_ += 3 * gap;
        for (double x = left(); const auto& title : signatures.titles) {
            if (draws()) canvas_.show(canvas_.set(title + "：", shape), x, y_);
            x += each;
        }
        y_ += height + room_to_sign;
    }

    // ---- tables ----

    struct Place {
        double x = 0;  // of the text
        TextShape shape;
    };
    struct Grid {
        const Table& table;
        std::vector<Place> places;
        std::vector<double> edges;
        double line_height = 0;
        double head_height = 0;
        double top = 0;  // of what stands on this page
    };

    void put(const Table& table) {
        Grid grid = grid_of(table);
        kept_.clear();
        double first = row_height_now(table, grid);
        double caption = 0;
        if (!table.caption.empty()) caption = heading_points * 1.6;
        need(caption + grid.head_height + std::min(first, 4 * grid.line_height));
        if (!table.caption.empty()) put_whole(table.caption, heading_points, Align::start);
        put_head(grid);
        if (table.rows.empty()) put_empty(grid);
        for (const auto& row : table.rows) put_row(grid, row);
        close(grid);
        y_ += gap;
    }

    Grid grid_of(const Table& table) const {
        Grid grid{.table = table, .places = {}, .edges = {left()}};
        const double points = points_of(table, width());
        for (const auto& column : table.columns) {
            const double whole = width() * std::max(column.width, 1) / width_of(table);
            grid.places.push_back({.x = grid.edges.back() + cell_padding,
                                   .shape = {.points = points,
                                             .width = whole - 2 * cell_padding,
                                             .align = align_of(column),
                                             .line_spacing = 1.1}});
            grid.edges.push_back(grid.edges.back() + whole);
        }
        grid.line_height = height_of(canvas_.set("國", {.points = points, .width = width(), .line_spacing = 1.1}));
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            grid.head_height = std::max(grid.head_height, height_of(set_head(grid, at)));
        }
        grid.head_height += 2 * row_padding;
        return grid;
    }

    SetText set_head(const Grid& grid, std::size_t column) const {
        auto shape = grid.places[column].shape;
        shape.align = Align::centre;
        return canvas_.set(grid.table.columns[column].head, shape);
    }

    void put_head(Grid& grid) {
        grid.top = y_;
        if (draws()) {
            canvas_.area(left(), y_, width(), grid.head_height);
            canvas_.line(left(), y_, left() + width(), y_);
            for (std::size_t at = 0; at < grid.places.size(); ++at) {
                const auto set = set_head(grid, at);
                canvas_.show(set, grid.places[at].x, y_ + (grid.head_height - height_of(set)) / 2);
            }
        }
        end_row(grid.head_height);
    }

    void end_row(double height) {
        y_ += height;
        if (draws()) canvas_.line(left(), y_, left() + width(), y_);
    }
    // The lines between the columns, of what stands on this page.
    void close(const Grid& grid) {
        if (!draws()) return;
        for (const double edge : grid.edges) canvas_.line(edge, grid.top, edge, y_);
    }
    void break_table(Grid& grid) {
        close(grid);
        next_page();
        put_head(grid);
    }

    void put_empty(Grid& grid) {
        const auto& shape = grid.places.front().shape;
        const auto set = canvas_.set(
            grid.table.if_empty,
            {.points = shape.points, .width = width() - 2 * cell_padding, .align = Align::centre, .line_spacing = 1.1});
        const double height = height_of(set) + 2 * row_padding;
        if (draws()) canvas_.show(set, left() + cell_padding, y_ + row_padding);
        // One cell over the whole width: the columns end above it.
        close(grid);
        grid.edges = {left(), left() + width()};
        grid.top = y_;
        end_row(height);
    }

    double row_height(const Grid& grid, const Row& row) const {
        double height = grid.line_height;
        for (std::size_t at = 0; at < row.size(); ++at) {
            const auto text = canvas_.printable(cell_text(row[at], DateText::republic));
            const auto& shape = grid.places[at].shape;
            // What surely stands on one line need not be set to know it.
            if (text.find('\n') == std::string::npos && surest_width(text, shape.points) <= shape.width) continue;
            height = std::max(height, height_of(canvas_.set(text, shape)));
        }
        return height + 2 * row_padding;
    }
    // Measured once, in the first pass.
    double next_row_height(const Grid& grid, const Row& row) {
        if (!draws()) row_heights_.push_back(row_height(grid, row));
        return row_heights_[next_row_++];
    }
    double row_height_now(const Table& table, const Grid& grid) const {
        if (table.rows.empty()) return grid.line_height;
        return draws() ? row_heights_[next_row_] : row_height(grid, table.rows.front());
    }

    void put_row(Grid& grid, const Row& row) {
        CHECK(row.size() == grid.places.size());
        const double height = next_row_height(grid, row);
        if (y_ + height > bottom()) {
            if (height > bottom() - page_.margin - grid.head_height) {
                put_tall_row(grid, row);
                return;
            }
            break_table(grid);
        }
        if (draws()) {
            for (std::size_t at = 0; at < row.size(); ++at) {
                const auto text = cell_text(row[at], DateText::republic);
                if (text.empty()) continue;
                const auto& set = kept(at, text, grid.places[at].shape);
                canvas_.show(set, grid.places[at].x, y_ + (height - height_of(set)) / 2);
            }
        }
        end_row(height);
    }

    // A row that no page holds: as many lines of each cell as fit, and the rest on the next page.
    void put_tall_row(Grid& grid, const Row& row) {
        struct Part {
            SetText set;
            std::vector<double> bottoms;
            std::size_t next = 0;
        };
        std::vector<Part> parts;
        for (std::size_t at = 0; at < row.size(); ++at) {
            auto set = canvas_.set(cell_text(row[at], DateText::republic), grid.places[at].shape);
            auto bottoms = bottoms_of(set);
            parts.push_back({.set = std::move(set), .bottoms = std::move(bottoms)});
        }
        const auto is_done = [](const Part& part) { return part.next == part.bottoms.size(); };
        while (!std::ranges::all_of(parts, is_done)) {
            if (y_ + 2 * grid.line_height + 2 * row_padding > bottom()) break_table(grid);
            double used = 0;
            for (std::size_t at = 0; at < parts.size(); ++at) {
                auto& part = parts[at];
                const double top = part.next == 0 ? 0 : part.bottoms[part.next - 1];
                auto last = part.next;
                while (last < part.bottoms.size() && y_ + 2 * row_padding + part.bottoms[last] - top <= bottom()) {
                    ++last;
                }
                if (last == part.next) continue;
                if (draws()) {
                    canvas_.show_lines(part.set, grid.places[at].x, y_ + row_padding, static_cast<int>(part.next),
                                       static_cast<int>(last));
                }
                used = std::max(used, part.bottoms[last - 1] - top);
                part.next = last;
            }
            CHECK(used > 0);
            end_row(used + 2 * row_padding);
        }
    }

    // Most cells of a long table say what many others say: units, roles, days.
    const SetText& kept(std::size_t column, const std::string& text, const TextShape& shape) {
        if (kept_.size() >= kept_texts) kept_.clear();
        auto& place = kept_[std::to_string(column) + ":" + text];
        if (!place) place = canvas_.set(text, shape);
        return place;
    }

    Canvas& canvas_;
    const Document& document_;
    Page page_;
    Pass pass_;
    int pages_;
    std::vector<double>& row_heights_;  // of every table, in order
    std::size_t next_row_ = 0;
    double y_;
    int number_ = 1;
    std::unordered_map<std::string, SetText> kept_;
};

}  // namespace

base::Result<std::string> to_pdf(const Document& document, base::Instant at) {
    std::string out;
    auto canvas = TRY(Canvas::open(page_of(document.orientation), document, at, out));
    std::vector<double> row_heights;
    const int pages = Flow{*canvas, document, Pass::measure, 0, row_heights}.run();
    const int drawn = Flow{*canvas, document, Pass::draw, pages, row_heights}.run();
    CHECK(drawn == pages);
    TRY(canvas->finish());
    canvas.reset();
    return out;
}

}  // namespace menhu::paper
