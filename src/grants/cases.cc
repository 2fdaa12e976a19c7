#include "grants/cases.h"

#include <array>
#include <set>

#include "base/id.h"
#include "format/code_points.h"
#include "format/csv.h"
#include "format/date_text.h"
#include "grants/basis.h"
#include "grants/case_pattern.h"
#include "grants/cases_rows.h"
#include "grants/purpose.h"
#include "grants/record.h"

namespace menhu::grants {

namespace {

using base::Error;
using base::Fault;

enum class Day : std::uint8_t { empty, good, bad };

Day read_day(std::string_view text, std::optional<base::Date>& out) {
    text = trimmed_case_number(text);
    if (text.empty()) return Day::empty;
    for (const auto form : {format::DateForm::iso, format::DateForm::roc_slashes, format::DateForm::roc7}) {
        const auto date = format::read_date(text, form);
        if (!date || date->precision != format::DatePrecision::day) continue;
        out = base::Date{std::chrono::year{date->year}, std::chrono::month{date->month}, std::chrono::day{date->day}};
        return Day::good;
    }
    return Day::bad;
}

// The code of what is wrong with a line, or nothing.
std::string_view read_line(const format::CsvRow& row, std::string_view pattern, ListedCaseLine& out) {
    if (row.cells.size() > 3) return "grants.case_columns";
    out.number = trimmed_case_number(row.cells.front());
    if (!case_number_matches(pattern, out.number)) return "grants.case_number";
    if (row.cells.size() > 1 && read_day(row.cells[1], out.opened) == Day::bad) return "grants.case_date";
    if (row.cells.size() > 2 && read_day(row.cells[2], out.closed) == Day::bad) return "grants.case_date";
    if (out.opened && out.closed && *out.closed < *out.opened) return "grants.case_date";
    return {};
}

bool is_blank(const format::CsvRow& row) {
    for (const auto& cell : row.cells) {
        if (!trimmed_case_number(cell).empty()) return false;
    }
    return true;
}

base::Result<Purpose> purpose_of(store::ReadTx& tx, std::string_view code) {
    auto purpose = TRY(find_purpose(tx, code));
    if (!purpose) return Error{Fault::not_found, "grants.purpose_unknown"};
    return *std::move(purpose);
}

}  // namespace

base::Result<CaseFile> read_cases(std::string_view csv, std::string_view case_pattern) {
    if (!format::is_utf8(csv)) return Error{Fault::bad_input, "grants.cases_encoding"};
    const auto rows = TRY(format::parse_csv(csv));
    CaseFile file;
    std::set<std::string> seen;
    for (const auto& row : rows) {
        if (is_blank(row)) continue;
        ListedCaseLine line;
        const auto wrong = read_line(row, case_pattern, line);
        const bool heading = &row == &rows.front() && (case_pattern.empty() || !wrong.empty());
        if (heading) continue;
        if (!wrong.empty()) {
            file.rejected.push_back({.line = static_cast<std::int64_t>(row.line), .code = wrong});
        } else if (!seen.insert(line.number).second) {
            file.rejected.push_back({.line = static_cast<std::int64_t>(row.line), .code = "grants.case_twice"});
        } else {
            file.cases.push_back(std::move(line));
        }
    }
    return file;
}

base::Result<CasesLoaded> load_cases(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                     std::string_view purpose, std::string_view csv, base::Random& random,
                                     base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    const auto of = TRY(purpose_of(tx, purpose));
    if (of.ended_at && *of.ended_at <= now) return Error{Fault::refused, "grants.purpose_ended"};
    auto file = TRY(read_cases(csv, of.what.case_pattern));
    if (file.cases.empty()) return Error{Fault::bad_input, "grants.cases_empty"};
    CasesLoaded loaded{
        .count = static_cast<std::int64_t>(file.cases.size()), .closed = 0, .rejected = std::move(file.rejected)};
    for (const auto& one : file.cases) loaded.closed += one.closed ? 1 : 0;
    const auto load = CaseLoadId::make(now, random).number();
    TRY(rows::insert_load(
        tx, {.id = load, .purpose = of.id, .count = loaded.count, .closed = loaded.closed, .loaded_at = now},
        by.account()));
    for (const auto& one : file.cases) {
        rows::CaseRow row{.case_tag = desk.ledger.case_commitment(one.number), .opened_at = {}, .closed_at = {}};
        if (one.opened) row.opened_at = base::taipei_start(*one.opened);
        if (one.closed) row.closed_at = base::taipei_end(*one.closed);
        TRY(rows::insert_case(tx, load, row));
    }
    TRY(rows::replace_load(tx, of.id, load, now));
    TRY(record(tx, desk, by, "grants.cases_loaded", std::nullopt,
               {{"about_purpose", of.what.code},
                {"case_load", base::id_text(load)},
                {"cases", std::to_string(loaded.count)},
                {"closed", std::to_string(loaded.closed)},
                {"rejected", std::to_string(loaded.rejected.size())}},
               {}, now));
    return loaded;
}

base::Result<void> clear_cases(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view purpose,
                               base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    const auto of = TRY(purpose_of(tx, purpose));
    const auto there = TRY(loaded_cases(tx, of.id));
    if (!there) return Error{Fault::conflict, "grants.no_cases"};
    TRY(rows::replace_load(tx, of.id, std::nullopt, now));
    TRY(record(tx, desk, by, "grants.cases_cleared", std::nullopt, {{"about_purpose", of.what.code}}, {}, now));
    return {};
}

base::Result<std::optional<LoadedCases>> loaded_cases(store::ReadTx& tx, PurposeId purpose) {
    const auto row = TRY(rows::present_load(tx, purpose));
    if (!row) return std::optional<LoadedCases>{};
    return std::optional{LoadedCases{.count = row->count, .closed = row->closed, .loaded_at = row->loaded_at}};
}

}  // namespace menhu::grants
