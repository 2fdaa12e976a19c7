#pragma once
// An event or change record of a delivery, read and checked. Inside the room. Thread rule: one thread each.
#include <cstdint>
#include <string>
#include <vector>

#include "format/record_reader.h"
#include "registry/events.h"
#include "registry/row.h"
#include "registry/tally.h"

namespace menhu::registry {

class EventReader {
public:
    // `role`: event or change; the layout has it. `base_date`: no day may be later. The field reader outlives me.
    EventReader(const format::FieldReader& fields, std::string base_date, format::RecordRole role);

    // Notes in `tally` what is wrong.
    void read(const format::RawRecord& record, Tally& tally);
    // Of the record read last; whole only if reasons() is 0.
    const std::string& person_id() const { return person_id_; }
    const PersonEvent& event() const { return event_; }
    const std::string& undone_act() const { return undone_act_; }
    std::uint64_t change_number() const { return change_number_; }
    // As of RowReader.
    std::uint32_t reasons() const { return reasons_; }
    const std::string& wrong_fields() const { return wrong_; }

private:
    void take(const format::Field& field, std::string_view value);
    void reject(Meaning meaning, std::string_view field, std::uint64_t row, Tally& tally);

    const format::FieldReader& fields_;
    const format::RecordType& type_;
    std::string base_date_;
    std::string text_;
    std::string person_id_;
    std::string undone_act_;
    PersonEvent event_;
    std::uint64_t change_number_ = 0;
    std::uint32_t reasons_ = 0;
    std::string wrong_;
};

}  // namespace menhu::registry
