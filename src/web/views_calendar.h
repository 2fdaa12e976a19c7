#pragma once
// What was due and what came, notices and doubts, as the interface reads and answers it. Days are "2026-11-23". Values;
// any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

struct SlotView {
    std::string from;
    std::string to;
    std::string due;
    std::string state;      // "ahead", "came", "late", "missing"
    std::int64_t days = 0;  // late, missing: so many days after; ahead: until then
    std::optional<std::string> delivery;
};
BOOST_DESCRIBE_STRUCT(SlotView, (), (from, to, due, state, days, delivery))

struct ScheduleView {
    std::string id;
    std::string table_number;
    std::string kind;    // "full", "change"
    std::string rhythm;  // "month", "week", "day"
    std::int64_t due_day = 0;
    std::string from;
    std::optional<std::string> until;
    std::string set_by;
    std::string set_at;
    std::vector<SlotView> slots;  // oldest first; the last is the next one
};
BOOST_DESCRIBE_STRUCT(ScheduleView, (), (id, table_number, kind, rhythm, due_day, from, until, set_by, set_at, slots))

struct NoticeView {
    std::string id;
    std::string table_number;
    std::string notified_on;
    std::string fetch_by;
    std::int64_t days_left = 0;  // of those that are open; below 0: so many days late
    std::string letter_number;
    std::string registered_by;
    std::optional<std::string> delivery;
};
BOOST_DESCRIBE_STRUCT(NoticeView, (),
                      (id, table_number, notified_on, fetch_by, days_left, letter_number, registered_by, delivery))

struct DeliveryCalendar {
    std::vector<ScheduleView> schedules;
    std::vector<NoticeView> notices;  // the open ones, then the newest twenty
    std::vector<std::string> tables;  // numbers that a layout or a delivery knows
};
BOOST_DESCRIBE_STRUCT(DeliveryCalendar, (), (schedules, notices, tables))

enum class ScheduleKind : std::uint8_t { full, change };
BOOST_DESCRIBE_ENUM(ScheduleKind, full, change)
enum class ScheduleRhythm : std::uint8_t { month, week, day };
BOOST_DESCRIBE_ENUM(ScheduleRhythm, month, week, day)

struct ScheduleRequest {
    Text<1, 40> table_number;
    ScheduleKind kind{};
    ScheduleRhythm rhythm{};
    std::int64_t due_day = 0;
    Text<10, 10> from;
};
BOOST_DESCRIBE_STRUCT(ScheduleRequest, (), (table_number, kind, rhythm, due_day, from))

struct ScheduleEndRequest {
    Text<10, 10> until;
};
BOOST_DESCRIBE_STRUCT(ScheduleEndRequest, (), (until))

struct NoticeRequest {
    Text<1, 40> table_number;
    Text<10, 10> notified_on;
    Text<0, 60> letter_number;
};
BOOST_DESCRIBE_STRUCT(NoticeRequest, (), (table_number, notified_on, letter_number))

struct CalendarMade {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(CalendarMade, (), (id))

struct DoubtView {
    std::string id;
    std::string letter_number;
    std::string text;
    std::string raised_by;
    std::string raised_at;
};
BOOST_DESCRIBE_STRUCT(DoubtView, (), (id, letter_number, text, raised_by, raised_at))

struct DoubtList {
    std::string raise_by;        // the last day
    std::int64_t days_left = 0;  // below 0: it is over
    std::vector<DoubtView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DoubtList, (), (raise_by, days_left, items, total, next))

struct DoubtRequest {
    Text<0, 60> letter_number;
    Text<1, 2000> text;
};
BOOST_DESCRIBE_STRUCT(DoubtRequest, (), (letter_number, text))

}  // namespace menhu::web
