#pragma once
// Bytes of a delivery to UTF-8 and back: UTF-8, UTF-16, CP950 (Big5 with Microsoft's table and the user-defined area)
// and EUC-TW (CNS 11643). Decoding is driven by tables built once when a Decoder is opened. Nothing is ever turned into
// `?`: what is no character becomes U+FFFD and is counted with its byte offset, and a user-defined character without a
// row in the agency's CharacterMap stays a private-use code point and is counted too. HKSCS is not used: it decodes
// agencies' characters wrongly without an error. Thread rule: Decoder and Encoder do not change after opening; their
// const members may be called from any thread.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "format/character_map.h"

namespace menhu::format {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, cp950, euc_tw };

// Names in layouts: "utf-8", "utf-16le", "utf-16be", "cp950" ("big5" means the same), "euc-tw". Any letter case.
std::optional<Encoding> encoding_named(std::string_view name);
std::string_view encoding_name(Encoding encoding);
// Bytes of one code unit: 2 for UTF-16, else 1.
constexpr std::size_t unit_bytes(Encoding encoding) {
    return encoding == Encoding::utf16le || encoding == Encoding::utf16be ? 2 : 1;
}
// How many bytes of byte order mark the file begins with (3 for UTF-8, 2 for UTF-16, 0 if none).
std::size_t byte_order_mark(base::ByteView file_start, Encoding encoding);

// Counts of one decode, and where the first of the bad ones begins (bytes from the start of the input).
struct DecodeReport {
    std::uint32_t invalid = 0;  // sequences that are no character; each became one U+FFFD
    std::uint32_t first_invalid = 0;
    std::uint32_t user_defined = 0;  // private-use code points without a mapping, kept
    std::uint32_t mapped = 0;        // user-defined characters that the agency's table translated
};

// A sequence that is no character, with its bytes.
struct InvalidSequence {
    std::size_t offset;
    base::Bytes bytes;
};

struct DecodeTables;  // encoding_tables.h, inside the room
struct EncodeTables;

class Decoder {
public:
    // `map` may be empty. Fails with format.encoding_unavailable if ICU has no table of this encoding. About 5 ms for
    // cp950 and 30 ms for euc_tw; open one and share it.
    static base::Result<Decoder> open(Encoding encoding, const CharacterMap& map = {});
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;
    ~Decoder();

    Encoding encoding() const { return encoding_; }
    // Appends UTF-8. A sequence cut off by the end of the input is invalid.
    DecodeReport decode(base::ByteView in, std::string& out) const;
    // The invalid sequences of `in`, at most `limit`: for the report on a rejected record. Slow path.
    std::vector<InvalidSequence> invalid_sequences(base::ByteView in, std::size_t limit) const;

private:
    Decoder(Encoding encoding, std::unique_ptr<const DecodeTables> tables);
    Encoding encoding_;
    std::unique_ptr<const DecodeTables> tables_;
};

// What an Encoder could not write.
struct EncodeReport {
    std::uint32_t unencodable = 0;
    std::size_t first_unencodable = 0;  // byte offset in the UTF-8 text
};

class Encoder {
public:
    // `map` is used backwards: a character that the agency's table maps to is written as the user-defined one.
    static base::Result<Encoder> open(Encoding encoding, const CharacterMap& map = {});
    Encoder(Encoder&&) noexcept;
    Encoder& operator=(Encoder&&) noexcept;
    ~Encoder();

    Encoding encoding() const { return encoding_; }
    // Appends the encoded text: all of it, or nothing when any of it cannot be encoded or is not UTF-8.
    EncodeReport encode(std::string_view text, std::string& out) const;
    bool can_encode(char32_t code_point) const;

private:
    Encoder(Encoding encoding, std::unique_ptr<const EncodeTables> tables);
    Encoding encoding_;
    std::unique_ptr<const EncodeTables> tables_;
};

// Big5 code ↔ private-use code point, Microsoft's order of the four user-defined areas (FA40-FEFE U+E000, 8E40-A0FE
// U+E311, 8140-8DFE U+EEB8, C6A1-C8FE U+F6B1); nullopt outside them.
std::optional<char32_t> big5_user_defined(std::uint16_t code);
std::optional<std::uint16_t> big5_of_user_defined(char32_t code_point);

}  // namespace menhu::format
