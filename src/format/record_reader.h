#pragma once
// Cuts a delivery into records and fields by a layout, fast and with flat memory, and reads fields into their canonical
// text. Three steps, so that cutting runs on one thread and reading on several:
//   BlockCutter  bytes of the file in any chunks → blocks of whole records        one thread
//   RecordReader a block → records → raw field slices, no copy                    one thread each
//   FieldReader  a raw field → canonical UTF-8 text, or the problem with it       immutable, any thread
// Fields are cut by bytes before decoding (the second byte of a Big5 character may be `\` or `|`).
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "format/encoding.h"
#include "format/layout.h"

namespace menhu::format {

// Whole records, with where they are in the file.
struct RecordBlock {
    base::Bytes bytes;
    std::uint64_t offset = 0;        // of the first byte, in the file
    std::uint64_t first_record = 1;  // number of the first record, from 1, header and trailer counted
};

// Holds at most the bytes fed and not yet taken. A record longer than the layout's limit refuses the file
// (format.record_too_long) before more than the limit plus one chunk is held.
class BlockCutter {
public:
    explicit BlockCutter(const Layout& layout) : layout_{&layout} {}  // the layout outlives me
    base::Result<void> feed(base::ByteView chunk);
    // The end of the file: what is left becomes records too (a last line without its end; a cut-off fixed record, which
    // RecordReader reports).
    base::Result<void> finish();
    // The whole records so far as one block; nullopt if there are none.
    std::optional<RecordBlock> take();
    std::uint64_t bytes_fed() const { return fed_; }

private:
    base::Result<void> scan();
    const Layout* layout_;
    base::Bytes held_;
    std::size_t whole_ = 0;   // of held_, in whole records
    std::size_t looked_ = 0;  // of held_, known to hold no record's end beyond whole_
    std::uint64_t whole_records_ = 0;
    std::uint64_t offset_ = 0;  // of held_[0] in the file
    std::uint64_t next_record_ = 1;
    std::uint64_t fed_ = 0;
    bool started_ = false;
};

enum class RecordProblem : std::uint8_t {
    none,
    wrong_length,       // fixed: not as long as its type's `bytes`
    unknown_mark,       // no record type has its mark
    wrong_field_count,  // delimited
    bad_quoting,        // delimited: a quote where none may be
    bad_line_end,       // LF where the layout says CRLF, or the other way
};
std::string_view record_problem_name(RecordProblem problem);

struct RawRecord {
    RecordProblem problem = RecordProblem::none;
    const RecordType* type = nullptr;    // null with unknown_mark, and with problems found before the mark
    std::uint64_t offset = 0;            // of the record in the file
    std::uint64_t number = 0;            // from 1
    base::ByteView bytes;                // the record without its line end
    std::vector<base::ByteView> fields;  // beside type->fields; empty unless problem is none
};

class RecordReader {
public:
    // Layout and block outlive me.
    RecordReader(const Layout& layout, base::ByteView block, std::uint64_t offset = 0, std::uint64_t first_record = 1);
    RecordReader(const Layout& layout, const RecordBlock& block)
        : RecordReader{layout, block.bytes, block.offset, block.first_record} {}
    // Fills `record` (its slices live until the next call and as long as the block); false at the end.
    bool next(RawRecord& record);

private:
    void take_record(RawRecord& record);
    void cut_fixed(RawRecord& record) const;
    void cut_delimited(RawRecord& record);
    const RecordType* type_marked(base::ByteView mark) const;
    const Layout* layout_;
    base::ByteView block_;
    std::size_t at_ = 0;
    std::uint64_t offset_;
    std::uint64_t number_;
    std::vector<base::ByteView> cells_;
    base::Bytes unquoted_;
};

enum class FieldProblem : std::uint8_t {
    none,
    missing,         // required and empty
    not_characters,  // bytes that the encoding does not have; in a text also NUL and other controls
    not_an_id,
    check_digit,
    not_a_household_number,
    not_a_date,
    unknown_code,
    expired_code,  // a code, but not valid on the day asked about
    not_a_number,
    not_a_flag,
    too_long,
};
// The names in reports: "missing", "check_digit", …
std::string_view field_problem_name(FieldProblem problem);

struct FieldReading {
    FieldProblem problem = FieldProblem::none;
    std::uint32_t offset = 0;        // not_characters: of the first bad byte, in the field
    std::uint32_t user_defined = 0;  // user-defined characters without a mapping, kept
    std::uint32_t mapped = 0;        // user-defined characters translated
    bool normalised = false;         // an id or number was not written in its normal form
};

class FieldReader {
public:
    // The layout outlives me. `code_day` ("YYYY-MM-DD", the delivery's base date) decides which codes are valid; empty
    // asks for no date.
    static base::Result<FieldReader> open(const Layout& layout, const CharacterMap& map = {},
                                          std::string code_day = {});
    // Appends the canonical text of field `index` of the record: text decoded and without the padding; ids in normal
    // form; dates as "1986-01-01", "1986-07" or "1986"; codes as their meaning (`means`), else as they are; flags as
    // "1" or "0"; nothing for an empty one. On a problem what was written is appended as well as it can be read (for
    // not_characters with U+FFFD).
    FieldReading read(const RawRecord& record, std::size_t index, std::string& out) const;
    const Layout& layout() const { return *layout_; }
    const Decoder& decoder() const { return decoder_; }

private:
    FieldReader(const Layout& layout, Decoder decoder, std::string code_day)
        : layout_{&layout}, decoder_{std::move(decoder)}, code_day_{std::move(code_day)} {}
    const Layout* layout_;
    Decoder decoder_;
    std::string code_day_;
};

}  // namespace menhu::format
