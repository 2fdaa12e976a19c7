// UTF-8 and UTF-16: what decodes without an invalid sequence encodes back to the same bytes; the output is UTF-8
// always.
#include <cstdlib>
#include <string>

#include "format/code_points.h"
#include "format/encoding.h"

using namespace menhu;
using namespace menhu::format;

namespace {

void check(const Decoder& decoder, const Encoder& encoder, base::ByteView bytes) {
    std::string text;
    const DecodeReport report = decoder.decode(bytes, text);
    if (!is_utf8(text)) std::abort();
    if (report.invalid == 0) {
        std::string back;
        if (encoder.encode(text, back).unencodable != 0 || back != base::as_text(bytes)) std::abort();
    }
    const auto bad = decoder.invalid_sequences(bytes, 4);
    if (bad.empty() != (report.invalid == 0)) std::abort();
    if (!bad.empty() && bad[0].offset != report.first_invalid) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto utf8 = Decoder::open(Encoding::utf8);
    static const auto little = Decoder::open(Encoding::utf16le);
    static const auto big = Decoder::open(Encoding::utf16be);
    static const auto to_utf8 = Encoder::open(Encoding::utf8);
    static const auto to_little = Encoder::open(Encoding::utf16le);
    static const auto to_big = Encoder::open(Encoding::utf16be);
    const base::ByteView bytes{data, size};
    check(*utf8, *to_utf8, bytes);
    check(*little, *to_little, bytes);
    check(*big, *to_big, bytes);
    std::string text;
    if ((utf8->decode(bytes, text).invalid == 0) != is_utf8(base::as_text(bytes))) std::abort();
    return 0;
}
