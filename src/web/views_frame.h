#pragma once
// Sampling frames (抽樣) as the interface reads and answers them. The names are those of the JSON. Values; any thread.
#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

struct FrameSourceView {
    std::string code;
    std::string zh;
    std::string en;
    std::string form_zh;
    std::string form_en;
    std::string example;
};
BOOST_DESCRIBE_STRUCT(FrameSourceView, (), (code, zh, en, form_zh, form_en, example))

struct FrameDistrict {
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(FrameDistrict, (), (code, name))

struct FrameField {
    std::string name;
    std::string label_zh;
    std::string label_en;
};
BOOST_DESCRIBE_STRUCT(FrameField, (), (name, label_zh, label_en))

struct FrameForm {
    std::vector<FrameSourceView> sources;
    std::vector<FrameDistrict> districts;
    std::vector<FrameField> fields;  // that may be shown, or by which people are divided
    std::int64_t smallest = 0;       // of a stratum
    std::string wait_zh;             // so long an order waits to be drawn
    std::string wait_en;
    std::string last_day;  // of the public draw
    std::string today;
};
BOOST_DESCRIBE_STRUCT(FrameForm, (), (sources, districts, fields, smallest, wait_zh, wait_en, last_day, today))

struct FrameSizeView {
    Text<1, 10> how;  // "each", "total", "all"
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(FrameSizeView, (), (how, count))

struct FrameWithout {
    IdText list;
    Text<0, 200> sheet;
    std::int64_t header_row = 0;
    std::int64_t column = 0;
};
BOOST_DESCRIBE_STRUCT(FrameWithout, (), (list, sheet, header_row, column))

struct FrameRequest {
    Text<1, 60> title;
    IdText grant;
    Text<0, 100> case_number;  // an empty one is refused by the grant, and recorded
    Text<0, 500> reason;
    std::vector<Text<8, 8>> districts;  // none: all of the grant
    Text<0, 10> sex;                    // "", "male", "female"
    std::optional<std::int64_t> age_from;
    std::optional<std::int64_t> age_to;
    std::vector<std::int64_t> age_cuts;
    std::vector<Text<1, 20>> by;  // "district", "age", "sex", "indigenous"
    FrameSizeView size;
    Text<1, 10> small;          // "merge", "leave_out"
    Text<1, 10> per_household;  // "everybody", "one"
    std::vector<Text<1, 40>> fields;
    Text<1, 40> source;
    Text<10, 10> draw_on;
    std::optional<FrameWithout> without;
    std::vector<IdText> without_frames;
};
BOOST_DESCRIBE_STRUCT(FrameRequest, (),
                      (title, grant, case_number, reason, districts, sex, age_from, age_to, age_cuts, by, size, small,
                       per_household, fields, source, draw_on, without, without_frames))

struct FrameNumberRequest {
    Text<1, 60> number;
};
BOOST_DESCRIBE_STRUCT(FrameNumberRequest, (), (number))

struct FrameStratumView {
    std::string zh;
    std::string en;
    std::int64_t people = 0;
    std::int64_t size = 0;
    std::optional<std::int64_t> drawn;
};
BOOST_DESCRIBE_STRUCT(FrameStratumView, (), (zh, en, people, size, drawn))

struct FramePlanView {
    std::vector<FrameDistrict> districts;
    std::string sex;
    std::optional<std::int64_t> age_from;
    std::optional<std::int64_t> age_to;
    std::vector<std::int64_t> age_cuts;
    std::vector<std::string> by;
    std::string size_how;
    std::int64_t size_count = 0;
    std::string small;
    std::string per_household;
    std::vector<FrameField> fields;
};
BOOST_DESCRIBE_STRUCT(FramePlanView, (),
                      (districts, sex, age_from, age_to, age_cuts, by, size_how, size_count, small, per_household,
                       fields))

struct FrameMay {
    bool draw = false;
    bool cancel = false;
    bool redraw = false;
};
BOOST_DESCRIBE_STRUCT(FrameMay, (), (draw, cancel, redraw))

// What anybody needs to check a frame against the log; hashes are hexadecimal.
struct FrameProof {
    std::string log;
    std::int64_t entry = 0;  // of the order
    std::string population;
    std::string key;
    std::optional<std::int64_t> checkpoint_size;
    std::string checkpoint;
    std::string number;
    std::string seed;
    std::string sample;
};
BOOST_DESCRIBE_STRUCT(FrameProof, (), (log, entry, population, key, checkpoint_size, checkpoint, number, seed, sample))

struct FrameView {
    std::string id;
    std::string title;  // empty once the frame is destroyed, as is what follows from the plan
    std::string state;  // "ordered", "numbered", "drawn", "cancelled", "lapsed"
    AccountRef ordered_by;
    std::string grant;
    std::string purpose_zh;
    std::string case_number;
    std::string base_date;
    std::string ordered_at;
    std::optional<std::string> drawn_at;
    std::string last_day;  // to be drawn
    std::optional<FramePlanView> plan;
    std::vector<FrameStratumView> strata;
    std::int64_t merged = 0;
    std::int64_t left_out = 0;
    std::int64_t excluded = 0;
    std::int64_t people = 0;
    std::int64_t drawn = 0;
    FrameSourceView source;
    std::string draw_on;
    FrameProof proof;
    std::optional<std::string> match;
    bool kept = false;
    FrameMay may;
};
BOOST_DESCRIBE_STRUCT(FrameView, (),
                      (id, title, state, ordered_by, grant, purpose_zh, case_number, base_date, ordered_at, drawn_at,
                       last_day, plan, strata, merged, left_out, excluded, people, drawn, source, draw_on, proof, match,
                       kept, may))

struct FrameList {
    std::vector<FrameView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(FrameList, (), (items, total, next))

struct FrameRedrawn {
    bool same = false;  // all three are
    bool seed = false;
    bool population = false;
    bool sample = false;
};
BOOST_DESCRIBE_STRUCT(FrameRedrawn, (), (same, seed, population, sample))

}  // namespace menhu::web
