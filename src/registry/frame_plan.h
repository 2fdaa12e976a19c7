#pragma once
// What a sampling frame (抽樣) is to draw: of whom, divided how, how many, and by which public number; in one canonical
// form (docs/formats/frame.md), so that the entry of the order binds it. Pure; values; any thread.
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "format/json.h"
#include "law/districts.h"
#include "registry/person.h"

namespace menhu::registry {

enum class FrameBy : std::uint8_t { district, age, sex, indigenous };
std::string_view frame_by_code(FrameBy by);  // "district", …
std::optional<FrameBy> frame_by_named(std::string_view code);

struct FrameSize {
    // each: so many of each stratum; total: so many in all, in proportion; all: everybody.
    enum class How : std::uint8_t { each, total, all } how = How::total;
    std::int64_t count = 0;
};
std::string_view frame_size_code(FrameSize::How how);
std::optional<FrameSize::How> frame_size_named(std::string_view code);

struct FramePlan {
    std::vector<std::string> districts;  // codes; empty: all of the grant
    std::string sex;                     // "male", "female"; empty: both
    std::optional<int> age_from;         // whole years on the base date; whose age is not known is then left out
    std::optional<int> age_to;
    std::vector<int> age_cuts;  // ages at which a band begins
    std::vector<FrameBy> by;
    FrameSize size;
    // What becomes of strata smaller than the number of the profile: one of them all, or none of them.
    enum class Small : std::uint8_t { merge, leave_out } small = Small::merge;
    enum class PerHousehold : std::uint8_t { everybody, one } per_household = PerHousehold::everybody;
    std::vector<std::string> fields;  // that are shown of who is drawn
    std::string source;               // a code of frame_sources()
    std::string draw_on;              // the day of the public draw, "2026-12-01"
};

// Errors, all bad_input: registry.frame_ages, registry.frame_size, registry.frame_fields, registry.frame_sex,
// registry.frame_divide, registry.frame_source_unknown, registry.frame_draw_day (before `today` or after `last`).
base::Result<void> check_plan(const FramePlan& plan, base::Date today, base::Date last);
// What the grant must have a field for: those shown, and those by which people are chosen and divided. Sorted.
std::vector<std::string> fields_of(const FramePlan& plan);

format::Json plan_json(const FramePlan& plan);
// Error: registry.frame_corrupt.
base::Result<FramePlan> plan_of(const format::Json& json);

// ---- the public number ----

// A draw in public whose number anybody can look up, and how that number is written: one way only, so that nobody can
// choose between two.
struct FrameSource {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view form_zh;
    std::string_view form_en;
    std::string_view example;
};
std::span<const FrameSource> frame_sources();
const FrameSource* find_frame_source(std::string_view code);
// As typed → as it counts ("3, 22 17 11 38" → "03 11 17 22 38"); nothing if it is no number of that draw.
std::optional<std::string> canonical_number(std::string_view source, std::string_view typed);

// ---- strata ----

// Of whom a stratum consists, as one number: district (32 bits), band of age (16), sex (8), indigenous status (8); what
// the plan does not divide by is 0.
using StratumKey = std::uint64_t;
inline constexpr StratumKey merged_stratum = ~StratumKey{0};

struct FrameFit {
    bool is_eligible = false;
    StratumKey stratum = 0;
};
// Is this person one of whom the plan speaks, and in which stratum? `day`: the base date.
FrameFit fit_of(const FramePlan& plan, const PersonView& person, base::Date day);

struct StratumName {
    std::string zh;
    std::string en;
};
// `districts` may be null: codes then.
StratumName stratum_name(const FramePlan& plan, StratumKey key, const law::Districts* districts);

}  // namespace menhu::registry
