#pragma once
// What the interface reads and answers of units, duties of office, applications and accounts. Days ("2026-11-23") and
// instants are both read where a beginning or an end is meant (day.h). Values; any thread.
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

using DayText = Text<1, 40>;

// ---- units and contracts ----

struct ContractView {
    std::string number;
    std::string title;
    std::string scope;
    std::string from;  // a day
    std::string to;    // the last day
    std::string subcontracting;
    std::string contact_name;  // these three for who answers for the unit and for auditors; else empty
    std::string contact_phone;
    std::string contact_email;
};
BOOST_DESCRIBE_STRUCT(ContractView, (),
                      (number, title, scope, from, to, subcontracting, contact_name, contact_phone, contact_email))

struct ContractRequest {
    Text<1, 100> number;
    Text<1, 200> title;
    Text<1, 1000> scope;
    DayText from;
    DayText to;
    Text<0, 500> subcontracting;
    Text<1, 100> contact_name;
    Text<0, 50> contact_phone;
    Text<0, 200> contact_email;
};
BOOST_DESCRIBE_STRUCT(ContractRequest, (),
                      (number, title, scope, from, to, subcontracting, contact_name, contact_phone, contact_email))

struct ContractorRequest {
    Text<1, 40> code;
    Text<1, 200> name_zh;
    Text<1, 200> name_en;
    std::optional<IdText> parent;  // the unit that commissions it
    ContractRequest contract;
};
BOOST_DESCRIBE_STRUCT(ContractorRequest, (), (code, name_zh, name_en, parent, contract))

struct OfficeCreated {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(OfficeCreated, (), (id))

struct OfficeUnitView {
    std::string id;
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::string kind;
    std::string district;
    std::optional<std::string> parent;
    std::string from;
    std::optional<std::string> until;
    std::optional<AccountRef> head;
    std::optional<AccountRef> deputy;
    std::optional<AccountRef> administrator;  // the unit's own, or else the whole agency's
    std::int64_t accounts = 0;                // that are not closed
    std::optional<ContractView> contract;
};
BOOST_DESCRIBE_STRUCT(OfficeUnitView, (),
                      (id, code, name_zh, name_en, kind, district, parent, from, until, head, deputy, administrator,
                       accounts, contract))

struct OfficeUnitList {
    std::vector<OfficeUnitView> items;
};
BOOST_DESCRIBE_STRUCT(OfficeUnitList, (), (items))

struct DutyView {
    std::string id;
    std::string kind;
    AccountRef account;
    std::optional<UnitView> unit;  // absent: the whole agency
    std::string from;
    std::optional<std::string> until;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(DutyView, (), (id, kind, account, unit, from, until, note))

struct AbsenceView {
    std::string id;
    AccountRef account;
    std::string from;
    std::string until;
    std::optional<std::string> ended_at;
};
BOOST_DESCRIBE_STRUCT(AbsenceView, (), (id, account, from, until, ended_at))

struct AbsenceList {
    std::vector<AbsenceView> items;
};
BOOST_DESCRIBE_STRUCT(AbsenceList, (), (items))

struct OfficeUnitDetail : OfficeUnitView {
    std::vector<DutyView> duties;  // of the unit, past, present and to come
    std::vector<AbsenceView> absences;
    std::optional<AccountRef> acting;  // who acts as head now
    std::vector<std::string> may;      // "assign_duty", "set_contract"
};
BOOST_DESCRIBE_STRUCT(OfficeUnitDetail, (OfficeUnitView), (duties, absences, acting, may))

struct DutyRequest {
    Text<1, 40> kind;
    IdText account;
    DayText from;
    std::optional<DayText> until;
    std::optional<Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(DutyRequest, (), (kind, account, from, until, note))

struct DutyEndRequest {
    DayText at;  // a day: the last one
    std::optional<Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(DutyEndRequest, (), (at, note))

struct AnswerableView {
    std::optional<AccountRef> head;
    std::optional<AccountRef> deputy;
    std::optional<AccountRef> administrator;
    std::optional<AccountRef> acting;
};
BOOST_DESCRIBE_STRUCT(AnswerableView, (), (head, deputy, administrator, acting))

struct AbsenceRequest {
    std::optional<IdText> account;  // absent: oneself
    DayText from;
    DayText until;
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(AbsenceRequest, (), (account, from, until, reason))

// ---- applications ----

struct FormUnitView {
    std::string id;
    std::string name_zh;
    std::string name_en;
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(FormUnitView, (), (id, name_zh, name_en, kind))

struct FormRoleView {
    std::string name;
    std::string title_zh;
    std::string title_en;
    std::string duty_zh;
    std::string duty_en;
    std::int64_t training_hours = 0;  // that the role asks for in a year
};
BOOST_DESCRIBE_STRUCT(FormRoleView, (), (name, title_zh, title_en, duty_zh, duty_en, training_hours))

struct SeparationView {
    std::string one;
    std::string other;
    std::string reason_zh;
    std::string reason_en;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(SeparationView, (), (one, other, reason_zh, reason_en, clause))

struct PledgeTextView {
    std::string version;
    std::string text_zh;
    std::string text_en;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(PledgeTextView, (), (version, text_zh, text_en, clause))

struct ApplicationFormView {
    std::vector<FormUnitView> units;
    std::vector<FormRoleView> roles;
    std::vector<SeparationView> separations;
    PledgeTextView pledge;
    std::int64_t training_hours = 0;
};
BOOST_DESCRIBE_STRUCT(ApplicationFormView, (), (units, roles, separations, pledge, training_hours))

struct ClaimedTrainingForm {
    std::int64_t hours = 0;
    Text<0, 10> on;
    Text<0, 500> evidence;
};
BOOST_DESCRIBE_STRUCT(ClaimedTrainingForm, (), (hours, on, evidence))

// What is wrong in it is told all at once and field by field, so its texts may be empty here.
struct ApplicationForm {
    Text<1, 20> kind;
    std::optional<IdText> account;
    Text<0, 64> account_name;
    Text<0, 200> display_name;
    Text<0, 200> email;
    Text<0, 40> employee_number;
    Text<0, 13> unit;
    std::vector<Text<1, 40>> roles;
    Text<0, 500> duties;
    bool temporary = false;
    Text<0, 40> from;
    std::optional<Text<0, 40>> until;
    Text<0, 40> pledge_version;
    bool pledge_accepted = false;
    std::optional<ClaimedTrainingForm> training;
    Text<0, 500> reason;
};
BOOST_DESCRIBE_STRUCT(ApplicationForm, (),
                      (kind, account, account_name, display_name, email, employee_number, unit, roles, duties,
                       temporary, from, until, pledge_version, pledge_accepted, training, reason))

struct ApplicationMade {
    std::string id;
    std::string number;
    std::optional<std::string> code;  // the claim code, shown once
};
BOOST_DESCRIBE_STRUCT(ApplicationMade, (), (id, number, code))

struct ClaimRequest {
    Text<1, 40> number;
    Text<1, 64> code;
};
BOOST_DESCRIBE_STRUCT(ClaimRequest, (), (number, code))

struct ClaimResubmitRequest {
    Text<1, 40> number;
    Text<1, 64> code;
    ApplicationForm form;
};
BOOST_DESCRIBE_STRUCT(ClaimResubmitRequest, (), (number, code, form))

struct ClaimWithdrawRequest {
    Text<1, 40> number;
    Text<1, 64> code;
    Text<0, 500> reason;
};
BOOST_DESCRIBE_STRUCT(ClaimWithdrawRequest, (), (number, code, reason))

struct NoteRequest {
    std::optional<Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(NoteRequest, (), (note))

struct ReasonRequest {
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(ReasonRequest, (), (reason))

struct ApplicationRow {
    std::string id;
    std::string number;
    std::string kind;
    std::string state;
    std::string account_name;
    std::string display_name;
    UnitView unit;
    std::vector<std::string> roles;
    std::string submitted_at;
    std::string waiting_for;  // "head", "deputy", "administrator", "applicant", or empty
    std::vector<std::string> may;
};
BOOST_DESCRIBE_STRUCT(ApplicationRow, (),
                      (id, number, kind, state, account_name, display_name, unit, roles, submitted_at, waiting_for,
                       may))

struct ApplicationList {
    std::vector<ApplicationRow> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ApplicationList, (), (items, total, next))

struct ApplicationWarning {
    std::string code;
    std::string zh;
    std::string en;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(ApplicationWarning, (), (code, zh, en, clause))

struct ApplicationStep {
    std::int64_t number = 0;
    std::string at;
    std::string act;
    std::optional<AccountRef> by;  // absent: an applicant without an account, or time
    std::string as;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ApplicationStep, (), (number, at, act, by, as, reason))

struct ClaimedTrainingView {
    std::int64_t hours = 0;
    std::string on;
    std::string evidence;
};
BOOST_DESCRIBE_STRUCT(ClaimedTrainingView, (), (hours, on, evidence))

struct ApplicationView {
    std::string id;
    std::string number;
    std::string kind;
    std::string state;
    std::optional<AccountRef> account;  // the one concerned; of a new one once it is made
    std::string account_name;
    std::string display_name;
    std::string email;
    std::string employee_number;
    UnitView unit;
    std::vector<std::string> roles;
    std::string duties;
    bool temporary = false;
    std::string from;
    std::optional<std::string> until;
    std::string pledge_version;
    bool pledge_accepted = false;
    std::optional<ClaimedTrainingView> training;
    std::string reason;
    std::string submitted_at;
    std::string lapses_at;
    std::string waiting_for;
    std::vector<ApplicationWarning> warnings;
    std::vector<ApplicationStep> steps;
    std::vector<std::string> may;
};
BOOST_DESCRIBE_STRUCT(ApplicationView, (),
                      (id, number, kind, state, account, account_name, display_name, email, employee_number, unit,
                       roles, duties, temporary, from, until, pledge_version, pledge_accepted, training, reason,
                       submitted_at, lapses_at, waiting_for, warnings, steps, may))

// ---- accounts ----

struct AccountRow {
    std::string id;
    std::string account;
    std::string name;
    UnitView unit;
    std::vector<std::string> roles;
    std::string standing;
    std::string from;
    std::optional<std::string> until;
    std::optional<std::string> last_signed_in;
    std::optional<std::string> idle_on;  // when it will be idle if nobody signs in; of active ones
    bool temporary = false;
    std::vector<std::string> flags;  // "idle_soon", "idle", "ends_soon", "temporary", "planned", "no_training"
};
BOOST_DESCRIBE_STRUCT(AccountRow, (),
                      (id, account, name, unit, roles, standing, from, until, last_signed_in, idle_on, temporary,
                       flags))

struct AccountList {
    std::vector<AccountRow> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (items, total, next))

struct TermView {
    std::int64_t number = 0;
    std::string from;
    std::string recorded_at;
    UnitView unit;
    std::vector<std::string> roles;
    std::string state;
    std::optional<AccountRef> by;  // absent: the console
    std::optional<std::string> application;
};
BOOST_DESCRIBE_STRUCT(TermView, (), (number, from, recorded_at, unit, roles, state, by, application))

struct PledgeView {
    std::string version;
    std::string at;
};
BOOST_DESCRIBE_STRUCT(PledgeView, (), (version, at))

struct AccountView {
    std::string id;
    std::string account;
    std::string name;
    UnitView unit;
    std::vector<std::string> roles;
    std::string standing;
    std::string from;
    std::optional<std::string> until;
    std::optional<std::string> last_signed_in;
    std::optional<std::string> idle_on;
    bool temporary = false;
    std::vector<std::string> flags;
    std::string email;
    std::string employee_number;
    std::string duties_text;
    std::vector<TermView> terms;
    std::vector<DutyView> duties;
    std::vector<PledgeView> pledges;
    std::optional<TermView> planned;
    std::vector<std::string> may;  // "suspend", "restore", "end_sessions", "recover"
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (id, account, name, unit, roles, standing, from, until, last_signed_in, idle_on, temporary, flags,
                       email, employee_number, duties_text, terms, duties, pledges, planned, may))

struct SessionsEnded {
    std::int64_t ended = 0;
};
BOOST_DESCRIBE_STRUCT(SessionsEnded, (), (ended))

// ---- the pledge, and break-glass ----

struct PledgeState {
    std::string version;
    std::string text_zh;
    std::string text_en;
    std::string clause;
    std::optional<std::string> acknowledged_at;  // by oneself
};
BOOST_DESCRIBE_STRUCT(PledgeState, (), (version, text_zh, text_en, clause, acknowledged_at))

struct PledgeRequest {
    Text<1, 40> version;
};
BOOST_DESCRIBE_STRUCT(PledgeRequest, (), (version))

struct BreakGlassView {
    std::string id;
    std::string account;
    std::string reason;
    std::string from;
    std::string until;
    std::optional<std::string> acknowledged_at;
    std::string acknowledged_by;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(BreakGlassView, (), (id, account, reason, from, until, acknowledged_at, acknowledged_by, note))

struct BreakGlassList {
    std::vector<BreakGlassView> items;
};
BOOST_DESCRIBE_STRUCT(BreakGlassList, (), (items))

struct AcknowledgeRequest {
    Text<1, 500> note;
};
BOOST_DESCRIBE_STRUCT(AcknowledgeRequest, (), (note))

}  // namespace menhu::web
