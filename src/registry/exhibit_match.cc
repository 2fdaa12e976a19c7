// Rows of a match's result, for the file of the case to which they belong.
#include <algorithm>
#include <set>

#include "base/calendar.h"
#include "registry/exhibit.h"
#include "registry/match_inside.h"

namespace menhu::registry {

namespace {

base::Error wrong_rows() { return {base::Fault::bad_input, "registry.exhibit_rows"}; }
base::Error corrupt() { return {base::Fault::corrupt, "registry.match_corrupt"}; }

std::string_view verdict_zh(law::MatchVerdict verdict) {
    switch (verdict) {
        case law::MatchVerdict::yes:
            return "符合";
        case law::MatchVerdict::no:
            return "不符合";
        case law::MatchVerdict::cannot_tell:
            return "無法判定";
    }
    base::throw_bug("verdict_zh: no such verdict");
}

std::string value_text(const MatchNote& note) {
    const auto day = base::from_iso(note.value);
    return note.zh + " " + (day ? base::to_roc_slashes(*day) : note.value);
}

struct ResultRow {
    InputRow input;
    OutputRow output;
};
// One row as it went in and what it came to. Two indexed SELECTs.
base::Result<ResultRow> row_at(store::ReadTx& tx, const rows::MatchRow& match, const OpenMatch& open,
                               std::int64_t position) {
    const auto part = position / rows_of_part;
    const auto sealed = TRY(rows::input(tx, match.id, part));
    if (!sealed) return corrupt();
    const auto plain = TRY(open_part(open.key, match.id, SealedKind::input, part, *sealed));
    auto inputs = TRY(unpack_rows(plain.view()));
    const auto place = static_cast<std::size_t>(position % rows_of_part);
    if (place >= inputs.size()) return corrupt();
    const auto results = TRY(rows::results(tx, match.id, position, 1));
    if (results.empty() || results.front().first_row > position) return corrupt();
    const auto& result = results.front();
    const auto told = TRY(open_part(open.key, match.id, SealedKind::result, result.first_row, result.sealed));
    auto outputs = TRY(unpack_outcomes(told.view()));
    const auto at = static_cast<std::size_t>(position - result.first_row);
    if (at >= outputs.size()) return corrupt();
    return ResultRow{std::move(inputs[place]), std::move(outputs[at])};
}

// Of this row: what the list says, and beside it what came of it.
ExhibitTable table_of(const ResultRow& row, const std::vector<std::string>& headers, const law::MatchOutcome& outcome) {
    ExhibitTable table{.caption = "名冊第 " + std::to_string(row.input.number) + " 列",
                       .columns = {{"項目", 12}, {"內容", 30}},
                       .rows = {}};
    const auto columns = std::max(headers.size(), row.input.cells.size());
    for (std::size_t at = 0; at < columns; ++at) {
        const auto cell = at < row.input.cells.size() ? row.input.cells[at] : std::string{};
        const auto named = at < headers.size() && !headers[at].empty();
        if (!named && cell.empty()) continue;
        table.rows.push_back({named ? headers[at] : "欄 " + std::to_string(at + 1), cell});
    }
    table.rows.push_back({"判定", std::string{verdict_zh(outcome.verdict)}});
    table.rows.push_back({"原因", outcome.zh});
    for (const auto& note : row.output.notes) table.rows.push_back({"關鍵日期", value_text(note)});
    return table;
}

}  // namespace

base::Result<Exhibit> exhibit_of(store::ReadTx& tx, const Registry& registry, const MatchBook& book,
                                 const people::Actor& by, MatchId id, std::span<const std::int64_t> positions,
                                 base::Instant now) {
    TRY(people::require(by, people::Role::case_worker));
    const auto match = TRY(own_match(tx, by, id));
    if (match.ends_at <= now) return base::Error{base::Fault::not_found, "registry.match_result_gone"};
    if (match.state == match_state_code(MatchState::running)) {
        return base::Error{base::Fault::conflict, "registry.match_state", match.state};
    }
    const auto open = TRY(open_match(registry, match));
    const auto* rule = book.rules.find(match.rule);
    if (rule == nullptr) return base::Error{base::Fault::bad_input, "registry.match_rule_unknown"};
    // What a list does not bring but the registry finds is a copy of it, however few rows are taken at a time
    // (四(二)4).
    if (rule->finds_people()) return base::Error{base::Fault::refused, "registry.exhibit_roster"};
    const std::set<std::int64_t> wanted{positions.begin(), positions.end()};
    const auto most = static_cast<std::size_t>(registry.profile().numbers().attachment_rows_most.value);
    if (wanted.empty() || wanted.size() != positions.size() || wanted.size() > most) return wrong_rows();
    if (*wanted.begin() < 0 || *wanted.rbegin() >= match.done) return wrong_rows();

    Exhibit out;
    out.kind = ExhibitKind::match;
    out.shown = Shown::full;
    out.account = by.account();
    out.grant = grants::GrantId{match.grant};
    out.case_number = open.head.case_number;
    out.source = match.id;
    out.base_date = match.base_date;
    out.log = static_cast<int>(match.log.value_or(0));
    out.first_index = match.first_index.value_or(0);
    out.last_index = match.last_index.value_or(0);
    out.answered_at = match.beat_at;
    const auto on = base::from_iso(match.on_day);
    out.lines = {{"規則", rule->name_zh},
                 {"名冊", open.head.file},
                 {"勾稽案號", open.head.case_number},
                 {"查詢日", on ? base::to_roc_slashes(*on) : match.on_day}};
    std::set<crypto::Tag> people;
    for (const auto position : wanted) {
        const auto row = TRY(row_at(tx, match, open, position));
        const auto* outcome = rule->find_outcome(row.output.outcome);
        if (outcome == nullptr) return corrupt();
        out.tables.push_back(table_of(row, open.head.headers, *outcome));
        for (const auto& person : row.input.people) {
            if (row.input.usable != 0) people.insert(registry.ledger().person_tag(person.id));
        }
    }
    out.people.assign(people.begin(), people.end());
    return out;
}

}  // namespace menhu::registry
