#pragma once
// What one thread of an import counted; the threads' tallies are merged into the report. It holds row numbers and code
// points, no value of a record. Inside the room. Thread rule: one thread each.
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "format/layout.h"
#include "registry/report.h"

namespace menhu::registry {

// A header or trailer record, as far as it could be read; empty where it says nothing.
struct Control {
    format::RecordRole role = format::RecordRole::header;
    std::uint64_t number = 0;  // of the record, from 1
    std::string table_number;
    std::string sequence;
    std::string base_date;
    std::string record_count;
    std::string previous_base_date;
    std::string change_sequence;
    std::vector<format::ControlField> unreadable;  // required and empty, or no such value
};

class Tally {
public:
    // One more wrong row of a check.
    void note(CheckKind kind, std::uint64_t row);
    void merge(Tally other);
    // A passed check, or `outcome` with the count and the first row numbers.
    void settle(CheckKind kind, Outcome outcome, Report& report) const;
    std::uint64_t count(CheckKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }

    std::uint64_t records = 0;  // all, header and trailer too
    std::uint64_t people = 0;
    std::uint64_t rejected = 0;
    std::uint64_t events = 0;  // of full files
    std::uint64_t rejected_events = 0;
    std::vector<Control> controls;
    std::set<char32_t> user_defined;  // at most user_defined_limit

    static constexpr std::size_t user_defined_limit = 500;

private:
    static constexpr std::size_t samples_kept = 8;
    std::array<std::uint64_t, check_count> counts_{};
    std::array<std::vector<std::uint64_t>, check_count> samples_;  // the lowest row numbers, ascending
};

}  // namespace menhu::registry
