#pragma once
// A person of a clan as the fields of a record, in the canonical texts of docs/formats/layout.md. Inside the room.
// Thread rule: values.
#include <array>
#include <string>
#include <string_view>

#include "demo/clan.h"
#include "format/person_fields.h"

namespace menhu::demo {

class Record {
public:
    std::string& operator[](format::PersonField field) { return values_[static_cast<std::size_t>(field)]; }
    std::string_view operator[](format::PersonField field) const { return values_[static_cast<std::size_t>(field)]; }

    friend bool operator==(const Record&, const Record&) = default;

private:
    std::array<std::string, format::person_field_count> values_;
};

// The strings of `record` are reused.
void fill_record(const Clan& clan, const Household& household, int member, Record& record);

// "1986-07-01"; "1986-07" or "1986" for less.
std::string date_text(Day day, Precision precision = Precision::day);

}  // namespace menhu::demo
