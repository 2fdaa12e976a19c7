#include "registry/person.h"

#include <algorithm>

namespace menhu::registry {

namespace {

using format::PersonField;
using enum Kind;

constexpr FieldInfo catalogue[] = {
    {Field::id, "id", PersonField::person_id, id},
    {Field::name, "name", PersonField::person_name, Kind::name},
    {Field::romanised_name, "romanised_name", PersonField::romanised_name, Kind::name},
    {Field::birth_date, "birth_date", PersonField::birth_date, date},
    {Field::sex, "sex", PersonField::sex, code},
    {Field::status, "status", PersonField::status, code},
    {Field::status_date, "status_date", PersonField::status_date, date},
    {Field::earlier_ids, "earlier_ids", PersonField::earlier_ids, ids},
    {Field::household_number, "household_number", PersonField::household_number, household},
    {Field::household_type, "household_type", PersonField::household_type, code},
    {Field::head_id, "head_id", PersonField::head_id, id},
    {Field::relation, "relation", PersonField::relation, text},
    {Field::district, "district", PersonField::area_code, code},
    {Field::village_code, "village_code", PersonField::village_code, code},
    {Field::village, "village", PersonField::village, text},
    {Field::neighbourhood, "neighbourhood", PersonField::neighbour, text},
    {Field::street, "street", PersonField::street_doorplate, text},
    {Field::moved_in_date, "moved_in_date", PersonField::moved_in_date, date},
    {Field::moved_in_from, "moved_in_from", PersonField::moved_in_from, text},
    {Field::moved_out_date, "moved_out_date", PersonField::moved_out_date, date},
    {Field::moved_out_to, "moved_out_to", PersonField::moved_out_to, text},
    {Field::marital_state, "marital_state", PersonField::marriage_code, code},
    {Field::spouse_name, "spouse_name", PersonField::spouse_name, Kind::name},
    {Field::spouse_id, "spouse_id", PersonField::spouse_id, id},
    {Field::father_name, "father_name", PersonField::father_name, Kind::name},
    {Field::father_id, "father_id", PersonField::father_id, id},
    {Field::mother_name, "mother_name", PersonField::mother_name, Kind::name},
    {Field::mother_id, "mother_id", PersonField::mother_id, id},
    {Field::adoptive_father_name, "adoptive_father_name", PersonField::foster_father_name, Kind::name},
    {Field::adoptive_father_id, "adoptive_father_id", PersonField::foster_father_id, id},
    {Field::adoptive_mother_name, "adoptive_mother_name", PersonField::foster_mother_name, Kind::name},
    {Field::adoptive_mother_id, "adoptive_mother_id", PersonField::foster_mother_id, id},
    {Field::birthplace, "birthplace", PersonField::birth_place, text},
    {Field::birth_order, "birth_order", PersonField::birth_order, text},
    {Field::military_service, "military_service", PersonField::military, text},
    {Field::education, "education", PersonField::education, text},
    {Field::indigenous_status, "indigenous_status", PersonField::indigenous_status, code},
    {Field::indigenous_people, "indigenous_people", PersonField::indigenous_people, code},
    {Field::notes, "notes", PersonField::notes, text},
};

constexpr std::size_t number_of(Field field) { return static_cast<std::size_t>(field); }

constexpr auto by_number = [] {
    std::array<const FieldInfo*, field_limit> table{};
    for (const auto& info : catalogue) table[number_of(info.field)] = &info;
    return table;
}();

std::size_t put_length(base::Bytes& out, std::size_t length) {
    std::size_t written = 0;
    do {
        auto low = static_cast<std::uint8_t>(length & 0x7f);
        length >>= 7;
        if (length != 0) low |= 0x80;
        out.push_back(low);
        ++written;
    } while (length != 0);
    return written;
}

base::Error corrupt() { return {base::Fault::corrupt, "registry.record_corrupt"}; }

}  // namespace

std::span<const FieldInfo> field_catalogue() { return catalogue; }

const FieldInfo& field_info(Field field) {
    const auto number = number_of(field);
    CHECK(number < field_limit && by_number[number] != nullptr);
    return *by_number[number];
}

std::optional<Field> field_by_name(std::string_view name) {
    for (const auto& info : catalogue) {
        if (info.name == name) return info.field;
    }
    return std::nullopt;
}

std::optional<Field> field_of(format::PersonField source) {
    for (const auto& info : catalogue) {
        if (info.source == source) return info.field;
    }
    return std::nullopt;
}

void PersonBuilder::clear() { values_.fill({}); }

void PersonBuilder::finish(base::Bytes& out) const {
    for (std::size_t number = 1; number < field_limit; ++number) {
        const auto value = values_[number];
        if (value.empty()) continue;
        out.push_back(static_cast<std::uint8_t>(number));
        put_length(out, value.size());
        const auto bytes = base::as_bytes(value);
        out.insert(out.end(), bytes.begin(), bytes.end());
    }
}

base::Result<PersonView> PersonView::read(base::ByteView compact) {
    PersonView view;
    std::size_t at = 0;
    std::size_t last = 0;
    while (at < compact.size()) {
        const std::size_t number = compact[at++];
        // Ascending order is part of the form: one record, one encoding.
        if (number <= last || number >= field_limit || by_number[number] == nullptr) return corrupt();
        last = number;
        std::size_t length = 0;
        for (unsigned shift = 0;; shift += 7) {
            if (at >= compact.size() || shift > 21) return corrupt();
            const std::size_t byte = compact[at++];
            length |= (byte & 0x7f) << shift;
            if ((byte & 0x80) == 0) break;
        }
        if (length == 0 || length > compact.size() - at) return corrupt();
        view.values_[number] = base::as_text(compact.subspan(at, length));
        at += length;
    }
    return view;
}

}  // namespace menhu::registry
