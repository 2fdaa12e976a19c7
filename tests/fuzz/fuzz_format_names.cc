// Names: the normal form is UTF-8 and its own normal form; counting never exceeds the bytes.
#include <cstdlib>
#include <string>

#include "format/code_points.h"
#include "format/name.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto big5 = Encoder::open(Encoding::cp950);
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    std::string once;
    normalise_name(text, once);
    if (!is_utf8(once)) std::abort();
    std::string twice;
    normalise_name(once, twice);
    if (once != twice) std::abort();
    const std::size_t points = count_code_points(text);
    if (points > size || count_graphemes(text) > points) std::abort();
    for (const RareCharacter& rare : rare_characters(text, *big5)) {
        if (rare.offset >= size || big5->can_encode(rare.code_point) != is_private_use(rare.code_point)) {
            // A private-use character may lie outside Big5's user-defined areas.
            if (!is_private_use(rare.code_point)) std::abort();
        }
    }
    return 0;
}
