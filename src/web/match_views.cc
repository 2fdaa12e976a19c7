#include "web/match_views.h"

#include <algorithm>

#include "format/national_id.h"
#include "grants/grant.h"
#include "grants/refusal.h"
#include "registry/frame.h"
#include "web/day.h"

namespace menhu::web {

namespace {

std::optional<std::string> iso(const std::optional<law::Date>& date) {
    return date ? std::optional{base::to_iso(*date)} : std::nullopt;
}

std::int64_t days_left(base::Instant until, base::Instant now) {
    if (now >= until) return 0;
    return std::chrono::ceil<std::chrono::days>(until - now).count();
}

}  // namespace

MatchRuleView view_of(const law::MatchRule& rule, const law::Profile& profile) {
    MatchRuleView view{.code = rule.code,
                       .name_zh = rule.name_zh,
                       .name_en = rule.name_en,
                       .about_zh = rule.about_zh,
                       .about_en = rule.about_en,
                       .operation = rule.finds_people() ? "extract" : "match",
                       .bases = {},
                       .columns = {},
                       .outcomes = {},
                       .versions = {},
                       .source_zh = rule.source};
    for (const auto& id : rule.bases) {
        const auto* basis = profile.find_basis(id);
        view.bases.push_back({id, basis != nullptr ? basis->title : id});
    }
    for (const auto& column : rule.columns) {
        view.columns.push_back({.role = column.role->code,
                                .label_zh = column.label_zh,
                                .label_en = column.label_en,
                                .required = column.need == law::MatchColumn::Need::required,
                                .example = column.role->example});
    }
    for (const auto& outcome : rule.outcomes) {
        view.outcomes.push_back(
            {outcome.code, outcome.zh, outcome.en, std::string{law::match_verdict_name(outcome.verdict)}});
    }
    for (const auto& version : rule.versions) {
        view.versions.push_back({iso(version.from), iso(version.until), version.summary_zh, version.summary_en});
    }
    return view;
}

base::Result<MatchListView> view_of(const registry::KeptList& list, std::string_view sheet,
                                    std::optional<std::uint32_t> header_row, const law::MatchRules& rules) {
    const auto book = TRY(format::Workbook::open(list.bytes.text()));
    const auto index = TRY(registry::sheet_named(book, sheet));
    const auto shape = TRY(registry::shape_of(book, index, header_row, rules));
    MatchListView view{.id = list.id.text(),
                       .form = std::string{format::sheet_form_name(list.form)},
                       .sheets = book.sheets(),
                       .sheet = book.sheets().at(index),
                       .rows = shape.rows,
                       .header_row = shape.header_row,
                       .columns = {},
                       .expires_at = instant_text(list.expires_at)};
    for (const auto& column : shape.columns) {
        view.columns.push_back({.index = static_cast<std::int64_t>(column.index),
                                .header = column.header,
                                .samples = column.samples,
                                .guess = column.guess,
                                .sure = column.sure == registry::ListColumn::Sure::yes});
    }
    return view;
}

MatchProblem match_problem_of(std::string_view code) {
    if (const auto* refused = grants::find_refused(code)) {
        return {std::string{code}, fmt::format("{}。{}。", refused->reason_zh, refused->next_zh),
                fmt::format("{}. {}.", refused->reason_en, refused->next_en)};
    }
    const auto problem = problem_of(code);
    return {std::string{code}, problem.detail_zh + problem.next_zh, problem.detail_en + " " + problem.next_en};
}

base::Result<MatchView> view_of(const Rooms& rooms, Names& names, const registry::Match& match, base::Instant now) {
    using Here = registry::Match::Here;
    const auto here = rooms.matches.has(match.id) ? Here::yes : Here::no;
    const auto* rule = rooms.matches.book().rules.find(match.rule);
    MatchView view;
    view.id = match.id.text();
    view.rule = match.rule;
    if (rule != nullptr) {
        view.rule_name_zh = rule->name_zh;
        view.rule_name_en = rule->name_en;
    }
    view.file = match.file.reveal();
    view.state = registry::match_state_code(match.state);
    view.rows = match.rows;
    view.done = match.done;
    view.asked_by = TRY(names.account(match.account));
    view.grant = match.grant.text();
    const auto* const grant = TRY(names.grant(match.grant));
    if (grant != nullptr) view.purpose_zh = grant->purpose_zh;
    view.case_number = match.case_number.reveal();
    view.on = match.on;
    view.base_date = match.base_date;
    view.began_at = instant_text(match.began_at);
    if (match.ended_at) view.ended_at = instant_text(*match.ended_at);
    view.ends_on = last_day_text(match.ends_at);
    view.days_left = match.kept == registry::Match::Kept::yes ? days_left(match.ends_at, now) : 0;
    for (const auto& [code, count] : match.counts) {
        const auto* outcome = rule != nullptr ? rule->find_outcome(code) : nullptr;
        if (outcome == nullptr) continue;
        view.counts.push_back(
            {code, outcome->zh, outcome->en, std::string{law::match_verdict_name(outcome->verdict)}, count});
    }
    view.first_index = match.first_index;
    view.last_index = match.last_index;
    if (match.log) view.log = std::to_string(*match.log);
    if (!match.problem.empty()) {
        view.problem = match_problem_of(match.problem);
    } else if (match.state == registry::MatchState::waiting && here == Here::no) {
        view.problem = match_problem_of("registry.match_interrupted");
    }
    view.may = {
        .cancel = match.may_cancel(),
        .resume = match.may_resume(here),
        .download = match.may_download(),
        .destroy = match.may_destroy(),
        .case_file = match.may_download() && rule != nullptr && !rule->finds_people(),
        .export_ = match.may_download() && grant != nullptr && grant->operations.has(grants::Operation::export_)};
    return view;
}

std::vector<law::Mask> masks_of(const law::MatchRule& rule, const std::vector<std::string>& headers,
                                const law::Profile& profile) {
    std::vector<law::Mask> masks;
    if (!rule.finds_people()) return masks;
    for (const auto& header : headers) {
        // What a frame gives instead of a name.
        if (header == registry::frame_serial_header || header == registry::frame_stratum_header) {
            masks.push_back(law::Mask::none);
            continue;
        }
        const auto field = std::ranges::find(profile.fields(), std::string_view{header}, &law::Field::label);
        masks.push_back(field == profile.fields().end() ? law::Mask::text : field->mask);
    }
    return masks;
}

MatchRow view_of(const registry::MatchedRow& row, const std::vector<law::Mask>& masks) {
    MatchRow view{.row = row.number,
                  .key = row.key.empty() ? std::string{} : registry::masked(law::Mask::id, row.key),
                  .outcome = row.outcome->code,
                  .verdict = std::string{law::match_verdict_name(row.outcome->verdict)},
                  .zh = row.outcome->zh,
                  .en = row.outcome->en,
                  .days = {},
                  .values = {},
                  .position = row.position};
    for (const auto& note : row.notes) view.days.push_back({note.zh, note.en, note.value});
    for (std::size_t at = 0; at < masks.size() && at < row.cells.size(); ++at) {
        view.values.push_back(registry::masked(masks[at], row.cells[at]));
    }
    if (!masks.empty()) return view;
    for (const auto& cell : row.cells) {
        const auto reading = format::read_national_id(cell);
        const bool is_id =
            reading.problem() == format::IdProblem::none || reading.problem() == format::IdProblem::check_digit;
        view.values.push_back(is_id ? registry::with_hidden_middle(cell) : cell);
    }
    return view;
}

std::optional<std::vector<registry::ColumnChoice>> columns_of(const std::vector<MatchColumnChoice>& choices) {
    std::vector<registry::ColumnChoice> out;
    for (const auto& choice : choices) {
        if (choice.index < 0 || choice.index > 255) return std::nullopt;
        out.push_back({static_cast<std::size_t>(choice.index), choice.role.value});
    }
    return out;
}

}  // namespace menhu::web
