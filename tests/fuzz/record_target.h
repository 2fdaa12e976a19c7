#pragma once
// What every record target does with a layout: chunked cutting gives the same records as cutting the whole, slices stay
// inside the block, and every field reads to UTF-8.
#include <cstdlib>
#include <string>
#include <vector>

#include "format/code_points.h"
#include "format/record_reader.h"

namespace menhu::fuzz {

struct Cut {
    format::RecordProblem problem;
    std::uint64_t offset;
    std::uint64_t number;
    std::string texts;
    friend bool operator==(const Cut&, const Cut&) = default;
};

inline void read_block(const format::Layout& layout, const format::FieldReader& fields,
                       const format::RecordBlock& block, std::vector<Cut>& cuts) {
    format::RecordReader reader{layout, block};
    format::RawRecord record;
    while (reader.next(record)) {
        Cut cut{record.problem, record.offset, record.number, {}};
        if (record.problem == format::RecordProblem::none) {
            if (record.type == nullptr || record.fields.size() != record.type->fields.size()) std::abort();
            for (std::size_t i = 0; i < record.fields.size(); ++i) {
                const format::FieldReading reading = fields.read(record, i, cut.texts);
                if (reading.problem == format::FieldProblem::not_characters &&
                    reading.offset >= record.fields[i].size()) {
                    std::abort();
                }
                cut.texts.push_back('\n');
            }
            if (!format::is_utf8(cut.texts)) std::abort();
        }
        cuts.push_back(std::move(cut));
    }
}

// The records of `bytes` fed in chunks; false if the file was refused.
inline bool read_file(const format::Layout& layout, const format::FieldReader& fields, base::ByteView bytes,
                      std::size_t chunk, std::vector<Cut>& cuts) {
    format::BlockCutter cutter{layout};
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        if (!cutter.feed(bytes.subspan(at, std::min(chunk, bytes.size() - at)))) return false;
        while (const auto block = cutter.take()) read_block(layout, fields, *block, cuts);
    }
    if (!cutter.finish()) return false;
    while (const auto block = cutter.take()) read_block(layout, fields, *block, cuts);
    return true;
}

inline void check_records(const format::Layout& layout, const format::FieldReader& fields, base::ByteView bytes) {
    if (bytes.empty()) return;
    const std::size_t chunk = 1 + bytes[0] % 16U;
    bytes = bytes.subspan(1);
    std::vector<Cut> whole;
    std::vector<Cut> parts;
    const bool read_whole = read_file(layout, fields, bytes, bytes.size() + 1, whole);
    const bool read_parts = read_file(layout, fields, bytes, chunk, parts);
    if (read_whole != read_parts || (read_whole && whole != parts)) std::abort();
}

}  // namespace menhu::fuzz
