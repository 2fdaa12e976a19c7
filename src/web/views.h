#pragma once
// What the interface reads and answers, as described structs: the one place from which JSON, OpenAPI and the front
// end's types come. Ids are 13-character texts, instants RFC 3339 in UTC, dates "YYYY-MM-DD". Values; any thread.
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/json.h"
#include "web/problem.h"

namespace menhu::web {

using IdText = Text<13, 13>;

struct MetaView {
    std::string product;
    std::string version;
    std::string agency_zh;
    std::string agency_en;
    bool demonstration = false;
    std::string profile;
};
BOOST_DESCRIBE_STRUCT(MetaView, (), (product, version, agency_zh, agency_en, demonstration, profile))

struct HealthView {
    std::string status;
};
BOOST_DESCRIBE_STRUCT(HealthView, (), (status))

// ---- sessions ----

struct UnitView {
    std::string id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(UnitView, (), (id, name))

struct AccountRef {
    std::string id;
    std::string account;  // its name
    std::string name;     // the person's
};
BOOST_DESCRIBE_STRUCT(AccountRef, (), (id, account, name))

struct SessionView {
    std::string account_id;
    std::string account;
    std::string name;
    UnitView unit;
    std::vector<std::string> roles;
    std::string csrf;
    bool must_change_password = false;
    std::string idle_expires_at;
    std::string absolute_expires_at;
    bool can_extend = false;
    std::int64_t warn_seconds = 0;
    bool must_enrol = false;          // only credentials may be enrolled
    std::vector<std::string> awaits;  // a second factor is outstanding: "totp", "passkey"
    std::optional<std::string> fresh_until;
    std::int64_t elsewhere = 0;  // other sessions of the account
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (account_id, account, name, unit, roles, csrf, must_change_password, idle_expires_at,
                       absolute_expires_at, can_extend, warn_seconds, must_enrol, awaits, fresh_until, elsewhere))

struct SignInRequest {
    Text<1, 64> account;
    Text<1, 256> password;
};
BOOST_DESCRIBE_STRUCT(SignInRequest, (), (account, password))

struct PasswordRequest {
    std::optional<Text<1, 256>> current;  // needed but where a one-time token began the session
    Text<1, 256> next;
};
BOOST_DESCRIBE_STRUCT(PasswordRequest, (), (current, next))

// ---- grants ----

struct BasisView {
    std::string id;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(BasisView, (), (id, title))

struct FieldLabel {
    std::string name;
    std::string label_zh;
    std::string label_en;
};
BOOST_DESCRIBE_STRUCT(FieldLabel, (), (name, label_zh, label_en))

struct DistrictView {
    std::string code;
    std::string name_zh;
    std::string name_en;
};
BOOST_DESCRIBE_STRUCT(DistrictView, (), (code, name_zh, name_en))

struct PopulationView {
    std::string kind;
    std::vector<DistrictView> districts;
};
BOOST_DESCRIBE_STRUCT(PopulationView, (), (kind, districts))

// Asking is allowed from "08:00" to "17:30" on weekdays 1 (Monday) to 7; no weekdays: every day.
struct Hours {
    std::string from;
    std::string to;
    std::vector<std::int64_t> weekdays;
};
BOOST_DESCRIBE_STRUCT(Hours, (), (from, to, weekdays))

struct GrantView {
    std::string id;
    std::string purpose_zh;
    std::string purpose_en;
    std::vector<BasisView> bases;
    std::string unit;
    std::vector<FieldLabel> fields;
    std::vector<std::string> operations;
    PopulationView population;
    std::string state;
    std::string halted_by;  // in force, and yet nothing may be asked: "", "purpose", "link"
    std::string case_example;
    std::string from;
    std::string to;
    std::int64_t days_left = 0;
    std::int64_t quota_day = 0;
    std::int64_t quota_total = 0;
    std::int64_t used_today = 0;
    std::int64_t used_total = 0;
    std::string acknowledgement;
    std::string acknowledgement_en;
    std::int64_t quota_month = 0;
    std::int64_t used_month = 0;
    std::optional<Hours> hours;  // absent: at any time
    std::vector<std::string> networks;
    std::optional<std::string> lapses_on;  // a day; absent once it was used
    bool renewable = false;                // a renewal may be applied for now
};
BOOST_DESCRIBE_STRUCT(GrantView, (),
                      (id, purpose_zh, purpose_en, bases, unit, fields, operations, population, state, halted_by,
                       case_example, from, to, days_left, quota_day, quota_total, used_today, used_total,
                       acknowledgement, acknowledgement_en, quota_month, used_month, hours, networks, lapses_on,
                       renewable))

struct GrantList {
    std::vector<GrantView> items;
};
BOOST_DESCRIBE_STRUCT(GrantList, (), (items))

// ---- accesses and the trail ----

struct AccessView {
    std::string log;
    std::int64_t index = 0;
    std::string at;
    std::string kind;
    std::string grant;
    std::string purpose;  // its code; the names are empty where the ledger knows a code that no purpose has
    std::string purpose_zh;
    std::string purpose_en;
    std::string case_number;
    std::string subject_masked;
    std::string outcome;  // "answered", "none_found", "refused"
    std::string refusal_zh;
    std::string refusal_en;
};
BOOST_DESCRIBE_STRUCT(AccessView, (),
                      (log, index, at, kind, grant, purpose, purpose_zh, purpose_en, case_number, subject_masked,
                       outcome, refusal_zh, refusal_en))

struct AccessList {
    std::vector<AccessView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AccessList, (), (items, total, next))

// What a reader of the trail asks: in the body, because a national id is never in an address.
struct TrailExportRequest {
    std::optional<Text<0, 64>> account;  // its name or id
    std::optional<Text<0, 40>> person;   // a national id
    std::optional<Text<0, 100>> case_number;
    std::optional<Text<0, 64>> kind;
    std::optional<Text<0, 40>> from;
    std::optional<Text<0, 40>> to;
};
BOOST_DESCRIBE_STRUCT(TrailExportRequest, (), (account, person, case_number, kind, from, to))

struct TrailRequest {
    std::optional<Text<0, 64>> account;
    std::optional<Text<0, 40>> person;
    std::optional<Text<0, 100>> case_number;
    std::optional<Text<0, 64>> kind;
    std::optional<Text<0, 40>> from;
    std::optional<Text<0, 40>> to;
    std::optional<Text<0, 200>> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(TrailRequest, (), (account, person, case_number, kind, from, to, cursor, limit))

struct TrailView {
    std::string log;
    std::int64_t index = 0;
    std::string at;
    std::string kind;
    std::string account;
    std::string name;
    std::string unit;
    std::string grant;
    std::string purpose;  // its code; the names are empty where the ledger knows a code that no purpose has
    std::string purpose_zh;
    std::string purpose_en;
    std::string case_number;
    std::string subject_masked;
    std::string outcome;
    std::string refusal_zh;
    std::string refusal_en;
};
BOOST_DESCRIBE_STRUCT(TrailView, (),
                      (log, index, at, kind, account, name, unit, grant, purpose, purpose_zh, purpose_en, case_number,
                       subject_masked, outcome, refusal_zh, refusal_en))

struct TrailList {
    std::vector<TrailView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(TrailList, (), (items, total, next))

struct TodoView {
    std::string code;
    std::string title_zh;
    std::string title_en;
    std::string clause;
    std::optional<std::string> due;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(TodoView, (), (code, title_zh, title_en, clause, due, link))

struct HomeView {
    std::vector<TodoView> todos;
    std::vector<GrantView> grants;
    std::vector<AccessView> recent;
};
BOOST_DESCRIBE_STRUCT(HomeView, (), (todos, grants, recent))

// ---- queries ----

enum class SubjectKind : std::uint8_t { id, name_birth, household, name_district };
BOOST_DESCRIBE_ENUM(SubjectKind, id, name_birth, household, name_district)

struct SubjectRequest {
    SubjectKind by{};
    std::optional<Text<1, 40>> id;
    std::optional<Text<1, 100>> name;
    std::optional<Text<1, 20>> birth_date;
    std::optional<Text<1, 40>> household_number;
    std::optional<Text<1, 20>> district;
};
BOOST_DESCRIBE_STRUCT(SubjectRequest, (), (by, id, name, birth_date, household_number, district))

struct QueryRequest {
    IdText grant;
    Text<0, 100> case_number;  // an empty one is refused by the grant, and recorded
    Text<0, 500> reason;
    SubjectRequest subject;
    std::optional<std::vector<Text<1, 40>>> fields;  // fewer than the grant's; absent: all of them
};
BOOST_DESCRIBE_STRUCT(QueryRequest, (), (grant, case_number, reason, subject, fields))

struct FollowRequest {
    Text<1, 400> handle;
    Text<0, 500> reason;
};
BOOST_DESCRIBE_STRUCT(FollowRequest, (), (handle, reason))

struct FieldValue {
    std::string_view name;
    std::string_view label_zh;
    std::string_view label_en;
    std::string value;
    std::string value_en;  // where the English words differ; else empty
    bool masked = false;
};
BOOST_DESCRIBE_STRUCT(FieldValue, (), (name, label_zh, label_en, value, value_en, masked))

// What the form needs to know before anything is asked.
struct QueryForm {
    std::vector<DistrictView> districts;
    std::int64_t name_search_most = 0;  // so many of one name are listed, and no more
    std::int64_t name_search_left = 0;  // searches by name that the asker has left today
};
BOOST_DESCRIBE_STRUCT(QueryForm, (), (districts, name_search_most, name_search_left))

struct CardEventView {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string on;  // a date, or what a mask leaves of one; may be empty
    std::string registered;
    std::string from_;
    std::string to;
    std::string other_id;
    std::string act;
    bool undone = false;
};
BOOST_DESCRIBE_STRUCT(CardEventView, (), (code, zh, en, on, registered, from_, to, other_id, act, undone))

struct CardHistoryView {
    std::string_view name;
    std::string_view label_zh;
    std::string_view label_en;
    bool masked = false;
    std::vector<CardEventView> events;
};
BOOST_DESCRIBE_STRUCT(CardHistoryView, (), (name, label_zh, label_en, masked, events))

struct PersonCard {
    std::string handle;
    std::vector<FieldValue> fields;
    std::string_view status_zh;
    std::string_view status_en;
    bool by_earlier_id = false;
    std::vector<CardHistoryView> histories;
};
BOOST_DESCRIBE_STRUCT(PersonCard, (), (handle, fields, status_zh, status_en, by_earlier_id, histories))

struct QueryView {
    std::string id;
    ReceiptView receipt;
    std::string base_date;
    std::string generation;
    std::string grant;
    std::string case_number;
    std::string_view operation;  // "lookup", "household", "name_search", "reveal"
    bool list = false;           // to choose one from: a few fields, and nothing else of them may be asked before
    bool masked = true;
    std::vector<PersonCard> records;
    std::int64_t total = 0;
    std::string exhibit;  // for POST /attachments, for a quarter of an hour; empty: nothing to attach
};
BOOST_DESCRIBE_STRUCT(QueryView, (),
                      (id, receipt, base_date, generation, grant, case_number, operation, list, masked, records, total,
                       exhibit))

// ---- deliveries ----

struct DeliveryRequest {
    Text<1, 20000> manifest;  // TOML, docs/formats/delivery.md
};
BOOST_DESCRIBE_STRUCT(DeliveryRequest, (), (manifest))

struct DeliveryCreated {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(DeliveryCreated, (), (id))

struct UploadView {
    std::int64_t received = 0;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(UploadView, (), (received, bytes))

struct DeliveryProgress {
    std::int64_t read = 0;
    std::int64_t total = 0;
    std::string phase;
};
BOOST_DESCRIBE_STRUCT(DeliveryProgress, (), (read, total, phase))

struct DeliveryCheck {
    std::string_view code;
    std::string_view title_zh;
    std::string_view title_en;
    std::string_view outcome;
    std::int64_t count = 0;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(DeliveryCheck, (), (code, title_zh, title_en, outcome, count, detail))

struct DeliveryReport {
    std::vector<DeliveryCheck> checks;
    std::int64_t read = 0;
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    std::string refusal;
};
BOOST_DESCRIBE_STRUCT(DeliveryReport, (), (checks, read, accepted, rejected, refusal))

struct DeliveryView {
    std::string id;
    std::string table_number;
    std::int64_t sequence = 0;
    std::string base_date;
    std::string layout;
    std::int64_t records = 0;
    std::int64_t bytes = 0;
    std::string state;
    DeliveryProgress progress;
    std::optional<DeliveryReport> report;
    std::string uploaded_by;
    std::string uploaded_at;
    std::string signed_by;
    std::optional<std::string> signed_at;
};
BOOST_DESCRIBE_STRUCT(DeliveryView, (),
                      (id, table_number, sequence, base_date, layout, records, bytes, state, progress, report,
                       uploaded_by, uploaded_at, signed_by, signed_at))

struct DeliveryList {
    std::vector<DeliveryView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DeliveryList, (), (items, total, next))

enum class SignOffDecision : std::uint8_t { accept, refuse };
BOOST_DESCRIBE_ENUM(SignOffDecision, accept, refuse)

struct SignOffRequest {
    SignOffDecision decision{};
    Text<0, 600> note;
};
BOOST_DESCRIBE_STRUCT(SignOffRequest, (), (decision, note))

}  // namespace menhu::web
