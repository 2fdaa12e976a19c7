#pragma once
// Copies that leave (S2.4): recipients, approvals, exports and the register of copies, as the interface reads and
// answers them. The names are those of the JSON. Values; any thread.
#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

struct RecipientRow {
    std::string id;
    std::string name;
    std::string organisation;
    std::string contact;
    std::string key;          // empty for whoever has yet to confirm it
    std::string fingerprint;  // likewise
    std::string from_;
    std::string until;
    std::string state;  // "waiting", "not_yet_valid", "in_force", "expired", "revoked"
    AccountRef registered_by;
    std::string registered_at;
    std::optional<AccountRef> confirmed_by;
    std::optional<std::string> confirmed_at;
    std::string channel;
    std::optional<AccountRef> revoked_by;
    std::optional<std::string> revoked_at;
    std::string revoked_why;
    std::vector<std::string> may;  // "confirm", "revoke"
};
BOOST_DESCRIBE_STRUCT(RecipientRow, (),
                      (id, name, organisation, contact, key, fingerprint, from_, until, state, registered_by,
                       registered_at, confirmed_by, confirmed_at, channel, revoked_by, revoked_at, revoked_why, may))

struct RecipientList {
    std::vector<RecipientRow> items;
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(RecipientList, (), (items, total))

struct RecipientRequest {
    Text<1, 100> name;
    Text<1, 100> organisation;
    Text<1, 500> contact;
    Text<1, 200> key;
    Text<10, 10> from_;
    Text<10, 10> until;
};
BOOST_DESCRIBE_STRUCT(RecipientRequest, (), (name, organisation, contact, key, from_, until))

struct RecipientConfirmation {
    Text<1, 100> fingerprint;
    Text<1, 500> channel;
};
BOOST_DESCRIBE_STRUCT(RecipientConfirmation, (), (fingerprint, channel))

struct CopyReason {
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(CopyReason, (), (reason))

struct CopyMade {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(CopyMade, (), (id))

struct CopyRecipientRef {
    std::string id;
    std::string name;
    std::string organisation;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(CopyRecipientRef, (), (id, name, organisation, state))

struct CopyApprovalRow {
    std::string id;
    std::string letter_number;
    std::string letter_on;
    std::string grant;
    std::string purpose_zh;
    std::string purpose_en;
    std::string unit;             // of the grant
    std::vector<std::string> of;  // "match", "roster", "frame"
    std::string scope;
    std::vector<CopyRecipientRef> recipients;
    std::string carriage;  // "network", "media"
    std::int64_t copies_most = 0;
    std::int64_t copies_made = 0;
    std::int64_t people_most = 0;
    std::string until;
    std::string destroy_by;
    std::string state;  // "waiting", "in_force", "used_up", "expired", "revoked"
    AccountRef registered_by;
    std::string registered_at;
    std::optional<AccountRef> confirmed_by;
    std::optional<std::string> confirmed_at;
    std::optional<AccountRef> revoked_by;
    std::optional<std::string> revoked_at;
    std::string revoked_why;
    std::vector<std::string> may;  // "confirm", "revoke"
};
BOOST_DESCRIBE_STRUCT(CopyApprovalRow, (),
                      (id, letter_number, letter_on, grant, purpose_zh, purpose_en, unit, of, scope, recipients,
                       carriage, copies_most, copies_made, people_most, until, destroy_by, state, registered_by,
                       registered_at, confirmed_by, confirmed_at, revoked_by, revoked_at, revoked_why, may))

struct CopyApprovalList {
    std::vector<CopyApprovalRow> items;
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(CopyApprovalList, (), (items, total))

struct CopyApprovalRequest {
    Text<1, 100> letter_number;
    Text<10, 10> letter_on;
    IdText grant;
    std::vector<std::string> of;
    Text<1, 500> scope;
    std::vector<std::string> recipients;
    Text<1, 20> carriage;
    std::int64_t copies_most = 0;
    std::int64_t people_most = 0;
    Text<10, 10> until;
    Text<10, 10> destroy_by;
};
BOOST_DESCRIBE_STRUCT(CopyApprovalRequest, (),
                      (letter_number, letter_on, grant, of, scope, recipients, carriage, copies_most, people_most,
                       until, destroy_by))

struct ExportRequest {
    IdText outcome;  // of a match, a roster or a frame
    IdText approval;
    IdText recipient;
    Text<0, 100> case_number;  // an empty one is refused by the grant, and recorded
    Text<0, 500> reason;
    Text<3, 3> as;  // "ods", "csv"
};
BOOST_DESCRIBE_STRUCT(ExportRequest, (), (outcome, approval, recipient, case_number, reason, as))

struct CopyEndView {
    std::string destroyed_on;
    std::string method;
    std::string witness;
    std::string certificate;
    AccountRef by;
    std::string at;
};
BOOST_DESCRIBE_STRUCT(CopyEndView, (), (destroyed_on, method, witness, certificate, by, at))

struct CopyEndRequest {
    Text<10, 10> destroyed_on;
    Text<1, 500> method;
    Text<1, 500> witness;
    Text<0, 500> certificate;
};
BOOST_DESCRIBE_STRUCT(CopyEndRequest, (), (destroyed_on, method, witness, certificate))

struct CopyRow {
    std::string id;
    std::string kind;  // "export", "case_file"
    std::string of;    // "match", "roster", "frame"
    std::string outcome;
    AccountRef made_by;
    UnitView unit;
    std::string grant;
    std::string purpose_zh;
    std::string purpose_en;
    std::string case_number;  // for who made it
    std::string reason;
    std::optional<std::string> approval;
    std::string letter_number;
    std::optional<CopyRecipientRef> recipient;
    std::int64_t number = 0;
    std::int64_t number_of = 0;
    std::string form;
    std::int64_t people = 0;
    std::int64_t bytes = 0;
    std::string sha256;
    std::string log;
    std::int64_t index = 0;
    std::string made_at;
    std::optional<std::string> fetch_until;
    std::optional<std::string> fetched_at;
    std::string destroy_by;
    std::string state;  // "making", "failed", "ready", "unfetched", "out", "overdue", "destroyed"
    std::optional<CopyEndView> end;
    std::vector<std::string> may;  // "fetch", "end"
};
BOOST_DESCRIBE_STRUCT(CopyRow, (),
                      (id, kind, of, outcome, made_by, unit, grant, purpose_zh, purpose_en, case_number, reason,
                       approval, letter_number, recipient, number, number_of, form, people, bytes, sha256, log, index,
                       made_at, fetch_until, fetched_at, destroy_by, state, end, may))

struct CopyList {
    std::vector<CopyRow> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(CopyList, (), (items, total, next))

}  // namespace menhu::web
