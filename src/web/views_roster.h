#pragma once
// What the interface reads and answers of training and of the roster. Values; any thread.
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

struct TrainingRecordView {
    std::string id;
    std::string on;
    std::int64_t hours = 0;
    std::string title;
    std::string provider;
    std::string evidence;
    std::string entered_by;
    std::string state;  // "claimed", "counted", "withdrawn"
    bool withdrawn = false;
    std::string confirmed_by;
    std::string reason;            // of a withdrawal
    std::vector<std::string> may;  // what the reader may do with it: "confirm", "withdraw"
};
BOOST_DESCRIBE_STRUCT(TrainingRecordView, (),
                      (id, on, hours, title, provider, evidence, entered_by, state, withdrawn, confirmed_by, reason,
                       may))

struct TrainingRow {
    AccountRef account;
    UnitView unit;
    std::vector<std::string> roles;
    std::int64_t hours = 0;     // that count
    std::int64_t required = 0;  // by the profile; 0: none
    bool short_ = false;        // fewer than required
    bool may_add = false;
    std::vector<TrainingRecordView> records;
};
BOOST_DESCRIBE_STRUCT(TrainingRow, (), (account, unit, roles, hours, required, short_, may_add, records))

struct TrainingList {
    std::int64_t year = 0;
    std::vector<TrainingRow> items;
};
BOOST_DESCRIBE_STRUCT(TrainingList, (), (year, items))

struct TrainingRequest {
    IdText account;
    Text<10, 10> on;
    std::int64_t hours = 0;
    Text<1, 200> title;
    Text<0, 200> provider;
    Text<1, 500> evidence;
};
BOOST_DESCRIBE_STRUCT(TrainingRequest, (), (account, on, hours, title, provider, evidence))

struct TrainingCreated {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(TrainingCreated, (), (id))

struct TrainingWithdrawal {
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(TrainingWithdrawal, (), (reason))

struct RosterGrantView {
    std::string id;
    std::string purpose;
    std::string from;
    std::string to;
};
BOOST_DESCRIBE_STRUCT(RosterGrantView, (), (id, purpose, from, to))

struct RosterRow {
    std::string account;
    std::string name;
    UnitView unit;
    std::string contract_number;  // empty: not a contractor
    std::vector<std::string> roles;
    std::string standing;  // on that day
    std::string from;
    std::optional<std::string> until;
    std::optional<std::string> applied_at;
    std::optional<std::string> approved_at;
    std::string approved_by;
    std::optional<std::string> revoked_at;
    std::string pledge_version;
    std::optional<std::string> pledged_at;
    std::vector<RosterGrantView> grants;
    std::int64_t training_hours = 0;  // that count, in the year up to that day
    std::int64_t training_required = 0;
    std::optional<std::string> last_signed_in;
};
BOOST_DESCRIBE_STRUCT(RosterRow, (),
                      (account, name, unit, contract_number, roles, standing, from, until, applied_at, approved_at,
                       approved_by, revoked_at, pledge_version, pledged_at, grants, training_hours, training_required,
                       last_signed_in))

struct RosterView {
    std::string on;
    std::vector<RosterRow> items;
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(RosterView, (), (on, items, total))

}  // namespace menhu::web
