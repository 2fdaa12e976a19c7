// A file as a list of people: its columns are guessed and its rows cleaned, whatever it is. What is read as an id is
// one; what is shown of a cell is short and hides its middle; a date that is read is a date.
#include <algorithm>
#include <cstdlib>

#include "base/calendar.h"
#include "format/code_points.h"
#include "registry/match_book.h"
#include "registry/match_columns.h"

namespace {

using namespace menhu;
using registry::ListShape;

constexpr std::size_t longest_shown = 61 * 4 + 3;  // code points of UTF-8, and an ellipsis

void read_rows(const format::Workbook& book, std::size_t sheet, const ListShape& shape, const law::MatchRule& rule) {
    std::vector<registry::ColumnChoice> choices;
    for (const auto& column : rule.columns) {
        const auto guessed = std::ranges::find(shape.columns, column.role->code, &registry::ListColumn::guess);
        choices.push_back({guessed != shape.columns.end() ? guessed->index : choices.size(), column.role->code});
    }
    const auto reader = registry::RowReader::open(rule, std::move(choices));
    if (!reader) std::abort();
    (void)book.read(sheet, [&](format::SheetRow& raw) {
        if (raw.number <= shape.header_row) return format::Reading::go_on;
        const auto row = reader->read(std::move(raw));
        for (const auto& person : row.people) {
            const auto again = format::read_national_id(person.id);
            if (again.problem() != format::IdProblem::none || again.text() != person.id) std::abort();
        }
        for (const auto& cell : row.cleaned) {
            const auto shown = registry::with_hidden_middle(cell.before);
            if (!format::is_utf8(shown) || shown.size() > longest_shown) std::abort();
            if (shown.find(cell.after) != std::string::npos) std::abort();
        }
        for (const auto& [role, value] : row.values) {
            if (role == "applied_on" && !base::from_iso(value)) std::abort();
        }
        return format::Reading::go_on;
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto book_of_rules = registry::MatchBook::load().value();
    if (size == 0) return 0;
    format::SheetLimits limits;
    limits.unpacked = std::size_t{1} << 20;
    limits.handed = std::size_t{1} << 20;
    limits.rows = 500;
    const std::string_view bytes{reinterpret_cast<const char*>(data + 1), size - 1};
    const auto book = format::Workbook::open(bytes, limits);
    if (!book) return 0;
    for (std::size_t sheet = 0; sheet < book->sheets().size(); ++sheet) {
        const auto shape = registry::shape_of(*book, sheet, std::nullopt, book_of_rules.rules);
        if (!shape) continue;
        for (const auto& column : shape->columns) {
            if (column.header.size() > longest_shown || !format::is_utf8(column.header)) std::abort();
            for (const auto& sample : column.samples) {
                if (sample.size() > longest_shown || !format::is_utf8(sample)) std::abort();
                if (format::read_national_id(sample).problem() == format::IdProblem::none) std::abort();
            }
        }
        const auto& rules = book_of_rules.rules.all();
        read_rows(*book, sheet, *shape, rules[data[0] % rules.size()]);
    }
    return 0;
}
