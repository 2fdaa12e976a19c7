#pragma once
// Watches of cases (異動追蹤) as the interface reads and answers them. The names are those of the JSON. Values; any
// thread.
#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

struct WatchGroupView {
    std::string_view code;  // "moves"
    std::string_view zh;
    std::string_view en;
    std::vector<std::string_view> fields;  // a grant with any of them may be told of it
};
BOOST_DESCRIBE_STRUCT(WatchGroupView, (), (code, zh, en, fields))

struct WatchForm {
    std::vector<WatchGroupView> groups;
    std::int64_t people_most = 0;
    std::string kept_zh;  // how long a watch that is over can be read: "30 日"
    std::string kept_en;
};
BOOST_DESCRIBE_STRUCT(WatchForm, (), (groups, people_most, kept_zh, kept_en))

struct WatchPersonRequest {
    Text<0, 100> case_number;  // an empty one is refused by the grant, and recorded
    Text<1, 40> id;
};
BOOST_DESCRIBE_STRUCT(WatchPersonRequest, (), (case_number, id))

struct WatchRequest {
    IdText grant;
    Text<0, 500> reason;
    std::vector<Text<1, 20>> groups;
    Text<10, 10> until;  // the last day
    std::vector<WatchPersonRequest> people;
};
BOOST_DESCRIBE_STRUCT(WatchRequest, (), (grant, reason, groups, until, people))

struct WatchMay {
    bool end = false;
    bool take_over = false;
};
BOOST_DESCRIBE_STRUCT(WatchMay, (), (end, take_over))

struct WatchView {
    std::string id;
    std::string grant;
    std::string purpose_zh;
    std::string purpose_en;
    AccountRef owner;  // in whose name hits are decided
    std::vector<std::string_view> groups;
    std::string_view state;  // "running", "halted", "over", "ended", "destroyed"
    std::string reason;
    std::string first_case;  // of the first person; there may be more
    std::int64_t people = 0;
    std::int64_t hits = 0;
    std::int64_t waiting = 0;
    std::int64_t stopped = 0;
    std::string from_;
    std::string until;  // the last day
    std::int64_t days_left = 0;
    std::optional<std::string> ended_at;
    WatchMay may;
};
BOOST_DESCRIBE_STRUCT(WatchView, (),
                      (id, grant, purpose_zh, purpose_en, owner, groups, state, reason, first_case, people, hits,
                       waiting, stopped, from_, until, days_left, ended_at, may))

struct WatchList {
    std::vector<WatchView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(WatchList, (), (items, total, next))

struct WatchedPersonView {
    std::int64_t position = 0;
    std::string case_number;
    std::string id;  // masked
};
BOOST_DESCRIBE_STRUCT(WatchedPersonView, (), (position, case_number, id))

struct WatchedList {
    std::vector<WatchedPersonView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(WatchedList, (), (items, total, next))

struct WatchEventView {
    std::string_view code;  // "move_in"
    std::string_view zh;
    std::string_view en;
};
BOOST_DESCRIBE_STRUCT(WatchEventView, (), (code, zh, en))

struct WatchWhyView {
    std::string code;
    std::string zh;
    std::string en;
    std::string next_zh;
    std::string next_en;
};
BOOST_DESCRIBE_STRUCT(WatchWhyView, (), (code, zh, en, next_zh, next_en))

struct WatchHitMay {
    bool look_up = false;
    bool handle = false;
    bool take_up = false;
};
BOOST_DESCRIBE_STRUCT(WatchHitMay, (), (look_up, handle, take_up))

struct WatchHitView {
    std::string id;
    std::string watch;
    std::string grant;
    std::string purpose_zh;
    std::string purpose_en;
    std::string_view state;             // "open", "seen", "handled", "stopped"
    std::optional<WatchWhyView> why;    // of a stopped one
    std::string case_number;            // empty of a stopped one, and once it is destroyed
    std::vector<WatchEventView> kinds;  // none of a stopped one
    std::string base_date;              // of the change file
    std::string made_at;
    std::string log;  // its entry
    std::int64_t index = 0;
    std::optional<AccountRef> acted_by;
    std::optional<std::string> acted_at;
    std::string note;
    WatchHitMay may;
};
BOOST_DESCRIBE_STRUCT(WatchHitView, (),
                      (id, watch, grant, purpose_zh, purpose_en, state, why, case_number, kinds, base_date, made_at,
                       log, index, acted_by, acted_at, note, may))

struct WatchHitList {
    std::vector<WatchHitView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(WatchHitList, (), (items, total, next))

struct WatchNote {
    Text<0, 500> note;
};
BOOST_DESCRIBE_STRUCT(WatchNote, (), (note))

}  // namespace menhu::web
