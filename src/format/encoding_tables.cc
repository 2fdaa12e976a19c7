#include "format/encoding_tables.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>
#include <span>

#include "format/code_points.h"
#include "format/encoding.h"

namespace menhu::format {

namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

base::Result<Converter> open_converter(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter{ucnv_open(name, &status)};
    if (U_FAILURE(status) || !converter) {
        return base::Error{base::Fault::unsupported, "format.encoding_unavailable", name};
    }
    // No substitution: a code without a character must be seen, not covered up.
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFallback(converter.get(), 0);
    if (U_FAILURE(status)) return base::Error{base::Fault::unsupported, "format.encoding_unavailable", name};
    return converter;
}

std::uint32_t entry_from(UConverter* converter, std::span<const std::uint8_t> code) {
    UChar out[4];
    UErrorCode status = U_ZERO_ERROR;
    ucnv_resetToUnicode(converter);
    const std::int32_t size = ucnv_toUChars(converter, out, 4, reinterpret_cast<const char*>(code.data()),
                                            static_cast<std::int32_t>(code.size()), &status);
    if (U_FAILURE(status) || size < 1) return entry_invalid;
    std::int32_t at = 0;
    UChar32 value = 0;
    U16_NEXT(out, at, size, value);
    if (at != size || U_IS_SURROGATE(value)) return entry_invalid;
    const auto point = static_cast<std::uint32_t>(value);
    return is_private_use(point) ? point | entry_user_defined : point;
}

std::uint32_t code_from(UConverter* converter, char32_t point) {
    UChar in[2];
    std::int32_t size = 0;
    U16_APPEND_UNSAFE(in, size, static_cast<UChar32>(point));
    std::uint8_t out[8];
    UErrorCode status = U_ZERO_ERROR;
    ucnv_resetFromUnicode(converter);
    const std::int32_t bytes = ucnv_fromUChars(converter, reinterpret_cast<char*>(out), 8, in, size, &status);
    if (U_FAILURE(status) || bytes < 2 || bytes > 4) return 0;
    std::uint32_t code = 0;
    for (std::int32_t i = 0; i < bytes; ++i) code = (code << 8) | out[i];
    return code;
}

bool is_big5_trail(unsigned byte) { return (byte >= 0x40 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xFE); }

std::uint32_t euc_tw_code(std::size_t index) {
    const auto plane = static_cast<std::uint32_t>(index / cns_plane_size);
    const auto row = static_cast<std::uint32_t>(index % cns_plane_size / 94);
    const auto column = static_cast<std::uint32_t>(index % 94);
    const std::uint32_t pair = ((0xA1 + row) << 8) | (0xA1 + column);
    return plane == 0 ? pair : (0x8EU << 24) | ((0xA1 + plane) << 16) | pair;
}

}  // namespace

std::uint32_t DecodeTables::entry_of(char32_t private_use_point) {
    const CharacterMap::Row* row = map.find(private_use_point);
    if (row == nullptr) return private_use_point | entry_user_defined;
    const CodePoint first = next_code_point(row->text, 0);
    if (first.size == row->text.size()) return first.value | entry_mapped;
    sequences.push_back(row->text);
    expansion = std::max(expansion, row->text.size());
    return static_cast<std::uint32_t>(sequences.size() - 1) | entry_mapped | entry_sequence;
}

base::Result<std::vector<std::uint32_t>> load_big5_table() {
    const Converter converter = TRY(open_converter("windows-950-2000"));
    std::vector<std::uint32_t> table(big5_table_size, entry_invalid);
    for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
        for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
            if (!is_big5_trail(trail)) continue;
            const auto code = static_cast<std::uint16_t>(lead << 8 | trail);
            if (const auto user = big5_user_defined(code)) {
                table[code - 0x8000U] = *user | entry_user_defined;
            } else {
                const std::uint8_t bytes[2]{static_cast<std::uint8_t>(lead), static_cast<std::uint8_t>(trail)};
                table[code - 0x8000U] = entry_from(converter.get(), bytes);
            }
        }
    }
    return table;
}

base::Result<std::vector<std::uint32_t>> load_cns_table() {
    const Converter converter = TRY(open_converter("euc-tw-2014"));
    std::vector<std::uint32_t> table(cns_table_size, entry_invalid);
    for (std::size_t index = 0; index < cns_table_size; ++index) {
        const std::uint32_t code = euc_tw_code(index);
        std::uint8_t bytes[4];
        std::size_t size = 0;
        for (int shift = index < cns_plane_size ? 8 : 24; shift >= 0; shift -= 8) {
            bytes[size++] = static_cast<std::uint8_t>(code >> shift);
        }
        table[index] = entry_from(converter.get(), {bytes, size});
        const std::size_t user_start = (cns_user_first_plane - 1) * cns_plane_size;
        if ((table[index] & entry_flags) != 0 && index >= user_start) {
            table[index] = static_cast<std::uint32_t>(cns_user_base + (index - user_start)) | entry_user_defined;
        }
    }
    return table;
}

base::Result<EncodeTables> load_big5_codes() {
    const Converter converter = TRY(open_converter("windows-950-2000"));
    const std::vector<std::uint32_t> table = TRY(load_big5_table());
    EncodeTables tables;
    tables.codes.assign(0x10000, 0);
    for (std::size_t index = 0; index < table.size(); ++index) {
        const auto code = static_cast<std::uint32_t>(index + 0x8000);
        if (table[index] == entry_invalid) continue;
        const std::uint32_t point = table[index] & ~entry_flags;
        if ((table[index] & entry_user_defined) == 0) {
            const std::uint32_t preferred = code_from(converter.get(), point);
            if (preferred >= 0x8000) tables.codes[point] = preferred;
            if (tables.codes[point] != 0) continue;
        }
        tables.codes[point] = code;
    }
    return tables;
}

base::Result<EncodeTables> load_cns_codes() {
    const std::vector<std::uint32_t> table = TRY(load_cns_table());
    EncodeTables tables;
    tables.codes.assign(0x40000, 0);
    // Lower planes first: a character that two planes hold is written with the standard one.
    for (std::size_t index = 0; index < table.size(); ++index) {
        if (table[index] == entry_invalid) continue;
        const std::uint32_t point = table[index] & ~entry_flags;
        if (point >= tables.codes.size()) {
            tables.beyond.emplace(point, euc_tw_code(index));
        } else if (tables.codes[point] == 0) {
            tables.codes[point] = euc_tw_code(index);
        }
    }
    return tables;
}

}  // namespace menhu::format
