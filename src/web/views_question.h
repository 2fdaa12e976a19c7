#pragma once
// Answers instead of data, and kinship queries, as the interface reads and answers them. Values; any thread.
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

// ---- questions ----

struct QuestionFormRow {
    std::string_view code;  // "resident_since"
    std::string_view zh;
    std::string_view en;
    bool needs_other = false;
    std::string_view period;  // "none", "years", "rule_or_term"
    std::vector<FieldLabel> fields;
};
BOOST_DESCRIBE_STRUCT(QuestionFormRow, (), (code, zh, en, needs_other, period, fields))

// A rule of a programme about how long one must have been registered.
struct ProgrammeRow {
    std::string code;
    std::string title_zh;
    std::string title_en;
    std::optional<std::string> from_;  // the days of events for which this version holds
    std::optional<std::string> until;
    std::string source_zh;
};
BOOST_DESCRIBE_STRUCT(ProgrammeRow, (), (code, title_zh, title_en, from_, until, source_zh))

struct QuestionChoices {
    std::vector<QuestionFormRow> questions;
    std::vector<ProgrammeRow> programmes;
};
BOOST_DESCRIBE_STRUCT(QuestionChoices, (), (questions, programmes))

enum class QuestionCode : std::uint8_t {
    resident_since,
    resident_on,
    alive,
    age,
    same_household,
    parent_of,
    spouse_of
};
BOOST_DESCRIBE_ENUM(QuestionCode, resident_since, resident_on, alive, age, same_household, parent_of, spouse_of)

enum class PeriodUnit : std::uint8_t { days, months, years };
BOOST_DESCRIBE_ENUM(PeriodUnit, days, months, years)

// The rule of a programme, or so many days, months or years.
struct PeriodRequest {
    std::optional<Text<1, 60>> programme;
    std::optional<std::int64_t> count;
    std::optional<PeriodUnit> unit;
};
BOOST_DESCRIBE_STRUCT(PeriodRequest, (), (programme, count, unit))

struct QuestionRequest {
    IdText grant;
    Text<0, 100> case_number;
    Text<0, 500> reason;
    QuestionCode question{};
    Text<1, 40> subject;  // a national id
    std::optional<Text<1, 40>> other;
    std::optional<Text<1, 20>> on;  // "2026-11-01"; absent: the base date of the data
    std::optional<PeriodRequest> period;
};
BOOST_DESCRIBE_STRUCT(QuestionRequest, (), (grant, case_number, reason, question, subject, other, on, period))

struct DecidingDayView {
    std::string_view zh;  // what day it is
    std::string_view en;
    std::string_view shown;  // "full", "masked", "withheld": of a field that the question does not rest on
    std::string from_;       // empty if withheld or not known
    std::string until;       // the last day that it may be; empty if it is one day
};
BOOST_DESCRIBE_STRUCT(DecidingDayView, (), (zh, en, shown, from_, until))

struct MissingFactView {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};
BOOST_DESCRIBE_STRUCT(MissingFactView, (), (code, zh, en))

struct AnswerRuleView {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view article;  // empty where the copy itself decides
};
BOOST_DESCRIBE_STRUCT(AnswerRuleView, (), (code, zh, en, article))

struct AnswerView {
    std::string id;
    std::string_view question;
    std::string_view question_zh;
    std::string_view question_en;
    std::string_view verdict;  // "yes", "no", "cannot_tell"
    AnswerRuleView rule;
    std::optional<ProgrammeRow> programme;  // the version that held on the day
    std::vector<DecidingDayView> days;
    std::vector<MissingFactView> missing;
    std::string base_date;
    std::string generation;
    std::string grant;
    std::string case_number;
    ReceiptView receipt;
    std::string exhibit;  // for POST /attachments
};
BOOST_DESCRIBE_STRUCT(AnswerView, (),
                      (id, question, question_zh, question_en, verdict, rule, programme, days, missing, base_date,
                       generation, grant, case_number, receipt, exhibit))

// ---- kinship ----

struct KinQueryRequest {
    IdText grant;
    Text<1, 40> authorisation;  // the code that the controller handed over
    Text<0, 100> case_number;
    Text<0, 500> reason;
    Text<1, 40> subject;
    std::optional<Text<1, 40>> other;
    Text<0, 200> father_name;  // as the asker knows them (辦法 10); compared, and never shown
    Text<0, 200> mother_name;
    bool marriages = false;  // relations by marriage too
};
BOOST_DESCRIBE_STRUCT(KinQueryRequest, (),
                      (grant, authorisation, case_number, reason, subject, other, father_name, mother_name, marriages))

struct KinPersonView {
    std::string_view state;  // "shown", "not_held", "withheld"
    std::string_view sex;    // "male", "female", "unknown"
    std::optional<PersonCard> card;
};
BOOST_DESCRIBE_STRUCT(KinPersonView, (), (state, sex, card))

struct KinStepView {
    std::string_view kind;  // what the person is of the one before: "father", "child", "spouse", …
    std::string_view zh;
    std::string_view en;
    std::string_view article;
    std::int64_t person = 0;  // place in people
};
BOOST_DESCRIBE_STRUCT(KinStepView, (), (kind, zh, en, article, person))

struct KinDoubtView {
    std::string_view zh;
    std::string_view en;
};
BOOST_DESCRIBE_STRUCT(KinDoubtView, (), (zh, en))

struct KinRelationView {
    std::int64_t to = 0;  // place in people
    std::string zh;       // 外祖母
    std::string en;
    std::string_view kind;     // "spouse", "blood", "spouse_of_blood", "blood_of_spouse", "spouse_of_blood_of_spouse"
    std::string_view line;     // "none", "lineal", "collateral"
    std::int64_t degree = 0;   // a spouse has none: 0
    std::string_view blood;    // "not_applicable", "full", "half", "unknown"
    std::string_view verdict;  // "yes", "cannot_tell"
    bool adoptive = false;
    std::string_view suspended;  // by an adoption (1077 II): "yes", "no", "cannot_tell"
    bool restored = false;
    std::vector<std::string_view> articles;
    std::vector<KinDoubtView> doubts;
    std::vector<KinStepView> steps;
};
BOOST_DESCRIBE_STRUCT(KinRelationView, (),
                      (to, zh, en, kind, line, degree, blood, verdict, adoptive, suspended, restored, articles, doubts,
                       steps))

struct KinGapView {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::optional<std::int64_t> person;
    std::int64_t least_degree = 0;
};
BOOST_DESCRIBE_STRUCT(KinGapView, (), (code, zh, en, person, least_degree))

struct KinAnswerView {
    std::string id;
    std::string_view outcome;  // "answered", "not_held", "names_differ": then nobody is in it
    std::string_view father;   // "equal", "different", "not_held"
    std::string_view mother;
    std::string_view verdict;  // of two: is there a relation? of one: is the list whole?
    bool same_person = false;
    std::int64_t degrees = 0;  // the ceiling
    bool marriages = false;
    std::vector<KinPersonView> people;  // the subject first, then the other of two
    std::vector<KinRelationView> relations;
    std::vector<KinGapView> gaps;
    std::string base_date;
    std::string generation;
    std::string grant;
    std::string case_number;
    ReceiptView receipt;
    std::string exhibit;  // for POST /attachments; empty: nothing to attach
};
BOOST_DESCRIBE_STRUCT(KinAnswerView, (),
                      (id, outcome, father, mother, verdict, same_person, degrees, marriages, people, relations, gaps,
                       base_date, generation, grant, case_number, receipt, exhibit))

}  // namespace menhu::web
