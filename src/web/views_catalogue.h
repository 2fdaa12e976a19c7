#pragma once
// Legal bases, purposes and links (P2.1, P2.2, F2.3) as the interface shows them. Values; any thread.
#include "web/views.h"

namespace menhu::web {

struct Notice {
    std::string code;
    std::string zh;
    std::string en;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(Notice, (), (code, zh, en, clause))

struct CatalogueCreated {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(CatalogueCreated, (), (id))

// ---- what to choose from ----

struct PurposeField {
    std::string name;
    std::string label_zh;
    std::string label_en;
    std::string category;  // of personal data
};
BOOST_DESCRIBE_STRUCT(PurposeField, (), (name, label_zh, label_en, category))

// A code of the personal-data law with its title, as the law has it.
struct CodeTitle {
    std::string code;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(CodeTitle, (), (code, title))

struct CatalogueForm {
    std::vector<PurposeField> fields;   // every field that may be approved
    std::vector<CodeTitle> categories;  // of personal data
    std::vector<CodeTitle> codes;       // of specific purposes
};
BOOST_DESCRIBE_STRUCT(CatalogueForm, (), (fields, categories, codes))

struct LinkCandidate {
    std::string id;
    std::string account;
    std::string name;
    UnitView unit;
};
BOOST_DESCRIBE_STRUCT(LinkCandidate, (), (id, account, name, unit))

struct LinkCandidateList {
    std::vector<LinkCandidate> items;
};
BOOST_DESCRIBE_STRUCT(LinkCandidateList, (), (items))

// ---- legal bases ----

struct BasisRow {
    std::string id;
    std::string title;
    std::string title_en;
    std::vector<std::string> articles;
    std::string text;
    std::optional<std::string> from;
    std::optional<std::string> until;
    std::optional<std::string> replaced_by;
    std::string origin;  // "profile", "agency"
    std::string state;   // "in_force", "planned", "ended"
    std::int64_t purposes = 0;
    bool ends_soon = false;
};
BOOST_DESCRIBE_STRUCT(BasisRow, (),
                      (id, title, title_en, articles, text, from, until, replaced_by, origin, state, purposes,
                       ends_soon))

struct BasisList {
    std::vector<BasisRow> items;
};
BOOST_DESCRIBE_STRUCT(BasisList, (), (items))

struct BasisVersionView {
    std::int64_t number = 0;
    std::optional<std::string> recorded_at;  // null: before versions were kept
    std::optional<AccountRef> by;            // null: the operator
    std::optional<std::string> from;
    std::optional<std::string> until;
    std::optional<std::string> replaced_by;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(BasisVersionView, (), (number, recorded_at, by, from, until, replaced_by, note))

struct PurposeName {
    std::string code;
    std::string name_zh;
    std::string name_en;
};
BOOST_DESCRIBE_STRUCT(PurposeName, (), (code, name_zh, name_en))

struct BasisFull : BasisRow {
    std::vector<BasisVersionView> versions;
    std::vector<PurposeName> purposes_on_it;
    std::vector<std::string> may;  // of "dates"
};
BOOST_DESCRIBE_STRUCT(BasisFull, (BasisRow), (versions, purposes_on_it, may))

struct BasisRequest {
    Text<1, 500> title;
    Text<1, 500> title_en;
    std::vector<Text<1, 500>> articles;
    std::optional<Text<10, 35>> from;   // a day or an instant
    std::optional<Text<10, 35>> until;  // a day: its last
};
BOOST_DESCRIBE_STRUCT(BasisRequest, (), (title, title_en, articles, from, until))

// What holds from now on; what is left out or null is open, or the profile's.
struct BasisDatesRequest {
    std::optional<Text<10, 35>> from;
    std::optional<Text<10, 35>> until;
    std::optional<Text<1, 10>> replaced_by;
    Text<0, 500> note;
};
BOOST_DESCRIBE_STRUCT(BasisDatesRequest, (), (from, until, replaced_by, note))

// ---- purposes ----

struct PurposeBasisView {
    std::string id;
    std::string title;
    bool in_force = false;
};
BOOST_DESCRIBE_STRUCT(PurposeBasisView, (), (id, title, in_force))

struct PurposeRow {
    std::string id;
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::vector<PurposeBasisView> bases;
    std::vector<UnitView> units;
    std::vector<std::string> operations;
    std::string state;  // "draft", "approved", "changed", "stopped", "ended"
    std::int64_t grants_in_force = 0;
};
BOOST_DESCRIBE_STRUCT(PurposeRow, (), (id, code, name_zh, name_en, bases, units, operations, state, grants_in_force))

struct PurposeList {
    std::vector<PurposeRow> items;
};
BOOST_DESCRIBE_STRUCT(PurposeList, (), (items))

struct PurposeText {
    std::string name_zh;
    std::string name_en;
    std::vector<PurposeBasisView> bases;
    std::vector<UnitView> units;
    std::vector<PurposeField> fields;
    std::vector<std::string> operations;
    std::string case_pattern;
    std::string case_example;
    std::string acknowledgement_zh;
    std::string acknowledgement_en;
    std::vector<std::string> codes;  // specific purposes of the personal-data law
};
BOOST_DESCRIBE_STRUCT(PurposeText, (),
                      (name_zh, name_en, bases, units, fields, operations, case_pattern, case_example,
                       acknowledgement_zh, acknowledgement_en, codes))

struct PurposeVersionView {
    std::int64_t number = 0;
    std::string act;                        // "made", "changed", "approved", "refused", "ending"
    std::optional<std::int64_t> of_number;  // which version was approved or refused
    std::optional<std::string> recorded_at;
    std::optional<AccountRef> by;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(PurposeVersionView, (), (number, act, of_number, recorded_at, by, note))

struct PurposeCases {
    std::int64_t count = 0;
    std::string loaded_at;
};
BOOST_DESCRIBE_STRUCT(PurposeCases, (), (count, loaded_at))

struct PurposeFull {
    std::string id;
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::vector<PurposeBasisView> bases;
    std::vector<UnitView> units;
    std::vector<PurposeField> fields;
    std::vector<std::string> operations;
    std::string case_pattern;
    std::string case_example;
    std::string acknowledgement_zh;
    std::string acknowledgement_en;
    std::vector<std::string> codes;
    std::string state;
    std::int64_t grants_in_force = 0;
    std::optional<std::string> ended_at;  // or planned
    std::optional<PurposeCases> cases;
    std::vector<PurposeVersionView> versions;
    std::optional<std::int64_t> pending_version;
    std::optional<PurposeText> pending;
    std::vector<std::string> may;  // of "approve", "refuse", "change", "end"
};
BOOST_DESCRIBE_STRUCT(PurposeFull, (),
                      (id, code, name_zh, name_en, bases, units, fields, operations, case_pattern, case_example,
                       acknowledgement_zh, acknowledgement_en, codes, state, grants_in_force, ended_at, cases, versions,
                       pending_version, pending, may))

struct PurposeRequest {
    Text<1, 40> code;
    Text<1, 200> name_zh;
    Text<1, 200> name_en;
    std::vector<Text<1, 10>> bases;
    std::vector<Text<1, 40>> units;  // codes or ids
    std::vector<Text<1, 60>> fields;
    std::vector<Text<1, 20>> operations;
    Text<0, 200> case_pattern;
    Text<0, 200> case_example;
    Text<1, 2000> acknowledgement_zh;
    Text<1, 2000> acknowledgement_en;
    std::vector<Text<1, 10>> codes;
};
BOOST_DESCRIBE_STRUCT(PurposeRequest, (),
                      (code, name_zh, name_en, bases, units, fields, operations, case_pattern, case_example,
                       acknowledgement_zh, acknowledgement_en, codes))

struct PurposeVersionMade {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PurposeVersionMade, (), (version))

struct PurposeDecisionRequest {
    Text<0, 500> note;
    std::optional<std::int64_t> version;  // the pending one that was read
};
BOOST_DESCRIBE_STRUCT(PurposeDecisionRequest, (), (note, version))

struct EndingRequest {
    Text<10, 35> at;  // a day: its last; or an instant
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(EndingRequest, (), (at, reason))

// ---- links ----

struct LinkRow {
    std::string id;
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::string provider;
    std::string data_class;  // "household", "kinship", "change"
    std::string state;       // "active", "not_yet_valid", "suspended", "expired", "ended"
    UnitView unit;
    std::string from;
    std::string until;
    std::int64_t days_left = 0;
    std::string letter;
    std::string review_due;
    std::optional<std::string> last_used_on;
    std::vector<Notice> notices;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (),
                      (id, code, name_zh, name_en, provider, data_class, state, unit, from, until, days_left, letter,
                       review_due, last_used_on, notices))

struct LinkList {
    std::vector<LinkRow> items;
};
BOOST_DESCRIBE_STRUCT(LinkList, (), (items))

struct LinkTableView {
    std::string number;
    std::string name;
    std::vector<FieldLabel> fields;
};
BOOST_DESCRIBE_STRUCT(LinkTableView, (), (number, name, fields))

struct LinkPersonView {
    std::string id;
    std::string kind;  // "designated_person", "handler", "head"
    AccountRef account;
    std::string from;
    std::optional<std::string> until;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(LinkPersonView, (), (id, kind, account, from, until, note))

struct LinkFacts {
    std::string from;
    std::string to;
    std::int64_t queries = 0;
    std::int64_t refusals = 0;
    std::int64_t grants = 0;
    std::int64_t units = 0;
    std::optional<std::string> last_used_on;
};
BOOST_DESCRIBE_STRUCT(LinkFacts, (), (from, to, queries, refusals, grants, units, last_used_on))

struct LinkReviewView {
    std::string id;
    std::string on;
    AccountRef by;
    bool needed = false;
    std::string note;
    LinkFacts facts;
};
BOOST_DESCRIBE_STRUCT(LinkReviewView, (), (id, on, by, needed, note, facts))

struct LinkVersionView {
    std::int64_t number = 0;
    std::string act;
    std::string recorded_at;
    std::optional<AccountRef> by;
    std::string letter;
    std::optional<std::string> letter_on;
    std::string from;
    std::string until;
    std::string state;  // as stored: "active", "suspended"
    std::optional<std::string> ending;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(LinkVersionView, (),
                      (number, act, recorded_at, by, letter, letter_on, from, until, state, ending, note))

struct LinkLetterView {
    std::string id;
    std::string subject;
    std::string due;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(LinkLetterView, (), (id, subject, due, state))

struct LinkFull : LinkRow {
    std::optional<std::string> letter_on;
    std::string purpose;
    std::optional<std::string> ending;        // the last day, if an ending is planned or past
    std::optional<std::string> earliest_end;  // the first day that may be its last
    std::string renewal_opens;
    std::optional<AccountRef> head;  // named, or who acts as head of the managing unit
    std::vector<LinkTableView> tables;
    std::vector<LinkPersonView> people;
    std::vector<LinkReviewView> reviews;
    std::vector<LinkVersionView> versions;
    std::vector<LinkLetterView> letters;
    std::vector<std::string> may;  // of "change", "renew", "suspend", "resume", "end", "keep", "people", "review"
};
BOOST_DESCRIBE_STRUCT(LinkFull, (LinkRow),
                      (letter_on, purpose, ending, earliest_end, renewal_opens, head, tables, people, reviews, versions,
                       letters, may))

struct LinkTableRequest {
    Text<1, 100> number;
    Text<1, 100> name;
    std::vector<Text<1, 60>> fields;
};
BOOST_DESCRIBE_STRUCT(LinkTableRequest, (), (number, name, fields))

enum class LinkDataClass : std::uint8_t { household, kinship, change };
BOOST_DESCRIBE_ENUM(LinkDataClass, household, kinship, change)

struct LinkRequest {
    Text<1, 40> code;
    LinkDataClass data_class{};
    Text<1, 100> name_zh;
    Text<1, 100> name_en;
    Text<1, 100> provider;
    IdText unit;
    Text<1, 500> purpose;
    Text<0, 100> letter;
    std::optional<Text<10, 10>> letter_on;
    std::vector<LinkTableRequest> tables;
    Text<10, 35> from;
    Text<10, 35> until;  // a day: its last
    std::optional<Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(LinkRequest, (),
                      (code, data_class, name_zh, name_en, provider, unit, purpose, letter, letter_on, tables, from,
                       until, note))

struct LinkRenewalRequest {
    Text<1, 100> letter;
    Text<10, 10> letter_on;
    Text<10, 35> until;
    Text<0, 500> note;
};
BOOST_DESCRIBE_STRUCT(LinkRenewalRequest, (), (letter, letter_on, until, note))

struct LinkReasonRequest {
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(LinkReasonRequest, (), (reason))

enum class LinkPersonKind : std::uint8_t { designated_person, handler, head };
BOOST_DESCRIBE_ENUM(LinkPersonKind, designated_person, handler, head)

struct LinkPersonRequest {
    LinkPersonKind kind{};
    IdText account;
    Text<10, 35> from;
    Text<0, 500> note;
};
BOOST_DESCRIBE_STRUCT(LinkPersonRequest, (), (kind, account, from, note))

struct LinkPersonEndRequest {
    Text<10, 35> at;  // a day: its last; or an instant
    Text<0, 500> note;
};
BOOST_DESCRIBE_STRUCT(LinkPersonEndRequest, (), (at, note))

struct LinkReviewRequest {
    bool needed = false;
    Text<0, 500> note;
};
BOOST_DESCRIBE_STRUCT(LinkReviewRequest, (), (needed, note))

struct LinkGrantUseView {
    std::string grant;
    std::string purpose_code;
    std::string purpose_zh;
    std::string purpose_en;
    UnitView unit;
    std::int64_t queries = 0;
};
BOOST_DESCRIBE_STRUCT(LinkGrantUseView, (), (grant, purpose_code, purpose_zh, purpose_en, unit, queries))

struct LinkUsageView {
    std::string from;
    std::string to;
    std::int64_t queries = 0;
    std::int64_t refusals = 0;
    std::vector<LinkGrantUseView> grants;
    std::int64_t units = 0;
    std::optional<std::string> last_used_on;
};
BOOST_DESCRIBE_STRUCT(LinkUsageView, (), (from, to, queries, refusals, grants, units, last_used_on))

}  // namespace menhu::web
