#pragma once
// Layouts, user-defined characters and villages as versions, and trying a layout, as the interface reads and answers
// it. Values; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

// A version that somebody made, or what came with the installation.
struct DefinitionView {
    std::string ref;   // an id, or the name of what came with the installation: for the addresses below
    std::string kind;  // "layout", "characters", "villages"
    std::string name;
    std::int64_t version = 0;  // 0: it came with the installation
    std::string state;         // "built_in", "draft", "approved", "refused"
    bool in_force = false;
    std::string title_zh;
    std::string title_en;
    std::string notice;
    std::string table_number;  // of a layout
    std::string encoding;
    std::string form;
    std::int64_t fields = 0;  // of a layout; rows of a table; villages
    std::string made_by;
    std::optional<std::string> made_at;
    std::string decided_by;
    std::optional<std::string> decided_at;
    std::string reason;
    std::vector<std::string> may;  // "change", "approve", "refuse"
};
BOOST_DESCRIBE_STRUCT(DefinitionView, (),
                      (ref, kind, name, version, state, in_force, title_zh, title_en, notice, table_number, encoding,
                       form, fields, made_by, made_at, decided_by, decided_at, reason, may))

struct DefinitionList {
    std::vector<DefinitionView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DefinitionList, (), (items, total, next))

struct DefinitionText {
    DefinitionView definition;
    std::string text;
    std::string in_force_text;  // of the same name, to be compared with; empty if there is none or it is this one
};
BOOST_DESCRIBE_STRUCT(DefinitionText, (), (definition, text, in_force_text))

struct DefinitionProblemView {
    std::int64_t line = 0;  // 0: the whole
    std::string zh;
    std::string en;
};
BOOST_DESCRIBE_STRUCT(DefinitionProblemView, (), (line, zh, en))

struct DefinitionCheck {
    std::vector<DefinitionProblemView> problems;
};
BOOST_DESCRIBE_STRUCT(DefinitionCheck, (), (problems))

struct DefinitionSaved {
    std::string ref;
};
BOOST_DESCRIBE_STRUCT(DefinitionSaved, (), (ref))

struct DefinitionRefusal {
    Text<1, 600> reason;
};
BOOST_DESCRIBE_STRUCT(DefinitionRefusal, (), (reason))

// ---- trying a layout ----

struct CutFieldView {
    std::string_view name;
    std::string_view label_zh;
    std::string_view label_en;
    std::int64_t at = 0;  // first byte of the record, from 1; 0: not known (a quoted cell)
    std::int64_t length = 0;
    std::string raw;  // hexadecimal
    std::string value;
    std::string words_zh;
    std::string words_en;
    std::string_view problem;
};
BOOST_DESCRIBE_STRUCT(CutFieldView, (), (name, label_zh, label_en, at, length, raw, value, words_zh, words_en, problem))

struct CutRecordView {
    std::int64_t number = 0;
    std::int64_t offset = 0;
    std::string_view role;
    std::string_view problem;
    std::string raw;  // hexadecimal; the first 4096 bytes
    std::vector<CutFieldView> fields;
};
BOOST_DESCRIBE_STRUCT(CutRecordView, (), (number, offset, role, problem, raw, fields))

struct SampleView {
    std::vector<CutRecordView> records;
    std::int64_t total = 0;
    std::string stopped;
};
BOOST_DESCRIBE_STRUCT(SampleView, (), (records, total, stopped))

struct DryRunCount {
    std::string_view role;
    std::int64_t records = 0;
};
BOOST_DESCRIBE_STRUCT(DryRunCount, (), (role, records))

struct DryRunProblemView {
    std::string_view role;
    std::string field;
    std::string_view problem;
    std::int64_t records = 0;
    std::int64_t first = 0;
};
BOOST_DESCRIBE_STRUCT(DryRunProblemView, (), (role, field, problem, records, first))

struct DryRunRejectView {
    std::int64_t number = 0;
    std::int64_t offset = 0;
    std::string_view role;
    std::string reasons;
    std::string fields;
};
BOOST_DESCRIBE_STRUCT(DryRunRejectView, (), (number, offset, role, reasons, fields))

struct DryRunView {
    std::int64_t bytes = 0;
    std::string sha256;
    std::vector<DryRunCount> records;
    DeliveryReport report;
    std::vector<DryRunProblemView> problems;
    std::vector<DryRunRejectView> rejects;
    std::string stopped;
};
BOOST_DESCRIBE_STRUCT(DryRunView, (), (bytes, sha256, records, report, problems, rejects, stopped))

// ---- rejected rows of a delivery ----

struct RejectView {
    std::vector<std::string> reasons;
    std::vector<std::string> fields;
    CutRecordView record;
};
BOOST_DESCRIBE_STRUCT(RejectView, (), (reasons, fields, record))

struct RejectList {
    std::vector<RejectView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(RejectList, (), (items, total, next))

}  // namespace menhu::web
