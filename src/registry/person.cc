#include "registry/person.h"

namespace menhu::registry {

namespace {

using format::PersonField;

// The numbers of sealed records, which outlive any order of the enumeration: never reuse or change one. In the order
// of the numbers, from 1.
constexpr PersonField fields_by_number[] = {
    PersonField::person_id,
    PersonField::earlier_ids,
    PersonField::person_name,
    PersonField::romanised_name,
    PersonField::birth_date,
    PersonField::born_before_republic,
    PersonField::sex,
    PersonField::birth_place,
    PersonField::birth_order,
    PersonField::marriage_code,
    PersonField::spouse_id,
    PersonField::spouse_name,
    PersonField::father_id,
    PersonField::father_name,
    PersonField::mother_id,
    PersonField::mother_name,
    PersonField::foster_father_id,
    PersonField::foster_father_name,
    PersonField::foster_mother_id,
    PersonField::foster_mother_name,
    PersonField::household_number,
    PersonField::household_type,
    PersonField::head_id,
    PersonField::relation,
    PersonField::area_code,
    PersonField::village_code,
    PersonField::village,
    PersonField::neighbour,
    PersonField::street_doorplate,
    PersonField::moved_in_date,
    PersonField::moved_in_from,
    PersonField::moved_out_date,
    PersonField::moved_out_to,
    PersonField::military,
    PersonField::education,
    PersonField::indigenous_status,
    PersonField::indigenous_people,
    PersonField::notes,
    PersonField::status,
    PersonField::status_date,
};
constexpr std::size_t numbers = std::size(fields_by_number);
constexpr std::size_t histories = 2;  // PersonField::move_history and status_history: not stored, made of the events
static_assert(numbers + histories == format::person_field_count, "a new field needs a number");
constexpr std::size_t events_number = 41;
static_assert(events_number == numbers + 1, "a new field's number comes after that of the events");

constexpr std::size_t index_of(std::size_t number) { return static_cast<std::size_t>(fields_by_number[number - 1]); }

void put_length(base::Bytes& out, std::size_t length) {
    do {
        auto low = static_cast<std::uint8_t>(length & 0x7f);
        length >>= 7;
        if (length != 0) low |= 0x80;
        out.push_back(low);
    } while (length != 0);
}

base::Error corrupt() { return {base::Fault::corrupt, "registry.record_corrupt"}; }

void put_value(base::Bytes& out, std::size_t number, base::ByteView value) {
    if (value.empty()) return;
    out.push_back(static_cast<std::uint8_t>(number));
    put_length(out, value.size());
    out.insert(out.end(), value.begin(), value.end());
}

}  // namespace

void PersonBuilder::clear() {
    values_.fill({});
    events_ = {};
}

void PersonBuilder::take(const PersonView& view) {
    for (const auto field : fields_by_number) set(field, view.get(field));
    events_ = view.events();
}

void PersonBuilder::finish(base::Bytes& out) const {
    for (std::size_t number = 1; number <= numbers; ++number) {
        put_value(out, number, base::as_bytes(values_[index_of(number)]));
    }
    put_value(out, events_number, events_);
}

base::Result<PersonView> PersonView::read(base::ByteView compact) {
    PersonView view;
    std::size_t at = 0;
    std::size_t last = 0;
    while (at < compact.size()) {
        const std::size_t number = compact[at++];
        // Ascending order is part of the form: one record, one encoding.
        if (number <= last || number > events_number) return corrupt();
        last = number;
        std::size_t length = 0;
        for (unsigned shift = 0;; shift += 7) {
            if (at >= compact.size() || shift > 21) return corrupt();
            const std::size_t byte = compact[at++];
            if (byte == 0 && shift != 0) return corrupt();  // longer than it needs to be
            length |= (byte & 0x7f) << shift;
            if ((byte & 0x80) == 0) break;
        }
        if (length == 0 || length > compact.size() - at) return corrupt();
        if (number == events_number) {
            view.events_ = compact.subspan(at, length);
        } else {
            view.values_[index_of(number)] = base::as_text(compact.subspan(at, length));
        }
        at += length;
    }
    return view;
}

}  // namespace menhu::registry
