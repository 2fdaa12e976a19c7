// Any file as a list: every sheet is read or refused, within the limits; a stop is obeyed; names of cells don't matter.
#include <cstdlib>

#include "format/workbook.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    SheetLimits limits;
    limits.unpacked = std::size_t{1} << 20;
    limits.texts = std::size_t{1} << 18;
    limits.rows = 2000;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto book = Workbook::open(bytes, limits);
    if (!book) return 0;
    for (std::size_t sheet = 0; sheet < book->sheets().size(); ++sheet) {
        std::uint32_t last = 0;
        std::uint32_t rows = 0;
        const auto done = book->read(sheet, [&](SheetRow& row) {
            if (row.number <= last || row.cells.empty() || row.cells.back().empty()) std::abort();
            if (row.cells.size() > limits.columns || ++rows > limits.rows) std::abort();
            last = row.number;
            return Reading::go_on;
        });
        if (!done || rows == 0) continue;
        int handed = 0;
        const auto stopped = book->read(sheet, [&](SheetRow&) {
            ++handed;
            return Reading::stop;
        });
        if (!stopped || handed != 1) std::abort();
    }
    return 0;
}
