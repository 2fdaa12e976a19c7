#include "registry/match_columns.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/calendar.h"
#include "format/code_points.h"
#include "registry/person.h"

namespace menhu::registry {

namespace {

using format::IdChange;
using format::IdProblem;
using law::MatchRole;

constexpr std::uint32_t rows_of_sample = 60;
constexpr std::uint32_t last_header_row = 15;

constexpr std::array problem_words{
    CellProblemWords{"id_empty", "沒有統一編號", "There is no id"},
    CellProblemWords{"id_shape", "不是統一編號的格式", "Not of the form of an id"},
    CellProblemWords{"id_check_digit", "統一編號的檢查碼不符，請核對是否打錯", "The check digit does not agree"},
    CellProblemWords{"value_empty", "必填的欄位是空的", "A required column is empty"},
    CellProblemWords{"date_unreadable", "看不懂的日期或月份", "Not a date or a month"},
    CellProblemWords{"number_unreadable", "不是 0 至 150 的整數", "Not a whole number from 0 to 150"},
};

std::string trimmed(std::string_view text) {
    constexpr std::string_view wide_space = "\xE3\x80\x80";
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view space : {std::string_view{" "}, std::string_view{"\t"}, std::string_view{"\r"},
                                             std::string_view{"\n"}, wide_space}) {
            if (text.starts_with(space)) text.remove_prefix(space.size()), more = true;
            if (text.ends_with(space)) text.remove_suffix(space.size()), more = true;
        }
    }
    return std::string{text};
}

bool reads_as_id(std::string_view text) {
    const auto reading = format::read_national_id(text);
    return reading.problem() == IdProblem::none || reading.problem() == IdProblem::check_digit;
}

// For a page: a cell may be as long as a book.
std::string shortened(std::string_view text) {
    constexpr std::size_t most = 60;
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        if (count == most) return std::string{text.substr(0, at)} + "…";
        at += format::next_code_point(text, at).size;
    }
    return std::string{text};
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string masked_sample(std::string_view whole) {
    const auto text = shortened(whole);
    if (reads_as_id(text)) return with_hidden_middle(text);
    if (const auto date = read_list_date(whole)) {
        // As the rest of the page writes dates; before the Republic, by the common era.
        const int year = number(std::string_view{*date}.substr(0, 4)).value_or(0);
        return (year > 1911 ? std::to_string(year - 1911) : date->substr(0, 4)) + "/**/**";
    }
    return masked(law::Mask::name, text);
}

// Digits of any width as ASCII, and what divides parts of a date as one slash.
std::string date_shape(std::string_view text) {
    std::string out;
    const auto replace = [](std::string in, std::string_view from, std::string_view to) {
        for (auto at = in.find(from); at != std::string::npos; at = in.find(from, at + to.size())) {
            in.replace(at, from.size(), to);
        }
        return in;
    };
    // No date is written longer, and what follows looks through the text again and again.
    constexpr std::size_t longest = 100;
    std::string plain = trimmed(text);
    if (plain.size() > longest) return {};
    constexpr std::array pairs{std::pair{"中華民國", ""}, std::pair{"民國", ""}, std::pair{"年", "/"},
                               std::pair{"月", "/"},      std::pair{"日", ""},   std::pair{".", "/"},
                               std::pair{"-", "/"},       std::pair{"／", "/"},  std::pair{" ", ""}};
    for (const auto& [from, to] : pairs) plain = replace(std::move(plain), from, to);
    for (int digit = 0; digit < 10; ++digit) {
        const std::string wide{'\xEF', '\xBC', static_cast<char>('\x90' + digit)};
        plain = replace(std::move(plain), wide, std::string(1, static_cast<char>('0' + digit)));
    }
    while (plain.ends_with('/')) plain.pop_back();
    return plain;
}

// The parts of "115/3/5", or of "1150305" and "20260305" (`days` 2) and "11503" and "202603" (0).
std::vector<std::string> date_parts(const std::string& shape, std::size_t day_digits) {
    std::vector<std::string> parts;
    if (shape.find('/') != std::string::npos) {
        std::size_t from = 0;
        for (auto at = shape.find('/'); at != std::string::npos; at = shape.find('/', from)) {
            parts.push_back(shape.substr(from, at - from));
            from = at + 1;
        }
        parts.push_back(shape.substr(from));
        return parts;
    }
    const auto tail = 2 + day_digits;
    if (shape.size() < tail + 2 || shape.size() > tail + 4) return parts;
    parts.push_back(shape.substr(0, shape.size() - tail));
    parts.push_back(shape.substr(shape.size() - tail, 2));
    if (day_digits != 0) parts.push_back(shape.substr(shape.size() - 2));
    return parts;
}

std::optional<base::Date> date_of(const std::vector<std::string>& parts, std::optional<unsigned> fixed_day) {
    if (parts.size() != (fixed_day ? 2U : 3U)) return std::nullopt;
    const auto year = number(parts[0]);
    const auto month = number(parts[1]);
    const auto day = fixed_day ? std::optional{static_cast<int>(*fixed_day)} : number(parts[2]);
    if (!year || !month || !day || *year < 1 || *month < 1 || *day < 1) return std::nullopt;
    // Four digits are a year of the common era; fewer, one of the Republic.
    const int common = parts[0].size() == 4 ? *year : *year + 1911;
    return base::make_date(common, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

struct Sampled {
    std::vector<format::SheetRow> head;
    std::int64_t rows = 0;
    std::vector<std::uint32_t> numbers;
};

bool has_id(const format::SheetRow& row) { return std::ranges::any_of(row.cells, reads_as_id); }

// The row that names the columns: the fullest above the first that has an id, the last of these, because a title stands
// above it. Where no row has one (conditions of a roster), the first of the fullest.
std::uint32_t guess_header(const std::vector<format::SheetRow>& head) {
    std::uint32_t header = 0;
    std::size_t most = 0;
    const bool are_people = std::ranges::any_of(head, has_id);
    for (const auto& row : head) {
        if (row.number > last_header_row || has_id(row)) break;
        const auto filled = static_cast<std::size_t>(
            std::ranges::count_if(row.cells, [](const std::string& cell) { return !cell.empty(); }));
        if (filled > most || (are_people && filled == most)) {
            most = filled;
            header = row.number;
        }
    }
    return header;
}

std::string cell_of(const std::vector<std::string>& cells, std::size_t at) {
    return at < cells.size() ? trimmed(cells[at]) : std::string{};
}

// Whether `above` names groups of the columns that `lower` names: a merged cell stands over at least two columns, and
// of no column both are empty where the other row has something in between. A title over a table is one cell, no group.
bool names_groups(const std::vector<std::string>& above, const std::vector<std::string>& lower) {
    if (std::ranges::any_of(above, reads_as_id) || std::ranges::any_of(lower, reads_as_id)) return false;
    constexpr std::size_t longest_name = 20 * 3;  // bytes: what is longer is a title
    std::size_t named = 0;
    bool has_group = false;
    bool has_column = false;  // one that is named above alone, over both rows
    bool over = false;        // the last name above stands over a column with a name of its own
    for (std::size_t at = 0; at < std::max(above.size(), lower.size()); ++at) {
        const auto upper = cell_of(above, at);
        const bool has_above = !upper.empty();
        const bool has_lower = !cell_of(lower, at).empty();
        if (upper.size() > longest_name) return false;
        if (has_above) {
            ++named;
            over = has_lower;
            has_column = has_column || !has_lower;
        } else if (has_lower) {
            if (!over) return false;
            has_group = true;
        }
    }
    return has_group && has_column && named >= 2;
}

std::string small(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

struct Guess {
    std::string role;
    int strength = 0;  // 3: the header says it and the content agrees; 1: the content alone
};

// `ids` and `dates`: of how many hundredths of the cells they are.
Guess guess_role(const std::string& header, int ids, int dates, const law::MatchRules& rules) {
    Guess best;
    std::size_t longest = 0;
    const auto is_plain = [](std::string_view role) { return role == "person"; };
    for (const auto& role : rules.roles()) {
        const bool wants_ids = role.kind == MatchRole::Kind::person;
        const bool wants_dates = role.kind == MatchRole::Kind::date;
        if (wants_ids != (ids >= 50)) continue;
        if (wants_dates && dates < 50) continue;
        for (const auto& word : role.headers) {
            if (header.find(small(word)) == std::string::npos) continue;
            // "兒童身分證字號" is the child's, though the words for anybody's id are as long.
            const bool is_nearer = is_plain(best.role) && !is_plain(role.code);
            if (!is_nearer && (word.size() <= longest || (is_plain(role.code) && !best.role.empty()))) continue;
            longest = word.size();
            best = {role.code, 3};
        }
    }
    if (best.strength == 0 && ids >= 80) best = {"person", 1};
    return best;
}

}  // namespace

std::vector<std::string> column_names(const std::vector<std::string>& above, const std::vector<std::string>& header) {
    if (!names_groups(above, header)) return header;
    std::vector<std::string> names;
    std::string group;
    for (std::size_t at = 0; at < std::max(above.size(), header.size()); ++at) {
        auto upper = cell_of(above, at);
        const auto lower = cell_of(header, at);
        if (!upper.empty()) group = upper;
        names.push_back(lower.empty() ? std::move(upper) : group + lower);
    }
    return names;
}

const CellProblemWords& words_of(CellProblem problem) { return problem_words[static_cast<std::size_t>(problem)]; }

std::string changes_zh(IdChange changes) {
    std::string out;
    const auto add = [&](IdChange one, std::string_view text) {
        if (!format::has(changes, one)) return;
        if (!out.empty()) out += "、";
        out += text;
    };
    add(IdChange::width, "全形改半形");
    add(IdChange::letter_case, "小寫改大寫");
    add(IdChange::spaces, "去除空白");
    return out;
}

std::string changes_en(IdChange changes) {
    std::string out;
    const auto add = [&](IdChange one, std::string_view text) {
        if (!format::has(changes, one)) return;
        if (!out.empty()) out += ", ";
        out += text;
    };
    add(IdChange::width, "full width to half width");
    add(IdChange::letter_case, "lower case to upper case");
    add(IdChange::spaces, "spaces removed");
    return out;
}

std::string with_hidden_middle(std::string_view whole) {
    const auto kept = shortened(whole);
    std::string_view text{kept};
    std::vector<std::string_view> characters;
    while (!text.empty()) {
        std::size_t length = 1;
        while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
        characters.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    const auto is_space = [](std::string_view one) { return one == " " || one == "\xE3\x80\x80" || one == "\t"; };
    const auto shown = static_cast<std::size_t>(std::ranges::count_if(characters, std::not_fn(is_space)));
    std::string out;
    std::size_t seen = 0;
    for (const auto& one : characters) {
        if (is_space(one)) {
            out += "␣";
            continue;
        }
        ++seen;
        const bool is_end = seen <= 3 || (shown > 5 && seen + 2 > shown);
        out += is_end ? one : one.size() == 3 ? std::string_view{"＊"} : std::string_view{"*"};
    }
    return out;
}

std::optional<std::string> read_list_date(std::string_view text) {
    const auto date = date_of(date_parts(date_shape(text), 2), std::nullopt);
    if (!date) return std::nullopt;
    return base::to_iso(*date);
}

std::optional<std::string> read_list_month(std::string_view text) {
    const auto shape = date_shape(text);
    if (auto date = read_list_date(text)) return date->substr(0, 7);
    const auto date = date_of(date_parts(shape, 0), 1U);
    if (!date) return std::nullopt;
    return base::to_iso(*date).substr(0, 7);
}

base::Result<ListShape> shape_of(const format::Workbook& book, std::size_t sheet,
                                 std::optional<std::uint32_t> header_row, const law::MatchRules& rules) {
    std::vector<format::SheetRow> head;
    std::vector<std::uint32_t> numbers;
    std::int64_t rows = 0;
    TRY(book.read(sheet, [&](format::SheetRow& row) {
        ++rows;
        if (head.size() < rows_of_sample) head.push_back(std::move(row));
        return format::Reading::go_on;
    }));
    ListShape shape{.sheet = sheet, .header_row = header_row.value_or(guess_header(head)), .rows = rows, .columns = {}};
    const auto cells_of = [&head](std::uint32_t number) {
        const auto found = std::ranges::find(head, number, &format::SheetRow::number);
        return found == head.end() ? std::vector<std::string>{} : found->cells;
    };
    auto header = cells_of(shape.header_row);
    auto names =
        column_names(shape.header_row > 1 ? cells_of(shape.header_row - 1) : std::vector<std::string>{}, header);
    if (const auto below = cells_of(shape.header_row + 1);
        !header_row && shape.header_row > 0 && names_groups(header, below)) {
        names = column_names(header, below);
        ++shape.header_row;
    }
    std::size_t columns = 0;
    for (const auto& row : head) {
        columns = std::max(columns, row.cells.size());
        if (row.number <= shape.header_row) --shape.rows;
    }
    for (std::size_t at = 0; at < columns; ++at) {
        ListColumn column{.index = at, .header = shortened(cell_of(names, at)), .samples = {}, .guess = {}};
        int filled = 0;
        int ids = 0;
        int dates = 0;
        for (const auto& row : head) {
            const std::string cell = at < row.cells.size() ? trimmed(row.cells[at]) : std::string{};
            if (row.number <= shape.header_row || cell.empty()) continue;
            ++filled;
            if (reads_as_id(cell)) ++ids;
            if (read_list_date(cell)) ++dates;
            if (column.samples.size() < 3) column.samples.push_back(masked_sample(row.cells[at]));
        }
        if (filled > 0) {
            const auto guess = guess_role(small(column.header), ids * 100 / filled, dates * 100 / filled, rules);
            column.guess = guess.role;
            column.sure = guess.strength >= 3 ? ListColumn::Sure::yes : ListColumn::Sure::no;
        }
        if (filled > 0 || !column.header.empty()) shape.columns.push_back(std::move(column));
    }
    // One column for each role: the first that is sure keeps it.
    for (auto& column : shape.columns) {
        if (column.guess.empty()) continue;
        for (auto& other : shape.columns) {
            if (&other == &column || other.guess != column.guess) continue;
            const bool keeps = column.sure > other.sure || (column.sure == other.sure && column.index < other.index);
            if (keeps) other.guess.clear();
        }
    }
    return shape;
}

base::Result<RowReader> RowReader::open(const law::MatchRule& rule, std::vector<ColumnChoice> choices) {
    for (const auto& choice : choices) {
        const auto same_role = std::ranges::count(choices, choice.role, &ColumnChoice::role);
        if (rule.find_column(choice.role) == nullptr || same_role != 1 || choice.index >= 256) {
            return base::Error{base::Fault::bad_input, "registry.match_columns", choice.role};
        }
    }
    return RowReader{rule, std::move(choices)};
}

std::vector<std::string> RowReader::missing() const {
    std::vector<std::string> out;
    for (const auto& column : rule_->columns) {
        const bool is_chosen = std::ranges::find(choices_, column.role->code, &ColumnChoice::role) != choices_.end();
        if (column.need == law::MatchColumn::Need::required && !is_chosen) out.push_back(column.role->code);
    }
    return out;
}

ReadRow RowReader::read(format::SheetRow row) const {
    ReadRow out{.number = row.number, .people = {}, .values = {}, .cells = {}, .wrong = {}, .cleaned = {}};
    for (const auto& choice : choices_) {
        const auto& column = *rule_->find_column(choice.role);
        const auto& cell = choice.index < row.cells.size() ? row.cells[choice.index] : std::string{};
        const bool is_required = column.need == law::MatchColumn::Need::required;
        if (column.role->kind == MatchRole::Kind::person) {
            const auto reading = format::read_national_id(cell);
            if (reading.problem() == IdProblem::empty) {
                if (is_required) out.wrong.push_back({choice.index, CellProblem::id_empty});
                continue;
            }
            if (reading.problem() != IdProblem::none) {
                out.wrong.push_back({choice.index, reading.problem() == IdProblem::shape
                                                       ? CellProblem::id_shape
                                                       : CellProblem::id_check_digit});
                continue;
            }
            if (reading.changes() != IdChange::none) {
                out.cleaned.push_back({choice.index, cell, std::string{reading.text()}, reading.changes()});
            }
            out.people.push_back({choice.role, std::string{reading.text()}, reading.kind()});
            continue;
        }
        auto value = trimmed(cell);
        if (value.empty()) {
            if (is_required) out.wrong.push_back({choice.index, CellProblem::value_empty});
            continue;
        }
        if (column.role->kind == MatchRole::Kind::date || column.role->kind == MatchRole::Kind::month) {
            const auto canonical =
                column.role->kind == MatchRole::Kind::date ? read_list_date(value) : read_list_month(value);
            if (!canonical) {
                out.wrong.push_back({choice.index, CellProblem::date_unreadable});
                continue;
            }
            value = *canonical;
        }
        if (column.role->kind == MatchRole::Kind::number) {
            const auto years = number(value);
            if (!years || *years < 0 || *years > 150) {
                out.wrong.push_back({choice.index, CellProblem::number_unreadable});
                continue;
            }
            value = std::to_string(*years);
        }
        out.values.emplace_back(choice.role, std::move(value));
    }
    out.cells = std::move(row.cells);
    return out;
}

}  // namespace menhu::registry
