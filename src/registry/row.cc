#include "registry/row.h"

#include <algorithm>
#include <charconv>

#include "format/code_points.h"
#include "registry/bucket.h"

namespace menhu::registry {

namespace {

using format::FieldProblem;
using format::PersonField;

// Is `left` surely later than `right`? Dates of less precision are compared as far as both are known.
bool later(std::string_view left, std::string_view right) {
    const auto known = std::min(left.size(), right.size());
    return left.substr(0, known) > right.substr(0, known);
}

int year_of(std::string_view date) {
    int year = 0;
    std::from_chars(date.data(), date.data() + std::min<std::size_t>(date.size(), 4), year);
    return year;
}

constexpr int oldest = 130;  // years; nobody was ever known to be older
constexpr PersonField dates_up_to_base[] = {PersonField::moved_in_date, PersonField::moved_out_date,
                                            PersonField::status_date};

}  // namespace

Meaning meaning_of(FieldProblem problem) {
    switch (problem) {
        case FieldProblem::missing:
            return {CheckKind::required_fields, Reason::missing_field};
        case FieldProblem::not_characters:
            return {CheckKind::characters, Reason::characters};
        case FieldProblem::not_an_id:
        case FieldProblem::check_digit:
            return {CheckKind::id_check_digits, Reason::bad_id};
        case FieldProblem::not_a_household_number:
            return {CheckKind::household_numbers, Reason::bad_household_number};
        case FieldProblem::not_a_date:
            return {CheckKind::dates, Reason::bad_date};
        case FieldProblem::unknown_code:
        case FieldProblem::expired_code:
            return {CheckKind::codes, Reason::bad_code};
        case FieldProblem::none:
        case FieldProblem::not_a_number:
        case FieldProblem::not_a_flag:
        case FieldProblem::too_long:
            break;
    }
    return {CheckKind::numbers_and_flags, Reason::bad_number};
}

std::vector<PersonField> RowReader::known_fields() const {
    std::vector<PersonField> out;
    for (const auto& column : columns_) out.push_back(column.field);
    return out;
}

RowReader::RowReader(const format::FieldReader& fields, std::string base_date, format::RecordRole role)
    : fields_{fields}, base_date_{std::move(base_date)} {
    const auto* type = fields.layout().record(role);
    CHECK(type != nullptr);
    for (std::size_t index = 0; index < type->fields.size(); ++index) {
        if (const auto field = type->fields[index].person) columns_.push_back({index, *field});
    }
    pieces_.reserve(columns_.size());
}

void RowReader::read(const format::RawRecord& record, Tally& tally) {
    person_.clear();
    reasons_ = 0;
    wrong_ = 0;
    if (record.problem != format::RecordProblem::none) {
        reasons_ = static_cast<std::uint32_t>(Reason::shape);
        tally.note(CheckKind::record_shape, record.number);
        return;
    }
    text_.clear();
    pieces_.clear();
    std::size_t total = 0;
    for (const auto& column : columns_) {
        const auto at = text_.size();
        const auto reading = fields_.read(record, column.index, text_);
        const auto length = text_.size() - at;
        if (reading.problem != FieldProblem::none) [[unlikely]] {
            note_problem(reading.problem, column.field, record.number, tally);
        }
        if (reading.user_defined != 0) [[unlikely]] {
            note_user_defined(std::string_view{text_}.substr(at), record.number, tally);
        }
        total += length + 4;
        if (length != 0) pieces_.push_back({column.field, at, length});
    }
    const std::string_view text{text_};
    for (const auto& piece : pieces_) person_.set(piece.field, text.substr(piece.at, piece.length));
    if (person_.get(PersonField::born_before_republic) == "0") person_.set(PersonField::born_before_republic, {});
    // Without these a record cannot be found or placed, whatever the layout requires.
    for (const auto field : {PersonField::person_id, PersonField::birth_date}) {
        const auto bit = std::uint64_t{1} << static_cast<unsigned>(field);
        if (person_.get(field).empty() && (wrong_ & bit) == 0) {
            note_problem(FieldProblem::missing, field, record.number, tally);
        }
    }
    if (total > largest_record) [[unlikely]] {
        reasons_ |= static_cast<std::uint32_t>(Reason::shape);
        tally.note(CheckKind::record_shape, record.number);
    }
    if (reasons_ == 0) check_dates(record.number, tally);
}

void RowReader::note_problem(FieldProblem problem, PersonField field, std::uint64_t row, Tally& tally) {
    const auto meaning = meaning_of(problem);
    reasons_ |= static_cast<std::uint32_t>(meaning.reason);
    wrong_ |= std::uint64_t{1} << static_cast<unsigned>(field);
    tally.note(meaning.check, row);
}

void note_user_defined(std::string_view text, std::uint64_t row, Tally& tally) {
    tally.note(CheckKind::user_defined, row);
    for (std::size_t at = 0; at < text.size();) {
        const auto point = format::next_code_point(text, at);
        if (point.size == 0) break;
        at += point.size;
        if (format::is_private_use(point.value) && tally.user_defined.size() < Tally::user_defined_limit) {
            tally.user_defined.insert(point.value);
        }
    }
}

void RowReader::check_dates(std::uint64_t row, Tally& tally) {
    const auto birth = person_.get(PersonField::birth_date);
    if (later(birth, base_date_)) {
        reasons_ |= static_cast<std::uint32_t>(Reason::implausible_date);
        wrong_ |= std::uint64_t{1} << static_cast<unsigned>(PersonField::birth_date);
        tally.note(CheckKind::plausible_dates, row);
        return;
    }
    // The rest is doubtful, not wrong: the person stays to be found, and the report asks for a query (F2.5).
    bool doubtful = person_.get(PersonField::status) == "resident" && year_of(birth) < year_of(base_date_) - oldest;
    for (const auto field : dates_up_to_base) {
        const auto date = person_.get(field);
        if (!date.empty() && (later(date, base_date_) || later(birth, date))) doubtful = true;
    }
    if (doubtful) tally.note(CheckKind::plausible_dates, row);
}

std::string RowReader::wrong_fields() const {
    std::string out;
    for (std::size_t index = 0; index < format::person_field_count; ++index) {
        if ((wrong_ >> index & 1) == 0) continue;
        if (!out.empty()) out += ';';
        out += format::person_field_name(static_cast<PersonField>(index)).name;
    }
    return out;
}

Control read_control(const format::FieldReader& fields, const format::RawRecord& record) {
    Control control;
    control.role = record.type->role;
    control.number = record.number;
    for (std::size_t index = 0; index < record.type->fields.size(); ++index) {
        const auto meaning = record.type->fields[index].control;
        if (!meaning) continue;
        std::string value;
        // A header that cannot be read differs from the manifest, and that is what the report says of it.
        if (fields.read(record, index, value).problem != FieldProblem::none) {
            control.unreadable.push_back(*meaning);
            continue;
        }
        switch (*meaning) {
            case format::ControlField::table_number:
                control.table_number = value;
                break;
            case format::ControlField::sequence:
                control.sequence = value;
                break;
            case format::ControlField::base_date:
                control.base_date = value;
                break;
            case format::ControlField::record_count:
                control.record_count = value;
                break;
            case format::ControlField::previous_base_date:
                control.previous_base_date = value;
                break;
            case format::ControlField::change_sequence:
                control.change_sequence = value;
                break;
        }
    }
    return control;
}

}  // namespace menhu::registry
