#pragma once
// The import report: every check of a delivery with its outcome, in one document that the designated person signs off
// (S2.1, F2.5). It holds counts, row numbers and byte offsets, and never a value of a record. Thread rule: values.
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "format/manifest.h"
#include "registry/compare.h"

namespace menhu::registry {

// One list: what is checked, in the order of the report. Kept in reports by their codes.
enum class CheckKind : std::uint8_t {
    manifest,            // table number, layout and kind are known
    not_repeated,        // neither this file nor this table and sequence came before
    sequence,            // full: follows the last delivery of the table without a gap
    copy_in_use,         // changes: there are data that they can change
    previous_base_date,  // changes: the base date that they start from is that of the data in use
    change_sequence,     // changes: the next after the last that the data in use contain
    size,                // bytes as the manifest says
    hash,                // SHA-256 as the manifest says
    header,              // the header record agrees with the manifest
    trailer,             // there is one, it is last, and it counts what was read
    record_count,        // people read = people in the manifest
    record_shape,        // length, marks, cells, line ends
    characters,          // bytes that the encoding does not have
    user_defined,        // user-defined characters without a row in the agency's table
    required_fields,     // filled
    id_check_digits,     // shape and check digit of every id
    household_numbers,   // shape
    codes,               // in their code tables, valid on the base date
    numbers_and_flags,   // digits where digits belong; texts within their length
    dates,               // real dates
    plausible_dates,     // born before the base date and not 130 years ago, moved and died in order
    whole_changes,       // changes: numbered without a gap, each with its records, ids that agree
    events,              // full: each event belongs to a person of the file
    before_image,        // changes: the record before is what is held
    new_people,          // changes: who is new is not held yet
    held_people,         // changes: who is changed is held
    new_ids,             // changes: nobody else holds an id that was changed to
    undone_acts,         // changes: the act that is revoked is known
    duplicate_ids,       // one person, one row
    one_head,            // exactly one head in each household
    head_in_household,   // the head named by a row is in its household
    spouses,             // point at each other
    parents,             // older than their children
    rejected_share,      // rejected rows within the profile's threshold
};
inline constexpr std::size_t check_count = 34;

enum class Outcome : std::uint8_t { passed, warning, failed, not_run };
std::string_view outcome_code(Outcome outcome);  // "passed", …

struct CheckInfo {
    CheckKind kind;
    std::string_view code;  // "hash"
    std::string_view title_zh;
    std::string_view title_en;
    std::optional<format::DeliveryKind> only = std::nullopt;  // for one kind of delivery

    bool applies_to(format::DeliveryKind delivered) const { return !only || *only == delivered; }
};
std::span<const CheckInfo> check_list();
const CheckInfo& check_info(CheckKind kind);

struct Check {
    CheckKind kind{};
    Outcome outcome = Outcome::not_run;
    std::uint64_t count = 0;  // how many rows, households or characters are wrong
    std::string detail;       // English, no personal data: expected and found, row numbers, code points
};

struct Report {
    std::vector<Check> checks;  // all of check_list(), in its order
    std::uint64_t read = 0;     // rows of people; of a change file, changes
    std::uint64_t accepted = 0;
    std::uint64_t rejected = 0;
    std::uint64_t events = 0;  // full: events that were taken in
    std::uint64_t rejected_events = 0;
    std::map<std::string, std::uint64_t> changes;  // changes: how many of each event, by its code
    std::string refusal;  // the code of the check that refused the whole delivery, "cancelled", or empty
    std::optional<Comparison> comparison;  // with the copy in use, if there was one

    Report();
    // Those that the rejects file holds.
    std::uint64_t rejected_rows() const { return rejected + rejected_events; }
    const Check& check(CheckKind kind) const { return checks[static_cast<std::size_t>(kind)]; }
    void set(CheckKind kind, Outcome outcome, std::uint64_t count = 0, std::string detail = {});
};

// The form in which the tables keep it (canonical JSON). Errors of reading: registry.report_corrupt.
std::string report_json(const Report& report);
base::Result<Report> read_report(std::string_view json);

// Why a row was rejected, as bits of a set; the names are those of the rejects file.
enum class Reason : std::uint32_t {
    shape = 1u << 0,
    characters = 1u << 1,
    missing_field = 1u << 2,
    bad_id = 1u << 3,
    bad_household_number = 1u << 4,
    bad_code = 1u << 5,
    bad_number = 1u << 6,
    bad_date = 1u << 7,
    implausible_date = 1u << 8,
    duplicate_id = 1u << 9,
    bad_change = 1u << 10,       // its records are not whole or do not agree
    event_of_nobody = 1u << 11,  // no such person in the file, or too many events for a record
    before_image = 1u << 12,     // not what is held
    not_held = 1u << 13,
    already_held = 1u << 14,
};
// "bad_id;bad_date" for a set of Reason bits.
std::string reason_codes(std::uint32_t reasons);

}  // namespace menhu::registry
