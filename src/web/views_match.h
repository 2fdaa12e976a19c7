#pragma once
// Matching lists against the registry (勾稽) as the interface reads and answers it. The names are those of the JSON.
// Values; any thread.
#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

struct MatchBasis {
    std::string id;
    std::string title_zh;
};
BOOST_DESCRIBE_STRUCT(MatchBasis, (), (id, title_zh))

struct MatchRuleColumn {
    std::string role;
    std::string label_zh;
    std::string label_en;
    bool required = false;
    std::string example;
};
BOOST_DESCRIBE_STRUCT(MatchRuleColumn, (), (role, label_zh, label_en, required, example))

struct MatchOutcomeView {
    std::string code;
    std::string zh;
    std::string en;
    std::string verdict;  // "yes", "no", "cannot_tell"
};
BOOST_DESCRIBE_STRUCT(MatchOutcomeView, (), (code, zh, en, verdict))

struct MatchRuleVersion {
    std::optional<std::string> from_;
    std::optional<std::string> until;
    std::string summary_zh;
    std::string summary_en;
};
BOOST_DESCRIBE_STRUCT(MatchRuleVersion, (), (from_, until, summary_zh, summary_en))

struct MatchRuleView {
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::string about_zh;
    std::string about_en;
    std::string operation;  // that a grant needs: "match", "extract"
    std::vector<MatchBasis> bases;
    std::vector<MatchRuleColumn> columns;
    std::vector<MatchOutcomeView> outcomes;
    std::vector<MatchRuleVersion> versions;
    std::string source_zh;
};
BOOST_DESCRIBE_STRUCT(MatchRuleView, (),
                      (code, name_zh, name_en, about_zh, about_en, operation, bases, columns, outcomes, versions,
                       source_zh))

struct MatchRuleList {
    std::vector<MatchRuleView> items;
};
BOOST_DESCRIBE_STRUCT(MatchRuleList, (), (items))

struct MatchListColumn {
    std::int64_t index = 0;  // from 0
    std::string header;
    std::vector<std::string> samples;  // at most three, masked
    std::string guess;                 // a role of some rule, or empty
    bool sure = false;
};
BOOST_DESCRIBE_STRUCT(MatchListColumn, (), (index, header, samples, guess, sure))

struct MatchListView {
    std::string id;
    std::string form;  // "csv", "ods", "xlsx"
    std::vector<std::string> sheets;
    std::string sheet;
    std::int64_t rows = 0;        // below the header that hold anything
    std::int64_t header_row = 0;  // from 1; 0: there is none
    std::vector<MatchListColumn> columns;
    std::string expires_at;
};
BOOST_DESCRIBE_STRUCT(MatchListView, (), (id, form, sheets, sheet, rows, header_row, columns, expires_at))

struct MatchColumnChoice {
    std::int64_t index = 0;
    Text<1, 40> role;
};
BOOST_DESCRIBE_STRUCT(MatchColumnChoice, (), (index, role))

struct MatchCheckRequest {
    Text<1, 60> rule;
    Text<0, 200> sheet;
    std::int64_t header_row = 0;
    std::vector<MatchColumnChoice> columns;
};
BOOST_DESCRIBE_STRUCT(MatchCheckRequest, (), (rule, sheet, header_row, columns))

struct MatchCleaned {
    std::int64_t row = 0;  // of the sheet, from 1
    std::int64_t column = 0;
    std::string before;  // masked
    std::string after;
    std::string what_zh;
    std::string what_en;
};
BOOST_DESCRIBE_STRUCT(MatchCleaned, (), (row, column, before, after, what_zh, what_en))

struct MatchWrong {
    std::int64_t row = 0;
    std::int64_t column = 0;
    std::string code;
    std::string zh;
    std::string en;
};
BOOST_DESCRIBE_STRUCT(MatchWrong, (), (row, column, code, zh, en))

struct MatchCheckView {
    std::int64_t rows = 0;
    std::int64_t usable = 0;
    std::int64_t duplicates = 0;
    std::int64_t people = 0;  // different ids: as many uses of the grant
    std::vector<MatchCleaned> cleaned;
    std::int64_t cleaned_total = 0;
    std::vector<MatchWrong> wrong;
    std::int64_t wrong_total = 0;
    std::vector<std::string> missing;
};
BOOST_DESCRIBE_STRUCT(MatchCheckView, (),
                      (rows, usable, duplicates, people, cleaned, cleaned_total, wrong, wrong_total, missing))

struct MatchRequest {
    IdText list;
    Text<1, 60> rule;
    IdText grant;
    Text<0, 100> case_number;  // an empty one is refused by the grant, and recorded
    Text<0, 500> reason;
    Text<10, 10> on;
    Text<0, 200> sheet;
    std::int64_t header_row = 0;
    std::vector<MatchColumnChoice> columns;
};
BOOST_DESCRIBE_STRUCT(MatchRequest, (), (list, rule, grant, case_number, reason, on, sheet, header_row, columns))

struct MatchCount {
    std::string code;
    std::string zh;
    std::string en;
    std::string verdict;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(MatchCount, (), (code, zh, en, verdict, count))

struct MatchProblem {
    std::string code;
    std::string zh;
    std::string en;
};
BOOST_DESCRIBE_STRUCT(MatchProblem, (), (code, zh, en))

struct MatchMay {
    bool cancel = false;
    bool resume = false;
    bool download = false;
    bool destroy = false;
    bool case_file = false;  // be taken, plain, into the case file
    bool export_ = false;    // under an approval to copy
};
BOOST_DESCRIBE_STRUCT(MatchMay, (), (cancel, resume, download, destroy, case_file, export_))

struct MatchView {
    std::string id;
    std::string rule;
    std::string rule_name_zh;
    std::string rule_name_en;
    std::string file;
    std::string state;  // "waiting", "running", "done", "cancelled", "failed"
    std::int64_t rows = 0;
    std::int64_t done = 0;
    AccountRef asked_by;
    std::string grant;
    std::string purpose_zh;
    std::string case_number;
    std::string on;
    std::string base_date;
    std::string began_at;
    std::optional<std::string> ended_at;
    std::string ends_on;  // the last day of the result
    std::int64_t days_left = 0;
    std::vector<MatchCount> counts;
    std::optional<std::int64_t> first_index;  // in the log, of the people asked about
    std::optional<std::int64_t> last_index;
    std::string log;
    std::optional<MatchProblem> problem;
    MatchMay may;
};
BOOST_DESCRIBE_STRUCT(MatchView, (),
                      (id, rule, rule_name_zh, rule_name_en, file, state, rows, done, asked_by, grant, purpose_zh,
                       case_number, on, base_date, began_at, ended_at, ends_on, days_left, counts, first_index,
                       last_index, log, problem, may))

struct MatchList {
    std::vector<MatchView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(MatchList, (), (items, total, next))

struct MatchDay {
    std::string label_zh;
    std::string label_en;
    std::string value;  // "2026-03-01", or as much of it as is known
};
BOOST_DESCRIBE_STRUCT(MatchDay, (), (label_zh, label_en, value))

struct MatchRow {
    std::int64_t row = 0;  // of the sheet, from 1
    std::string key;       // the id, masked
    std::string outcome;
    std::string verdict;
    std::string zh;
    std::string en;
    std::vector<MatchDay> days;
    std::vector<std::string> values;  // the list's own columns, ids masked
    std::int64_t position = 0;        // in the result, from 0: for POST /matches/{id}/attachments
};
BOOST_DESCRIBE_STRUCT(MatchRow, (), (row, key, outcome, verdict, zh, en, days, values, position))

struct MatchRows {
    std::vector<std::string> headers;  // of `values`
    std::vector<MatchRow> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(MatchRows, (), (headers, items, total, next))

}  // namespace menhu::web
