// EUC-TW: as fuzz_format_cp950.
#include <cstdlib>
#include <string>

#include "format/code_points.h"
#include "format/encoding.h"

using namespace menhu;
using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto decoder = Decoder::open(Encoding::euc_tw);
    static const auto encoder = Encoder::open(Encoding::euc_tw);
    const base::ByteView bytes{data, size};
    std::string text;
    const DecodeReport report = decoder->decode(bytes, text);
    if (!is_utf8(text)) std::abort();
    if (report.invalid == 0) {
        std::string back;
        std::string again;
        if (encoder->encode(text, back).unencodable != 0) std::abort();
        if (decoder->decode(base::as_bytes(back), again).invalid != 0 || again != text) std::abort();
    } else if (report.first_invalid >= size ||
               decoder->invalid_sequences(bytes, 1).at(0).offset != report.first_invalid) {
        std::abort();
    }
    return 0;
}
