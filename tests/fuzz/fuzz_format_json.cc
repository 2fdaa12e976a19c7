// JSON: what parses prints canonically, and that parses to the same value and prints to the same bytes.
#include <cstdlib>

#include "format/code_points.h"
#include "format/json.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    std::string quoted;
    append_json_text(text, quoted);
    const auto read_quoted = parse_json(quoted);
    if (!read_quoted || (is_utf8(text) && *read_quoted->text() != text)) std::abort();
    const auto value = parse_json(text);
    if (!value) return 0;
    const std::string canonical = canonical_json(*value);
    const auto again = parse_json(canonical, {.bytes = std::size_t{1} << 24});
    if (!again || *again != *value || canonical_json(*again) != canonical) std::abort();
    return 0;
}
