#pragma once
// What a delivery would change and who releases it, as the interface reads and answers it. Days are "2026-11-23".
// Values; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

struct ComparisonCounts {
    std::int64_t before = 0;
    std::int64_t new_ = 0;
    std::int64_t arrived = 0;  // from another district of the city
    std::int64_t left = 0;     // to another district of the city
    std::int64_t gone = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t after = 0;
};
BOOST_DESCRIBE_STRUCT(ComparisonCounts, (), (before, new_, arrived, left, gone, changed, unchanged, after))

struct ComparisonDistrict {
    std::string code;  // empty: the district is not known
    std::string name_zh;
    std::string name_en;
    ComparisonCounts counts;
};
BOOST_DESCRIBE_STRUCT(ComparisonDistrict, (), (code, name_zh, name_en, counts))

struct ComparisonField {
    std::string_view name;
    std::string_view label_zh;
    std::string_view label_en;
    std::int64_t people = 0;
};
BOOST_DESCRIBE_STRUCT(ComparisonField, (), (name, label_zh, label_en, people))

struct ComparisonView {
    std::string with_base_date;
    std::string problem;  // a code; then the counts say nothing
    std::string sentence_zh;
    std::string sentence_en;
    bool exceeds = false;
    ComparisonCounts all;
    std::vector<ComparisonDistrict> districts;
    std::vector<ComparisonField> fields;  // those that differ in most records come first
};
BOOST_DESCRIBE_STRUCT(ComparisonView, (),
                      (with_base_date, problem, sentence_zh, sentence_en, exceeds, all, districts, fields))

struct ReleaseView {
    std::string state;      // "not_needed", "needed" (once somebody signs it off), "awaiting", "released", "refused"
    std::string threshold;  // "5%"
    std::string signed_by;
    std::string released_by;
    std::optional<std::string> released_at;
    bool may = false;  // the reader may release it now
};
BOOST_DESCRIBE_STRUCT(ReleaseView, (), (state, threshold, signed_by, released_by, released_at, may))

// How many changes of a change file there are of one legal event.
struct EventCount {
    std::string_view code;  // "move_in"
    std::string_view label_zh;
    std::string_view label_en;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(EventCount, (), (code, label_zh, label_en, count))

struct DeliveryDifference {
    std::optional<ComparisonView> comparison;  // none: nothing was in use to compare it with
    std::vector<EventCount> events;            // of a change file, the most frequent first
    ReleaseView release;
};
BOOST_DESCRIBE_STRUCT(DeliveryDifference, (), (comparison, events, release))

}  // namespace menhu::web
