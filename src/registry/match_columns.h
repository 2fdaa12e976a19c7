#pragma once
// What stands in a list of people: which row names the columns, what each of them is, and one row after another
// cleaned: ids in normal form, dates and months in canonical form, with everything that was changed and everything that
// is wrong. Nobody is asked about. Pure; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "format/national_id.h"
#include "format/workbook.h"
#include "law/match_rules.h"

namespace menhu::registry {

struct ListColumn {
    std::size_t index = 0;  // from 0
    std::string header;
    std::vector<std::string> samples;  // at most three, masked
    std::string guess;                 // a role, or empty
    enum class Sure : std::uint8_t { no, yes } sure = Sure::no;
};
struct ListShape {
    std::size_t sheet = 0;
    std::uint32_t header_row = 0;  // 0: there is none
    std::int64_t rows = 0;         // below it that hold anything
    std::vector<ListColumn> columns;
};
// `header_row`: as somebody chose it; nothing: guessed. Where groups of columns are named in the row above ("新生兒"
// over "姓名" and "身分證字號"), it is the lower one and a column is called by both. Errors: those of the workbook.
base::Result<ListShape> shape_of(const format::Workbook& book, std::size_t sheet,
                                 std::optional<std::uint32_t> header_row, const law::MatchRules& rules);

// What the columns are called: the header's cells, joined with the row above where that names groups of them.
std::vector<std::string> column_names(const std::vector<std::string>& above, const std::vector<std::string>& header);

struct ColumnChoice {
    std::size_t index = 0;
    std::string role;
};

enum class CellProblem : std::uint8_t {
    id_empty,
    id_shape,
    id_check_digit,
    value_empty,
    date_unreadable,
    number_unreadable
};
struct CellProblemWords {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};
const CellProblemWords& words_of(CellProblem problem);

struct WrongCell {
    std::size_t column = 0;
    CellProblem problem = CellProblem::id_empty;
};
struct CleanedCell {
    std::size_t column = 0;
    std::string before;  // as in the list
    std::string after;
    format::IdChange changes = format::IdChange::none;
};
// "全形改半形、小寫改大寫、去除空白"
std::string changes_zh(format::IdChange changes);
std::string changes_en(format::IdChange changes);
// The middle of an id hidden, width, case and spaces still to be seen: "Ｈ１＊＊…", "H1 2****015".
std::string with_hidden_middle(std::string_view text);

struct ReadPerson {
    std::string role;
    std::string id;
    format::IdKind kind = format::IdKind::national;
};
struct ReadRow {
    std::uint32_t number = 0;
    std::vector<ReadPerson> people;
    std::vector<std::pair<std::string, std::string>> values;  // role, canonical text
    std::vector<std::string> cells;                           // as in the list
    std::vector<WrongCell> wrong;                             // any: the row cannot be used
    std::vector<CleanedCell> cleaned;
    bool is_usable() const { return wrong.empty(); }
};

class RowReader {
public:
    // Errors: registry.match_columns (a role that the rule does not have, or twice; a column twice).
    static base::Result<RowReader> open(const law::MatchRule& rule, std::vector<ColumnChoice> choices);
    // Roles of required columns that were not chosen.
    std::vector<std::string> missing() const;
    ReadRow read(format::SheetRow row) const;

private:
    RowReader(const law::MatchRule& rule, std::vector<ColumnChoice> choices)
        : rule_{&rule}, choices_{std::move(choices)} {}
    const law::MatchRule* rule_;
    std::vector<ColumnChoice> choices_;
};

// A date as offices write one ("115/03/05", "2026-03-05", "1150305", …), or a month; the canonical text, or nothing.
std::optional<std::string> read_list_date(std::string_view text);
std::optional<std::string> read_list_month(std::string_view text);

}  // namespace menhu::registry
