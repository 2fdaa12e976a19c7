#pragma once
// Inside the room: the tables behind Decoder and Encoder. Built from ICU's converters once, then constant; any thread.
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "format/character_map.h"

namespace menhu::format {

// A table entry: the code point in the low 21 bits, or with `sequence` the index of a text of several code points.
inline constexpr std::uint32_t entry_invalid = 1U << 31;
inline constexpr std::uint32_t entry_user_defined = 1U << 30;
inline constexpr std::uint32_t entry_mapped = 1U << 29;
inline constexpr std::uint32_t entry_sequence = 1U << 28;
inline constexpr std::uint32_t entry_flags = entry_invalid | entry_user_defined | entry_mapped | entry_sequence;

inline constexpr std::size_t big5_table_size = 0x8000;  // code - 0x8000
inline constexpr std::size_t cns_plane_size = std::size_t{94} * 94;
inline constexpr std::size_t cns_table_size = 16 * cns_plane_size;

// CNS 11643 sets planes 12 to 16 aside for users. Positions there that ICU does not know are kept as private-use code
// points in Menhu's own order, U+F0000 + (plane - 12) * 8836 + row * 94 + column, so that none is lost.
inline constexpr char32_t cns_user_base = 0xF0000;
inline constexpr std::size_t cns_user_first_plane = 12;

struct DecodeTables {
    std::vector<std::uint32_t> big5;         // cp950 only
    std::vector<std::uint32_t> cns;          // euc_tw only
    std::vector<std::uint32_t> private_use;  // entries for U+E000 to U+F8FF, for UTF-8 and UTF-16
    std::vector<std::string> sequences;
    CharacterMap map;
    std::size_t expansion = 3;  // most UTF-8 bytes that one input byte can become

    // The entry of a private-use code point under the agency's map.
    std::uint32_t entry_of(char32_t private_use);
};

struct EncodeTables {
    std::vector<std::uint32_t> codes;                    // by code point, 0 is none; cp950: 0x10000, euc_tw: 0x40000
    std::unordered_map<char32_t, std::uint32_t> beyond;  // code points past `codes`
    std::vector<std::pair<std::string, std::uint32_t>> texts;  // several code points that the map writes as one code
};

base::Result<std::vector<std::uint32_t>> load_big5_table();
base::Result<std::vector<std::uint32_t>> load_cns_table();
// The code with which ICU writes each code point of a decode table (duplicates have one preferred code).
base::Result<EncodeTables> load_big5_codes();
base::Result<EncodeTables> load_cns_codes();

}  // namespace menhu::format
