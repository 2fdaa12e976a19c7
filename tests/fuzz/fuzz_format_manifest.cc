// Manifests: what parses prints, and that parses to the same.
#include <cstdlib>

#include "format/manifest.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto manifest = parse_manifest({reinterpret_cast<const char*>(data), size});
    if (!manifest) return 0;
    const auto again = parse_manifest(print_manifest(*manifest));
    if (!again || *again != *manifest) std::abort();
    return 0;
}
