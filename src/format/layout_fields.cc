#include "format/layout_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace menhu::format {

namespace {

using Problems = std::vector<std::string>;

struct ControlName {
    ControlField field;
    std::string_view name;
    FieldType type;
};
constexpr ControlName control_names[]{{ControlField::table_number, "TableNumber", FieldType::text},
                                      {ControlField::sequence, "Sequence", FieldType::number},
                                      {ControlField::base_date, "BaseDate", FieldType::date},
                                      {ControlField::record_count, "RecordCount", FieldType::number},
                                      {ControlField::previous_base_date, "PreviousBaseDate", FieldType::date},
                                      {ControlField::change_sequence, "ChangeSequence", FieldType::number}};

constexpr FieldType event_types[]{
    FieldType::number,       // change_number
    FieldType::text,         // act
    FieldType::code,         // event_code
    FieldType::date,         // event_date
    FieldType::date,         // registered_date
    FieldType::text,         // event_from
    FieldType::text,         // event_to
    FieldType::national_id,  // other_id
    FieldType::flag,         // undone
    FieldType::text,         // undone_act
};
static_assert(std::size(event_types) == event_field_count);

bool is_image(RecordRole role) { return role == RecordRole::before || role == RecordRole::after; }

// Which of the fields of events a record may have.
bool may_have(RecordRole role, EventField field) {
    if (is_image(role)) return field == EventField::change_number;
    if (role == RecordRole::event) return field != EventField::change_number && field != EventField::undone_act;
    return role == RecordRole::change && field != EventField::undone;
}

void wrong_type(const Field& field, Problems& problems) {
    problems.push_back(fmt::format("{} has the wrong type", field.name));
}

void name_control(Field& field, Problems& problems) {
    const auto* row = std::ranges::find(control_names, field.name, &ControlName::name);
    if (row == std::end(control_names)) {
        problems.push_back(fmt::format("{} is no field of a header or trailer", field.name));
        return;
    }
    field.control = row->field;
    if (field.type != row->type) wrong_type(field, problems);
}

// What reading yields must be what the rest of Menhu expects under that name: every code has one of these meanings.
template <class IsMeaning>
void check_meanings(std::span<const CodeTable> tables, const Field& field, IsMeaning&& is_meaning, Problems& problems) {
    if (!field.codes) return;
    for (const Code& code : tables[*field.codes].codes) {
        if (is_meaning(code.means)) continue;
        problems.push_back(fmt::format("codes.{}: {} needs `means` for every code, one that {} has",
                                       tables[*field.codes].name, code.code, field.name));
    }
}

void name_event(EventField event, std::span<const CodeTable> tables, Field& field, Problems& problems) {
    field.event = event;
    if (field.type != event_types[static_cast<std::size_t>(event)]) {
        wrong_type(field, problems);
    } else if (event == EventField::event_code) {
        check_meanings(tables, field, [](std::string_view means) { return event_named(means).has_value(); }, problems);
    }
}

void name_person(PersonField person, std::span<const CodeTable> tables, Field& field, Problems& problems) {
    field.person = person;
    const std::string_view name = field.name;
    const auto must_be = [&](FieldType type) {
        if (field.type != type) wrong_type(field, problems);
    };
    if (name == "EarlierIds") must_be(FieldType::national_ids);
    if (name.ends_with("Id")) must_be(FieldType::national_id);
    if (name.ends_with("Date")) must_be(FieldType::date);
    if (name == "HouseholdNumber") must_be(FieldType::household_number);
    if (name == "BornBeforeRepublic") must_be(FieldType::flag);
    const auto values = person_field_values(person);
    if (values.empty()) return;
    must_be(FieldType::code);
    const auto is_value = [&](std::string_view means) { return std::ranges::find(values, means) != values.end(); };
    check_meanings(tables, field, is_value, problems);
}

template <class FieldKind>
void need(const RecordType& record, std::string_view what, FieldKind field, std::string_view name, Problems& problems) {
    if (!record.index_of(field)) problems.push_back(fmt::format("the {} record needs {}", what, name));
}

void need(const RecordType& record, std::string_view what, EventField field, Problems& problems) {
    need(record, what, field, event_field_names[static_cast<std::size_t>(field)].name, problems);
}

void need(const RecordType& record, std::string_view what, PersonField field, Problems& problems) {
    need(record, what, field, person_field_name(field).name, problems);
}

void check_full(const Layout& layout, const RecordType& person, Problems& problems) {
    need(person, "person", PersonField::person_id, problems);
    need(person, "person", PersonField::person_name, problems);
    for (const RecordRole role : {RecordRole::before, RecordRole::after}) {
        if (layout.record(role) != nullptr) problems.emplace_back("`before` and `after` are for files of changes");
    }
    if (const RecordType* event = layout.record(RecordRole::event)) {
        need(*event, "event", PersonField::person_id, problems);
        need(*event, "event", EventField::event_code, problems);
        need(*event, "event", EventField::event_date, problems);
    }
}

// A change is compared with what is held field by field, so its two images have the same fields; and the header says
// where it belongs.
void check_changes(const Layout& layout, const RecordType& change, Problems& problems) {
    if (layout.record(RecordRole::person) != nullptr || layout.record(RecordRole::event) != nullptr) {
        problems.emplace_back("a file holds people or changes, not both");
    }
    need(change, "change", EventField::change_number, problems);
    need(change, "change", EventField::event_code, problems);
    need(change, "change", EventField::event_date, problems);
    need(change, "change", PersonField::person_id, problems);
    const RecordType* before = layout.record(RecordRole::before);
    const RecordType* after = layout.record(RecordRole::after);
    if (before == nullptr || after == nullptr) {
        problems.emplace_back("a file of changes needs records with role = \"before\" and role = \"after\"");
        return;
    }
    need(*before, "before", EventField::change_number, problems);
    need(*after, "after", EventField::change_number, problems);
    need(*after, "after", PersonField::person_id, problems);
    need(*after, "after", PersonField::person_name, problems);
    for (const PersonFieldName& field : person_field_names) {
        if (before->index_of(field.field).has_value() == after->index_of(field.field).has_value()) continue;
        problems.push_back(fmt::format("before and after must have the same fields; one lacks {}", field.name));
    }
    const RecordType* header = layout.record(RecordRole::header);
    if (header == nullptr) {
        problems.emplace_back("a file of changes needs a record with role = \"header\"");
        return;
    }
    need(*header, "header", ControlField::sequence, "Sequence", problems);
    need(*header, "header", ControlField::base_date, "BaseDate", problems);
    need(*header, "header", ControlField::previous_base_date, "PreviousBaseDate", problems);
}

}  // namespace

std::vector<std::string> name_of_field(RecordRole role, std::span<const CodeTable> code_tables, Field& field) {
    Problems problems;
    if (role == RecordRole::header || role == RecordRole::trailer) {
        name_control(field, problems);
        return problems;
    }
    const auto event = event_field_named(field.name);
    if (event && may_have(role, *event)) {
        name_event(*event, code_tables, field, problems);
        return problems;
    }
    const auto person = person_field_named(field.name);
    const bool whole = role == RecordRole::person || is_image(role);
    if (person && !is_made_of_events(*person) && (whole || *person == PersonField::person_id)) {
        name_person(*person, code_tables, field, problems);
        return problems;
    }
    const std::string_view what = whole ? "a person" : role == RecordRole::event ? "an event" : "a change";
    problems.push_back(fmt::format("{} is no field of {} (or give it type = \"filler\")", field.name, what));
    return problems;
}

std::vector<std::string> problems_of_records(const Layout& layout) {
    Problems problems;
    if (const RecordType* change = layout.record(RecordRole::change)) {
        check_changes(layout, *change, problems);
    } else if (const RecordType* person = layout.record(RecordRole::person)) {
        check_full(layout, *person, problems);
    } else {
        problems.emplace_back("a record with role = \"person\" is missing");
    }
    return problems;
}

}  // namespace menhu::format
