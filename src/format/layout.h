#pragma once
// A layout: how a delivery file is cut and read, as data (TOML, docs/formats/layout.md). Parsing checks it whole and
// names every mistake by line. Values; a parsed Layout does not change, any thread may read it.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "format/date_text.h"
#include "format/encoding.h"
#include "format/event_fields.h"
#include "format/person_fields.h"

namespace menhu::format {

enum class FieldType : std::uint8_t {
    text,
    national_id,       // check digit tested unless `check_digit = false`
    national_ids,      // several, separated by ";"
    household_number,  // shape only
    date,
    code,    // a key of a code table
    number,  // decimal digits, kept as text without leading zeros
    digits,  // decimal digits, kept as written (area codes)
    flag,    // one of two texts; reads as "1" or "0"
    filler,  // cut and ignored
};

// What a header or trailer record says, told by the field's name.
enum class ControlField : std::uint8_t {
    table_number,
    sequence,
    base_date,
    record_count,
    previous_base_date,  // of a change file: the base date of what it changes
    change_sequence,     // of a full file: the last change file that it already contains
};

struct Code {
    std::string code;
    std::string means;  // Menhu's word for it where a field has fixed values (person_field_values), or empty
    std::string zh;
    std::string en;
    std::string from;   // "YYYY-MM-DD" or empty
    std::string until;  // the last day, or empty
};
struct CodeTable {
    std::string name;
    std::string source;  // e.g. "RSCD3065"
    std::vector<Code> codes;
    // Null if there is no such code at all; by code, and by canonical text (the meaning, else the code).
    const Code* find(std::string_view code) const;
    const Code* find_canonical(std::string_view text) const;
    // Whether it was valid on that day ("YYYY-MM-DD"); an empty day asks for no date.
    static bool valid_on(const Code& code, std::string_view day);
};

struct Field {
    std::string name;
    FieldType type = FieldType::text;
    std::size_t at = 0;      // fixed: first byte, from 0 (the file says it from 1); delimited: index of the cell
    std::size_t length = 0;  // fixed: bytes; delimited: 0
    bool required = false;
    bool check_digit = true;                     // national_id
    DateForm date_form = DateForm::yyyymmdd;     // date
    std::optional<std::size_t> before_republic;  // date: index of the flag field that makes its year count backwards
    std::optional<std::size_t> codes;            // code: index in Layout::code_tables
    std::string flag_true;                       // flag
    std::string flag_false;
    std::size_t max_code_points = 0;      // text: 0 is no limit
    std::optional<PersonField> person;    // what it means in a person record, or an image of one
    std::optional<ControlField> control;  // what it means in a header or trailer
    std::optional<EventField> event;      // what it means in an event, a change or an image
};

enum class RecordRole : std::uint8_t {
    header,
    person,
    trailer,
    event,   // full files: an event of a person
    change,  // change files: what happened to a person
    before,  // its record before that; none for somebody who was not held
    after,   // its record after that; none for somebody who is held no more
};

struct RecordType {
    RecordRole role = RecordRole::person;
    std::string mark;  // the bytes (ASCII) of the first field by which it is known; empty if the layout has no marks
    std::size_t bytes = 0;      // fixed: of the record without its line end
    std::vector<Field> fields;  // without the mark

    std::optional<std::size_t> index_of(PersonField field) const;
    std::optional<std::size_t> index_of(ControlField field) const;
    std::optional<std::size_t> index_of(EventField field) const;
    std::optional<std::size_t> index_of(std::string_view name) const;
};

enum class FileForm : std::uint8_t { fixed, delimited };
enum class Newline : std::uint8_t {
    lf,
    crlf,
    any,
    none
};  // any: LF with or without CR; none: fixed records end to end

struct Layout {
    std::string name;
    std::string title_zh;
    std::string title_en;
    std::string notice;  // shown with it, e.g. that it is not the ministry's
    std::string table_number;
    Encoding encoding = Encoding::utf8;
    FileForm form = FileForm::delimited;
    Newline newline = Newline::any;
    std::size_t max_record_bytes = std::size_t{64} * 1024;  // longer ones refuse the file
    std::size_t mark_at = 0;                                // fixed: where the mark is
    std::size_t mark_length = 0;                            // fixed; 0 when there are no marks
    char delimiter = ',';
    char quote = '"';  // 0 when cells are never quoted
    std::vector<CodeTable> code_tables;
    // Of a full file: one person, at most one event. Of a change file: one change, before and after, and a header. At
    // most one header and one trailer.
    std::vector<RecordType> records;

    const RecordType* record(RecordRole role) const;
    bool is_of_changes() const { return record(RecordRole::change) != nullptr; }
};

// Errors: format.toml_syntax, format.toml_limit, format.layout_invalid (every problem, by line).
base::Result<Layout> parse_layout(std::string_view toml, std::string_view source);

// The demonstration layouts of data/layouts, inside the binary: "demo_full_big5.toml", "demo_full_utf8.toml",
// "demo_change_big5.toml", "demo_change_utf8.toml". They are not the ministry's.
std::span<const base::EmbeddedFile> demonstration_layouts();

}  // namespace menhu::format
