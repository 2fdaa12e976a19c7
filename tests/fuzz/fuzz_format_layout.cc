// Layouts: any text is parsed or refused; a layout that parses reads a file without harm.
#include <string>

#include "format/layout.h"
#include "format/record_reader.h"

using namespace menhu;
using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto layout = parse_layout(text, "fuzz");
    if (!layout) return 0;
    // Opening a decoder of CNS takes 30 ms: reading is left to the record targets.
    RecordReader reader{*layout, base::as_bytes(text)};
    RawRecord record;
    while (reader.next(record)) {
    }
    return 0;
}
