// TOML: parsed or refused; a quoted text reads as itself.
#include <cstdlib>

#include "format/code_points.h"
#include "format/toml.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    (void)parse_toml(text, "fuzz");
    if (is_utf8(text)) {
        const auto quoted = parse_toml("x = " + toml_quote(text), "fuzz");
        if (quoted && quoted->find("x")->text != text) std::abort();
    }
    return 0;
}
