#pragma once
// The fields of a person's record, the vocabulary of layouts. Names follow the public data standard (個人戶籍資料,
// 親屬關係資料) where it has one; the others are Menhu's. One list: layouts, the registry, grants and docs refer to it.
// Constants; any thread.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace menhu::format {

enum class PersonField : std::uint8_t {
    person_id,
    earlier_ids,
    person_name,
    romanised_name,
    birth_date,
    born_before_republic,
    sex,
    birth_place,
    birth_order,
    marriage_code,
    spouse_id,
    spouse_name,
    father_id,
    father_name,
    mother_id,
    mother_name,
    foster_father_id,
    foster_father_name,
    foster_mother_id,
    foster_mother_name,
    household_number,
    household_type,
    head_id,
    relation,
    area_code,
    village_code,
    village,
    neighbour,
    street_doorplate,
    moved_in_date,
    moved_in_from,
    moved_out_date,
    moved_out_to,
    military,
    education,
    indigenous_status,
    indigenous_people,
    notes,
    status,
    status_date,
    move_history,
    status_history,
};
inline constexpr std::size_t person_field_count = 42;

// The two histories are made of the events in a record (registry/events.h): grants name them, layouts do not.
constexpr bool is_made_of_events(PersonField field) {
    return field == PersonField::move_history || field == PersonField::status_history;
}

struct PersonFieldName {
    PersonField field;
    std::string_view name;      // in layouts, e.g. "PersonId"
    std::string_view label_zh;  // 統號
    std::string_view label_en;
};
// In the order of the enumeration.
extern const std::array<PersonFieldName, person_field_count> person_field_names;

inline const PersonFieldName& person_field_name(PersonField field) {
    return person_field_names[static_cast<std::size_t>(field)];
}
std::optional<PersonField> person_field_named(std::string_view name);

// The canonical values of a field that has fixed ones: sex (male, female), household_type (living_together,
// business_together, living_alone), indigenous_status (lowland, highland), status (resident, moved_away, moved_abroad,
// dead, declared_dead, revoked). Empty for the others. A layout's code tables translate into these.
std::span<const std::string_view> person_field_values(PersonField field);

}  // namespace menhu::format
