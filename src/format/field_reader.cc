#include <algorithm>

#include "format/code_points.h"
#include "format/household_number.h"
#include "format/national_id.h"
#include "format/record_cut.h"
#include "format/record_reader.h"

namespace menhu::format {

namespace {

constexpr std::string_view ideographic_space = "\xE3\x80\x80";

// One field's text: decoded at the end of the caller's string, replaced there by its canonical form.
class Tail {
public:
    Tail(std::string& out, std::size_t start) : out_{out}, start_{start} {}
    std::string_view text() const { return std::string_view{out_}.substr(start_); }
    void replace(std::string_view text) {
        out_.resize(start_);
        out_.append(text);
    }
    std::string& out() { return out_; }
    std::size_t start() const { return start_; }

private:
    std::string& out_;
    std::size_t start_;
};

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// NUL and its like, which no keyboard of an office writes: a cell that holds one is damaged, or was made to be read
// differently by whom it reaches next. Tabs and line ends occur in notes. Without a branch, so that it costs little.
bool has_controls(std::string_view text) {
    unsigned found = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_white = byte == '\t' || byte == '\n' || byte == '\r';
        found |= static_cast<unsigned>((byte < 0x20 && !is_white) || byte == 0x7F);
    }
    return found != 0;
}

FieldProblem id_problem(IdProblem problem, bool check_digit) {
    if (problem == IdProblem::shape || problem == IdProblem::empty) return FieldProblem::not_an_id;
    if (problem == IdProblem::check_digit && check_digit) return FieldProblem::check_digit;
    return FieldProblem::none;
}

void read_id(const Field& field, Tail& tail, FieldReading& reading) {
    const IdReading id = read_national_id(tail.text());
    reading.problem = id_problem(id.problem(), field.check_digit);
    if (id.text().empty()) return;
    reading.normalised = id.changes() != IdChange::none;
    tail.replace(id.text());
}

// "A123456789;H120000004": each in normal form; the first problem found is reported.
void read_ids(const Field& field, Tail& tail, FieldReading& reading) {
    const std::string all{tail.text()};
    tail.replace({});
    std::string_view left = all;
    while (!left.empty()) {
        const std::size_t end = std::min(left.find(';'), left.size());
        const std::string_view one = left.substr(0, end);
        left.remove_prefix(std::min(end + 1, left.size()));
        const IdReading id = read_national_id(one);
        if (id.problem() == IdProblem::empty) continue;
        if (reading.problem == FieldProblem::none) reading.problem = id_problem(id.problem(), field.check_digit);
        reading.normalised = reading.normalised || id.changes() != IdChange::none;
        if (!tail.text().empty()) tail.out().push_back(';');
        tail.out().append(id.text().empty() ? one : id.text());
    }
}

void read_number(Tail& tail, FieldReading& reading) {
    const std::string_view text = tail.text();
    if (!all_digits(text) || text.size() > 18) {
        reading.problem = FieldProblem::not_a_number;
        return;
    }
    const std::size_t zeros = std::min(text.find_first_not_of('0'), text.size() - 1);
    tail.out().erase(tail.start(), zeros);
}

void read_code(const CodeTable& table, std::string_view day, Tail& tail, FieldReading& reading) {
    const Code* code = table.find(tail.text());
    if (code == nullptr) {
        reading.problem = FieldProblem::unknown_code;
        return;
    }
    if (!CodeTable::valid_on(*code, day)) reading.problem = FieldProblem::expired_code;
    if (!code->means.empty()) tail.replace(code->means);
}

}  // namespace

base::Result<FieldReader> FieldReader::open(const Layout& layout, const CharacterMap& map, std::string code_day) {
    Decoder decoder = TRY(Decoder::open(layout.encoding, map));
    return FieldReader{layout, std::move(decoder), std::move(code_day)};
}

FieldReading FieldReader::read(const RawRecord& record, std::size_t index, std::string& out) const {
    FieldReading reading;
    const Field& field = record.type->fields[index];
    if (field.type == FieldType::filler) return reading;
    const base::ByteView raw = trim_spaces(record.fields[index], layout_->encoding);
    if (raw.empty()) {
        if (field.required) reading.problem = FieldProblem::missing;
        if (field.type == FieldType::flag && !field.required) out.push_back('0');
        return reading;
    }
    Tail tail{out, out.size()};
    const DecodeReport decoded = decoder_.decode(raw, out);
    reading.user_defined = decoded.user_defined;
    reading.mapped = decoded.mapped;
    if (decoded.invalid != 0) {
        reading.problem = FieldProblem::not_characters;
        reading.offset = static_cast<std::uint32_t>(raw.data() - record.fields[index].data()) + decoded.first_invalid;
        return reading;
    }
    switch (field.type) {
        case FieldType::text: {
            while (tail.text().ends_with(ideographic_space)) out.resize(out.size() - ideographic_space.size());
            const std::string_view text = tail.text();
            if (text.empty() && field.required) reading.problem = FieldProblem::missing;
            if (has_controls(text)) {
                reading.problem = FieldProblem::not_characters;
                reading.offset = static_cast<std::uint32_t>(raw.data() - record.fields[index].data());
                break;
            }
            if (field.max_code_points != 0 && text.size() > field.max_code_points &&
                count_code_points(text) > field.max_code_points) {
                reading.problem = FieldProblem::too_long;
            }
            break;
        }
        case FieldType::national_id:
            read_id(field, tail, reading);
            break;
        case FieldType::national_ids:
            read_ids(field, tail, reading);
            break;
        case FieldType::household_number: {
            const auto number = HouseholdNumber::read(tail.text());
            if (!number) {
                reading.problem = FieldProblem::not_a_household_number;
            } else if (number->text() != tail.text()) {
                reading.normalised = true;
                tail.replace(number->text());
            }
            break;
        }
        case FieldType::date: {
            if (tail.text().find_first_not_of("0/-") == std::string_view::npos) {
                // All zeros: nobody knows.
                if (field.required) reading.problem = FieldProblem::missing;
                tail.replace({});
                break;
            }
            Era era = Era::republic;
            if (field.before_republic) {
                const Field& flag = record.type->fields[*field.before_republic];
                const auto text = trim_spaces(record.fields[*field.before_republic], layout_->encoding);
                std::string decoded_flag;  // a character or two: no allocation
                decoder_.decode(text, decoded_flag);
                if (decoded_flag == flag.flag_true) era = Era::before_republic;
            }
            const auto date = read_date(tail.text(), field.date_form, era);
            if (!date) {
                reading.problem = FieldProblem::not_a_date;
                break;
            }
            tail.replace({});
            append_date_text(*date, out);
            break;
        }
        case FieldType::code:
            read_code(layout_->code_tables[*field.codes], code_day_, tail, reading);
            break;
        case FieldType::number:
            read_number(tail, reading);
            break;
        case FieldType::digits:
            if (!all_digits(tail.text())) reading.problem = FieldProblem::not_a_number;
            break;
        case FieldType::flag:
            if (tail.text() == field.flag_true) {
                tail.replace("1");
            } else if (tail.text() == field.flag_false) {
                tail.replace("0");
            } else {
                reading.problem = FieldProblem::not_a_flag;
            }
            break;
        case FieldType::filler:
            break;
    }
    return reading;
}

std::string_view field_problem_name(FieldProblem problem) {
    switch (problem) {
        case FieldProblem::none:
            return "none";
        case FieldProblem::missing:
            return "missing";
        case FieldProblem::not_characters:
            return "not_characters";
        case FieldProblem::not_an_id:
            return "not_an_id";
        case FieldProblem::check_digit:
            return "check_digit";
        case FieldProblem::not_a_household_number:
            return "not_a_household_number";
        case FieldProblem::not_a_date:
            return "not_a_date";
        case FieldProblem::unknown_code:
            return "unknown_code";
        case FieldProblem::expired_code:
            return "expired_code";
        case FieldProblem::not_a_number:
            return "not_a_number";
        case FieldProblem::not_a_flag:
            return "not_a_flag";
        case FieldProblem::too_long:
            return "too_long";
    }
    return "";
}

}  // namespace menhu::format
