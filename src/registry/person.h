#pragma once
// A person as the registry keeps one: the compact form in which a record is sealed, the view that reads it without a
// copy, and the masked form of a value. The fields are format::PersonField: layouts, profiles, grants and the API know
// them by the same names. Every value is the canonical text of docs/formats/layout.md. Thread rule: values.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "format/person_fields.h"
#include "law/profile.h"

namespace menhu::registry {

class PersonView;

// Builds the compact form: for each field that has a value, in ascending order of its number in docs/formats/
// generation.md: number (1 byte), length (LEB128), bytes. `set` may come in any order and replaces.
class PersonBuilder {
public:
    void clear();
    // Borrows `value` until finish or clear.
    void set(format::PersonField field, std::string_view value) { values_[static_cast<std::size_t>(field)] = value; }
    std::string_view get(format::PersonField field) const { return values_[static_cast<std::size_t>(field)]; }
    // All that the view has; borrowed likewise.
    void take(const PersonView& view);
    // The stored form of the events (events.h); borrowed like a value.
    void set_events(base::ByteView stored) { events_ = stored; }
    base::ByteView events() const { return events_; }
    // Appends the compact form to `out`.
    void finish(base::Bytes& out) const;

private:
    std::array<std::string_view, format::person_field_count> values_{};
    base::ByteView events_;
};

// Reads the compact form; borrows the bytes. Errors: registry.record_corrupt.
class PersonView {
public:
    static base::Result<PersonView> read(base::ByteView compact);
    // Empty if the record has no such field; always for the two histories, which events_of (events.h) makes.
    std::string_view get(format::PersonField field) const { return values_[static_cast<std::size_t>(field)]; }
    // The stored form of the events; empty if the record has none.
    base::ByteView events() const { return events_; }

private:
    std::array<std::string_view, format::person_field_count> values_{};
    base::ByteView events_;
};

// The masked form of a value: enough to see that it is the right person, not enough to learn who. Empty stays empty.
std::string masked(law::Mask mask, std::string_view value);

}  // namespace menhu::registry
