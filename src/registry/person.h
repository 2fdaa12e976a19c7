#pragma once
// A person as the registry keeps one: the catalogue of fields (name in profiles, grants and the API ↔ name in layouts ↔
// number in sealed records), the compact form in which a record is sealed, and the view that reads it without a copy.
// Every value is UTF-8 text; dates are ISO 8601 with the precision they have ("1990-05-17", "1990-05", "1990"), so a
// year below 1912 says "before the Republic" by itself; several values in one field are separated by ';'.
// Thread rule: values and constants.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "format/person_fields.h"
#include "law/profile.h"

namespace menhu::registry {

// The number is what sealed records hold: never reuse or change one. Zero is no field.
enum class Field : std::uint8_t {
    id = 1,
    earlier_ids = 2,
    name = 3,
    romanised_name = 4,
    birth_date = 5,
    sex = 6,
    birthplace = 7,
    birth_order = 8,
    marital_state = 9,
    spouse_name = 10,
    spouse_id = 11,
    father_name = 12,
    father_id = 13,
    mother_name = 14,
    mother_id = 15,
    adoptive_father_name = 16,
    adoptive_father_id = 17,
    adoptive_mother_name = 18,
    adoptive_mother_id = 19,
    household_number = 20,
    head_id = 21,
    relation = 22,
    household_type = 23,
    district = 24,
    village = 25,
    neighbourhood = 26,
    street = 27,
    moved_in_date = 28,
    moved_in_from = 29,
    moved_out_date = 30,
    moved_out_to = 31,
    military_service = 32,
    education = 33,
    indigenous_status = 34,
    indigenous_people = 35,
    notes = 36,
    status = 37,
    status_date = 38,
    village_code = 39,
};
inline constexpr std::size_t field_limit = 40;  // one past the highest number

// What a value is, for checks and for display.
enum class Kind : std::uint8_t { text, id, ids, name, date, code, household };

struct FieldInfo {
    Field field;
    std::string_view name;       // in profiles (law::Field), grants and the API: "birth_date"
    format::PersonField source;  // in layouts
    Kind kind;
};

// All fields, in the order in which a card shows them. Labels and masks are the profile's (law::Field).
std::span<const FieldInfo> field_catalogue();
const FieldInfo& field_info(Field field);
std::optional<Field> field_by_name(std::string_view name);
// Nothing for a layout's field that only helps to read another one (BornBeforeRepublic).
std::optional<Field> field_of(format::PersonField source);

// The masked form of a value: enough to see that it is the right person, not enough to learn who. Empty stays empty.
std::string masked(law::Mask mask, std::string_view value);

// Builds the compact form: for each field that has a value, in ascending order of number: number (1 byte), length
// (LEB128), bytes. `set` may come in any order and replaces; an empty value removes.
class PersonBuilder {
public:
    void clear();
    // Borrows `value` until finish or clear.
    void set(Field field, std::string_view value) { values_[static_cast<std::size_t>(field)] = value; }
    std::string_view get(Field field) const { return values_[static_cast<std::size_t>(field)]; }
    // Appends the compact form to `out`.
    void finish(base::Bytes& out) const;

private:
    std::array<std::string_view, field_limit> values_{};
};

// Reads the compact form; borrows the bytes. Errors: registry.record_corrupt.
class PersonView {
public:
    static base::Result<PersonView> read(base::ByteView compact);
    // Empty if the record has no such field.
    std::string_view get(Field field) const { return values_[static_cast<std::size_t>(field)]; }

private:
    std::array<std::string_view, field_limit> values_{};
};

}  // namespace menhu::registry
