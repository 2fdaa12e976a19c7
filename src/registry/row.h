#pragma once
// One row of a delivery, read and checked. Inside the room. Thread rule: one thread each; kept between rows, so that a
// row costs no allocation.
#include <cstdint>
#include <string>
#include <vector>

#include "format/record_reader.h"
#include "registry/person.h"
#include "registry/tally.h"

namespace menhu::registry {

// What a problem with a field means for its row.
struct Meaning {
    CheckKind check;
    Reason reason;
};
Meaning meaning_of(format::FieldProblem problem);

// Notes the user-defined characters without a mapping in `text`.
void note_user_defined(std::string_view text, std::uint64_t row, Tally& tally);

// Reads a header or trailer.
Control read_control(const format::FieldReader& fields, const format::RawRecord& record);

class RowReader {
public:
    // `base_date`: no date of a record may be later. The field reader outlives me.
    // `role`: person, before or after; the layout has it.
    RowReader(const format::FieldReader& fields, std::string base_date,
              format::RecordRole role = format::RecordRole::person);

    // Reads a record of a person; notes in `tally` what is wrong. The person borrows from me until the next read.
    void read(const format::RawRecord& record, Tally& tally);
    const PersonBuilder& person() const { return person_; }
    // The fields that the layout has, in its order.
    std::vector<format::PersonField> known_fields() const;
    // Bits of Reason: why the row is rejected; 0 if it is not.
    std::uint32_t reasons() const { return reasons_; }
    // "PersonId;BirthDate": the layout's names of the fields that are wrong.
    std::string wrong_fields() const;

private:
    struct Column {
        std::size_t index;
        format::PersonField field;
    };
    struct Piece {
        format::PersonField field;
        std::size_t at;
        std::size_t length;
    };
    void note_problem(format::FieldProblem problem, format::PersonField field, std::uint64_t row, Tally& tally);
    void check_dates(std::uint64_t row, Tally& tally);

    const format::FieldReader& fields_;
    std::string base_date_;
    std::vector<Column> columns_;
    std::string text_;
    std::vector<Piece> pieces_;
    PersonBuilder person_;
    std::uint32_t reasons_ = 0;
    std::uint64_t wrong_ = 0;
};

}  // namespace menhu::registry
