#pragma once
// Kinship authorisations (the ministry's rules, article 10) as the interface reads and answers them. Values; any
// thread.
#include <optional>
#include <string>
#include <vector>

#include "web/views_catalogue.h"

namespace menhu::web {

// What a controller may authorise for: grants with kinship in them, and their holders.
struct KinshipFormGrant {
    std::string id;
    std::string purpose_zh;
    std::string purpose_en;
    UnitView unit;
    std::vector<AccountRef> holders;
    std::string case_example;
    std::string until;
};
BOOST_DESCRIBE_STRUCT(KinshipFormGrant, (), (id, purpose_zh, purpose_en, unit, holders, case_example, until))

struct KinshipForm {
    bool on = false;  // off until the ministry's letter is on a link for kinship data that is in force
    std::vector<KinshipFormGrant> grants;
    std::int64_t days_max = 0;
    std::int64_t presence_minutes = 0;
};
BOOST_DESCRIBE_STRUCT(KinshipForm, (), (on, grants, days_max, presence_minutes))

struct KinshipRow {
    std::string id;
    AccountRef asker;
    AccountRef controller;  // who registered it
    std::string grant;
    std::string purpose_zh;
    std::string purpose_en;
    std::string subject_masked;  // for the asker and for controllers; else empty, as the next
    std::string case_number;
    std::string from;
    std::string until;
    std::string state;  // "planned", "in_force", "expired", "withdrawn", "barred"
    std::int64_t uses = 0;
    std::optional<std::string> last_used_at;
    std::string log;  // where it was entered
    std::int64_t index = 0;
    std::vector<std::string> may;  // "open", "attend", "withdraw"
};
BOOST_DESCRIBE_STRUCT(KinshipRow, (),
                      (id, asker, controller, grant, purpose_zh, purpose_en, subject_masked, case_number, from, until,
                       state, uses, last_used_at, log, index, may))

struct KinshipList {
    std::vector<KinshipRow> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(KinshipList, (), (items, total, next))

struct KinshipActView {
    std::string act;  // "opened", "attended", "used", "withdrawn", "wrong_code"
    AccountRef by;
    std::string at;
    std::optional<std::string> until;
};
BOOST_DESCRIBE_STRUCT(KinshipActView, (), (act, by, at, until))

struct KinshipFull {
    KinshipRow authorisation;
    std::optional<std::string> father_name;  // for the controller who registered it
    std::optional<std::string> mother_name;
    std::optional<std::string> reason;  // for the asker and for controllers
    std::optional<std::string> opened_at;
    std::optional<std::string> present_until;  // of the newest attendance, whether its sessions live or not
    std::vector<KinshipActView> acts;
};
BOOST_DESCRIBE_STRUCT(KinshipFull, (),
                      (authorisation, father_name, mother_name, reason, opened_at, present_until, acts))

struct KinshipRequest {
    IdText asker;
    IdText grant;
    Text<1, 40> person_id;
    std::optional<Text<0, 200>> father_name;
    std::optional<Text<0, 200>> mother_name;
    Text<1, 200> case_number;
    Text<1, 40> from;
    Text<1, 40> until;
    Text<1, 2000> reason;
};
BOOST_DESCRIBE_STRUCT(KinshipRequest, (),
                      (asker, grant, person_id, father_name, mother_name, case_number, from, until, reason))

struct KinshipMade {
    std::string id;
    std::string code;  // shown once
};
BOOST_DESCRIBE_STRUCT(KinshipMade, (), (id, code))

struct KinshipCodeRequest {
    Text<1, 40> code;
};
BOOST_DESCRIBE_STRUCT(KinshipCodeRequest, (), (code))

struct KinshipPresence {
    std::string present_until;
};
BOOST_DESCRIBE_STRUCT(KinshipPresence, (), (present_until))

struct KinshipReadiness {
    bool ready = false;
    std::vector<Notice> missing;
};
BOOST_DESCRIBE_STRUCT(KinshipReadiness, (), (ready, missing))

struct KinshipReasonRequest {
    Text<1, 2000> reason;
};
BOOST_DESCRIBE_STRUCT(KinshipReasonRequest, (), (reason))

}  // namespace menhu::web
