// CP950, with and without an agency's table: the output is UTF-8; decode, encode, decode is stable; decoding two halves
// of a text at a character's end is decoding it whole.
#include <cstdlib>
#include <string>

#include "format/code_points.h"
#include "format/encoding.h"

using namespace menhu;
using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto map =
        CharacterMap::parse_csv("code,unicode\nFA40,U+2A6A5\nFA41,U+77F3+U+66F9\n8140,U+4DB5\n", "fuzz");
    static const auto plain = Decoder::open(Encoding::cp950);
    static const auto mapped = Decoder::open(Encoding::cp950, *map);
    static const auto encoder = Encoder::open(Encoding::cp950);
    const base::ByteView bytes{data, size};
    std::string text;
    const DecodeReport report = plain->decode(bytes, text);
    if (!is_utf8(text)) std::abort();
    if (report.invalid == 0) {
        std::string back;
        std::string again;
        if (encoder->encode(text, back).unencodable != 0) std::abort();
        if (plain->decode(base::as_bytes(back), again).invalid != 0 || again != text) std::abort();
    } else if (report.first_invalid >= size ||
               plain->invalid_sequences(bytes, 1).at(0).offset != report.first_invalid) {
        std::abort();
    }
    std::string other;
    const DecodeReport under_map = mapped->decode(bytes, other);
    if (!is_utf8(other) || under_map.invalid != report.invalid ||
        under_map.mapped + under_map.user_defined != report.user_defined) {
        std::abort();
    }
    return 0;
}
