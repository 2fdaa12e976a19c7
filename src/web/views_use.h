#pragma once
// What the interface reads and answers of applications to use data, their preview, and of all grants. Instants are
// RFC 3339 in UTC; where a beginning or an end is read, a day ("2026-11-23") is read too (day.h). Values; any thread.
#include <optional>
#include <string>
#include <vector>

#include "web/views_office.h"

namespace menhu::web {

// ---- what may be applied for ----

struct FormPurpose {
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::vector<BasisView> bases;  // in force
    std::vector<FieldLabel> fields;
    std::vector<std::string> operations;
    std::string acknowledgement_zh;
    std::string acknowledgement_en;
    std::string case_example;
};
BOOST_DESCRIBE_STRUCT(FormPurpose, (),
                      (code, name_zh, name_en, bases, fields, operations, acknowledgement_zh, acknowledgement_en,
                       case_example))

struct FormLink {
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::string data_class;
    std::string until;
    std::vector<std::string> fields;
};
BOOST_DESCRIBE_STRUCT(FormLink, (), (code, name_zh, name_en, data_class, until, fields))

struct FormLimits {
    std::int64_t period_max_days = 0;
    std::int64_t quota_day = 0;  // given where nothing else is asked for
    std::int64_t quota_month = 0;
    std::int64_t quota_total = 0;
    std::int64_t attachment_bytes = 0;  // of one
    std::int64_t attachments = 0;       // of one application
};
BOOST_DESCRIBE_STRUCT(FormLimits, (),
                      (period_max_days, quota_day, quota_month, quota_total, attachment_bytes, attachments))

struct FormStage {
    std::string name;
    std::string title_zh;
    std::string title_en;
    std::vector<std::string> only_for;  // operations; empty: for every application
};
BOOST_DESCRIBE_STRUCT(FormStage, (), (name, title_zh, title_en, only_for))

struct DataForm {
    std::vector<FormPurpose> purposes;  // that one's unit may have, with a basis in force
    std::vector<FormLink> links;        // in force
    std::vector<AccountRef> holders;    // of one's unit
    std::vector<DistrictView> districts;
    FormLimits limits;
    std::vector<FormStage> stages;
    UnitView unit;
};
BOOST_DESCRIBE_STRUCT(DataForm, (), (purposes, links, holders, districts, limits, stages, unit))

// ---- applying ----

struct PopulationForm {
    Text<1, 20> kind;  // "all", "districts", "case_list"
    std::vector<Text<8, 8>> districts;
};
BOOST_DESCRIBE_STRUCT(PopulationForm, (), (kind, districts))

struct HoursForm {
    Text<5, 5> from;                     // "08:00"
    Text<5, 5> to;                       // "24:00" at most; before `from` if it goes over midnight
    std::vector<std::int64_t> weekdays;  // 1 is Monday, 7 Sunday; empty: every day
};
BOOST_DESCRIBE_STRUCT(HoursForm, (), (from, to, weekdays))

// How often in a day, a month and in all.
struct Quotas {
    std::optional<std::int64_t> day;
    std::optional<std::int64_t> month;
    std::optional<std::int64_t> total;
};
BOOST_DESCRIBE_STRUCT(Quotas, (), (day, month, total))

struct DataApplicationForm {
    Text<1, 20> kind;              // "new", "renewal"
    std::optional<IdText> renews;  // the grant that a renewal continues
    Text<1, 40> purpose;           // code
    Text<1, 40> holding;           // code of the link
    std::vector<IdText> holders;
    std::vector<Text<1, 40>> fields;
    std::vector<Text<1, 20>> operations;
    PopulationForm population;
    DayText from;
    DayText until;  // a day: it is still included
    Quotas expected;
    std::optional<HoursForm> hours;
    std::vector<Text<1, 50>> networks;
    Text<0, 2000> afterwards;  // what becomes of the data when they have been used
    Text<0, 2000> reason;
};
BOOST_DESCRIBE_STRUCT(DataApplicationForm, (),
                      (kind, renews, purpose, holding, holders, fields, operations, population, from, until, expected,
                       hours, networks, afterwards, reason))

struct DataApplicationChange {
    std::int64_t expects = 0;  // the version that one has read
    DataApplicationForm form;
};
BOOST_DESCRIBE_STRUCT(DataApplicationChange, (), (expects, form))

struct DataApplicationMade {
    std::string id;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(DataApplicationMade, (), (id, number))

// ---- reading ----

struct DataApplicationRow {
    std::string id;
    std::string number;
    std::string kind;
    std::string state;  // "submitted", "sent_back", "withdrawn", "refused", "approved", "lapsed"
    std::string purpose_code;
    std::string purpose_zh;
    std::string purpose_en;
    UnitView unit;
    AccountRef applicant;
    std::vector<std::string> operations;
    std::int64_t fields = 0;
    std::string from;
    std::string until;
    std::string submitted_at;
    std::string lapses_at;
    std::optional<std::string> waiting_for;  // the name of a stage, or "applicant"
    std::vector<std::string> may;            // "approve", "send_back", "refuse", "resubmit", "withdraw", "attach"
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DataApplicationRow, (),
                      (id, number, kind, state, purpose_code, purpose_zh, purpose_en, unit, applicant, operations,
                       fields, from, until, submitted_at, lapses_at, waiting_for, may, version))

struct DataApplicationList {
    std::vector<DataApplicationRow> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DataApplicationList, (), (items, total, next))

struct AskedForm {
    std::optional<std::string> renews;
    std::string purpose;
    std::string holding;
    std::vector<AccountRef> holders;
    std::vector<FieldLabel> fields;
    std::vector<std::string> operations;
    PopulationView population;
    std::string from;
    std::string until;
    Quotas expected;
    std::optional<Hours> hours;
    std::vector<std::string> networks;
    std::string afterwards;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(AskedForm, (),
                      (renews, purpose, holding, holders, fields, operations, population, from, until, expected, hours,
                       networks, afterwards, reason))

// What the stages so far have left of it; of an approved one what was granted.
struct ApprovedTerms {
    std::vector<FieldLabel> fields;
    std::vector<std::string> operations;
    PopulationView population;
    std::string from;
    std::string until;
    Quotas quotas;
    std::vector<AccountRef> holders;
};
BOOST_DESCRIBE_STRUCT(ApprovedTerms, (), (fields, operations, population, from, until, quotas, holders))

struct StageView {
    std::string name;
    std::string title_zh;
    std::string title_en;
    std::string clause;
    std::string state;                  // "done", "next", "waiting"
    std::optional<AccountRef> by;       // who did it
    std::optional<std::string> at;      // and when
    std::vector<AccountRef> may_act{};  // whose turn it is, at most ten; only of the next one
};
BOOST_DESCRIBE_STRUCT(StageView, (), (name, title_zh, title_en, clause, state, by, at, may_act))

// A part that is absent was left as it was.
struct NarrowedView {
    std::optional<std::vector<std::string>> fields;
    std::optional<std::vector<std::string>> operations;
    std::optional<std::vector<std::string>> districts;
    std::optional<std::string> until;
    std::optional<std::int64_t> quota_day;
    std::optional<std::int64_t> quota_month;
    std::optional<std::int64_t> quota_total;
    std::optional<std::vector<std::string>> holders;
};
BOOST_DESCRIBE_STRUCT(NarrowedView, (),
                      (fields, operations, districts, until, quota_day, quota_month, quota_total, holders))

struct UseStepView {
    std::int64_t number = 0;
    std::string at;
    std::string act;  // "submit", "approve", "send_back", "resubmit", "refuse", "withdraw", "lapse"
    std::optional<std::string> stage;
    std::optional<AccountRef> by;  // absent: the passing of time
    std::string reason;
    std::optional<NarrowedView> narrowed;
};
BOOST_DESCRIBE_STRUCT(UseStepView, (), (number, at, act, stage, by, reason, narrowed))

struct AttachmentView {
    std::string id;
    std::string name;
    std::string media;
    std::int64_t bytes = 0;
    std::string sha256;  // hexadecimal
    AccountRef by;
    std::string at;
};
BOOST_DESCRIBE_STRUCT(AttachmentView, (), (id, name, media, bytes, sha256, by, at))

struct DataApplicationView : DataApplicationRow {
    AskedForm form;
    std::optional<ApprovedTerms> approved;  // once a stage has approved
    std::vector<StageView> stages;
    std::vector<UseStepView> steps;
    std::vector<AttachmentView> attachments;
    std::optional<std::string> grant;  // that was issued on it
};
BOOST_DESCRIBE_STRUCT(DataApplicationView, (DataApplicationRow), (form, approved, stages, steps, attachments, grant))

// ---- deciding ----

struct Narrowed {
    std::optional<std::vector<Text<1, 40>>> fields;
    std::optional<std::vector<Text<1, 20>>> operations;
    std::optional<std::vector<Text<8, 8>>> districts;
    std::optional<DayText> until;
    std::optional<std::int64_t> quota_day;
    std::optional<std::int64_t> quota_month;
    std::optional<std::int64_t> quota_total;
    std::optional<std::vector<IdText>> holders;
};
BOOST_DESCRIBE_STRUCT(Narrowed, (),
                      (fields, operations, districts, until, quota_day, quota_month, quota_total, holders))

struct ApproveRequest {
    std::int64_t expects = 0;
    Text<0, 500> note;
    std::optional<Narrowed> narrow;
};
BOOST_DESCRIBE_STRUCT(ApproveRequest, (), (expects, note, narrow))

struct ApproveAnswer {
    std::string state;                 // of the application now
    std::optional<std::string> grant;  // that was issued, if it was the last stage
};
BOOST_DESCRIBE_STRUCT(ApproveAnswer, (), (state, grant))

struct TurnDownRequest {
    std::int64_t expects = 0;
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(TurnDownRequest, (), (expects, reason))

struct UseWithdrawRequest {
    std::int64_t expects = 0;
    Text<0, 500> reason;
};
BOOST_DESCRIBE_STRUCT(UseWithdrawRequest, (), (expects, reason))

struct PreviewField {
    std::string name;
    std::string label_zh;
    std::string label_en;
    std::string category;     // code of the personal-data law, "C011"
    std::string category_zh;  // its name
    bool granted = false;     // would be: purpose, link and the stages so far all have it
};
BOOST_DESCRIBE_STRUCT(PreviewField, (), (name, label_zh, label_en, category, category_zh, granted))

struct PreviewBasis {
    std::string id;
    std::string title;
    std::string title_en;
    std::optional<std::string> from;
    std::optional<std::string> until;
    bool in_force = false;
};
BOOST_DESCRIBE_STRUCT(PreviewBasis, (), (id, title, title_en, from, until, in_force))

struct PreviewLink {
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::string state;
    std::string until;
    std::int64_t days_left = 0;
};
BOOST_DESCRIBE_STRUCT(PreviewLink, (), (code, name_zh, name_en, state, until, days_left))

struct SimilarGrant {
    std::string id;
    std::string state;
    std::string from;
    std::string until;
    std::int64_t fields = 0;
    std::vector<std::string> operations;
    std::int64_t holders = 0;
    std::int64_t quota_total = 0;
    std::int64_t queries = 0;
    std::int64_t refusals = 0;
    std::optional<std::int64_t> never_revealed_percent;  // of the answers, how many were never unmasked
    std::optional<std::string> last_used_on;             // a day
};
BOOST_DESCRIBE_STRUCT(SimilarGrant, (),
                      (id, state, from, until, fields, operations, holders, quota_total, queries, refusals,
                       never_revealed_percent, last_used_on))

struct PreviewNotice {
    std::string code;
    std::string zh;
    std::string en;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(PreviewNotice, (), (code, zh, en, clause))

struct DataPreview {
    std::vector<PreviewField> fields;
    std::optional<std::int64_t> reach;  // people in the data in use; absent: it is not known
    std::vector<PreviewBasis> bases;
    std::optional<PreviewLink> link;
    std::vector<SimilarGrant> similar;
    std::vector<PreviewNotice> warnings;
    ApprovedTerms would_grant;  // if everybody approved it as it stands
};
BOOST_DESCRIBE_STRUCT(DataPreview, (), (fields, reach, bases, link, similar, warnings, would_grant))

// ---- the register of all grants ----

struct GrantRow {
    std::string id;
    std::string purpose_code;
    std::string purpose_zh;
    std::string purpose_en;
    std::vector<BasisView> bases;
    UnitView unit;
    std::vector<FieldLabel> fields;
    std::vector<std::string> operations;
    PopulationView population;
    std::string holding;
    std::string state;
    std::string halted_by;  // in force, and yet nothing may be asked: "", "purpose", "link"
    std::string from;
    std::string to;
    std::int64_t days_left = 0;
    std::int64_t quota_day = 0;
    std::int64_t quota_month = 0;
    std::int64_t quota_total = 0;
    std::int64_t used_today = 0;
    std::int64_t used_month = 0;
    std::int64_t used_total = 0;
    std::optional<Hours> hours;
    std::vector<std::string> networks;
    std::vector<AccountRef> holders;
    std::string application;  // its number
    std::optional<std::string> application_id;
    std::optional<std::string> renews;
    std::optional<std::string> link_until;
    std::optional<std::string> last_used_on;  // a day
    std::optional<std::string> lapses_on;     // a day; absent once it was used
};
BOOST_DESCRIBE_STRUCT(GrantRow, (),
                      (id, purpose_code, purpose_zh, purpose_en, bases, unit, fields, operations, population, holding,
                       state, halted_by, from, to, days_left, quota_day, quota_month, quota_total, used_today,
                       used_month, used_total, hours, networks, holders, application, application_id, renews,
                       link_until, last_used_on, lapses_on))

struct GrantRegister {
    std::vector<GrantRow> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(GrantRegister, (), (items, total, next))

struct GrantStateView {
    std::string act;  // "issued", "suspended", "resumed", "ended"
    std::string at;
    std::optional<AccountRef> by;  // absent: before states were kept
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(GrantStateView, (), (act, at, by, reason))

struct GrantFull {
    GrantRow grant;
    std::vector<GrantStateView> states;
    std::vector<std::string> may;  // "suspend", "resume", "end", "renew"
};
BOOST_DESCRIBE_STRUCT(GrantFull, (), (grant, states, may))

}  // namespace menhu::web
