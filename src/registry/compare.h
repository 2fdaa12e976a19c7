#pragma once
// What a delivery would change: the people of the copy in use and those of the new one, counted by district as they are
// built. It holds counts, no value of a record. For both kinds of delivery: whoever builds a generation has both forms
// of each person in hand and gives them to a Comparer.
//
// Promise: for each district before() and after() are the people of the two copies, so that nobody is left out of the
// table. Thread rule: values; a Comparer belongs to one thread.
#include <cstdint>
#include <map>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "format/json.h"
#include "format/person_fields.h"
#include "law/figures.h"

namespace menhu::registry {

struct DistrictComparison {
    std::uint64_t fresh = 0;      // in the new copy only
    std::uint64_t gone = 0;       // in the copy in use only
    std::uint64_t arrived = 0;    // in both, came from another district
    std::uint64_t left = 0;       // in both, went to another district
    std::uint64_t changed = 0;    // in both and in this district, with another record
    std::uint64_t unchanged = 0;  // byte for byte the same record

    std::uint64_t before() const { return gone + left + changed + unchanged; }
    std::uint64_t after() const { return fresh + arrived + changed + unchanged; }
    friend bool operator==(const DistrictComparison&, const DistrictComparison&) = default;
};

struct Comparison {
    std::int64_t with = 0;       // the generation that was in use when the delivery was built
    std::string with_base_date;  // "2026-10-01"
    // By district ("68000010"; 0: not known) and over the whole city: who moved between districts is `changed` there.
    std::map<std::uint32_t, DistrictComparison> districts;
    DistrictComparison all;
    // In how many records that both copies hold this field differs.
    std::map<format::PersonField, std::uint64_t> fields;
    // The code of the error for which it could not be made to the end (a damaged copy in use must not keep a whole one
    // out); the counts then say nothing.
    std::string problem;

    // Those that are gone or changed, or the number of people, differ from the copy in use by more than `share`; also
    // when it could not be made.
    bool exceeds(law::Share share) const;

    friend bool operator==(const Comparison&, const Comparison&) = default;
};

// The form in which a report keeps it. Errors of reading: registry.report_corrupt.
format::Json comparison_json(const Comparison& comparison);
base::Result<Comparison> read_comparison(const format::Json& json);

class Comparer {
public:
    Comparer(std::int64_t with, std::string with_base_date);
    // One person: the compact record (person.h) of the copy in use and of the new one; one of them may be empty.
    // Error: registry.record_corrupt.
    base::Result<void> count(base::ByteView before, base::ByteView after);
    Comparison take() { return std::move(comparison_); }

private:
    Comparison comparison_;
};

}  // namespace menhu::registry
