#include "registry/event_row.h"

#include <algorithm>
#include <charconv>

namespace menhu::registry {

namespace {

using format::EventField;
using format::FieldProblem;

const format::RecordType& type_of(const format::Layout& layout, format::RecordRole role) {
    const auto* type = layout.record(role);
    CHECK(type != nullptr);
    return *type;
}

}  // namespace

EventReader::EventReader(const format::FieldReader& fields, std::string base_date, format::RecordRole role)
    : fields_{fields}, type_{type_of(fields.layout(), role)}, base_date_{std::move(base_date)} {}

void EventReader::reject(Meaning meaning, std::string_view field, std::uint64_t row, Tally& tally) {
    reasons_ |= static_cast<std::uint32_t>(meaning.reason);
    if (!field.empty()) wrong_ += (wrong_.empty() ? "" : ";") + std::string{field};
    tally.note(meaning.check, row);
}

void EventReader::take(const format::Field& field, std::string_view value) {
    if (field.person) person_id_ = value;
    if (!field.event) return;
    switch (*field.event) {
        case EventField::change_number:
            std::from_chars(value.data(), value.data() + value.size(), change_number_);
            break;
        case EventField::act:
            event_.act = value;
            break;
        case EventField::event_code:
            event_.kind = legal_event_named(value).value_or(LegalEvent::correction);
            break;
        case EventField::event_date:
            event_.on = value;
            break;
        case EventField::registered_date:
            event_.registered = value;
            break;
        case EventField::event_from:
            event_.from = value;
            break;
        case EventField::event_to:
            event_.to = value;
            break;
        case EventField::other_id:
            event_.other_id = value;
            break;
        case EventField::undone:
            event_.undone = value == "1";
            break;
        case EventField::undone_act:
            undone_act_ = value;
            break;
    }
}

void EventReader::read(const format::RawRecord& record, Tally& tally) {
    event_ = {};
    person_id_.clear();
    undone_act_.clear();
    wrong_.clear();
    change_number_ = 0;
    reasons_ = 0;
    if (record.problem != format::RecordProblem::none) {
        reject({CheckKind::record_shape, Reason::shape}, {}, record.number, tally);
        return;
    }
    for (std::size_t index = 0; index < type_.fields.size(); ++index) {
        const auto& field = type_.fields[index];
        text_.clear();
        const auto reading = fields_.read(record, index, text_);
        if (reading.problem != FieldProblem::none) {
            reject(meaning_of(reading.problem), field.name, record.number, tally);
        }
        if (reading.user_defined != 0) note_user_defined(text_, record.number, tally);
        take(field, text_);
    }
    // Without these an event belongs to nobody and to no day, whatever the layout requires.
    if (reasons_ == 0 && person_id_.empty())
        reject(meaning_of(FieldProblem::missing), "PersonId", record.number, tally);
    if (reasons_ == 0 && event_.on.empty())
        reject(meaning_of(FieldProblem::missing), "EventDate", record.number, tally);
    const auto later = [&](std::string_view day) { return day > std::string_view{base_date_}.substr(0, day.size()); };
    if (reasons_ == 0 && (later(event_.on) || later(event_.registered))) {
        reject({CheckKind::plausible_dates, Reason::implausible_date}, "EventDate", record.number, tally);
    }
}

}  // namespace menhu::registry
