#pragma once
// Packs parts into a ZIP in memory and reads every sheet of it; aborts if a reader goes beyond its limits. Thread rule:
// one thread.
#include <zip.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "format/workbook.h"

namespace menhu::fuzz {

inline std::string pack(const std::vector<std::pair<std::string, std::string>>& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (source == nullptr) std::abort();
    zip_source_keep(source);
    zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    if (archive == nullptr) std::abort();
    for (const auto& [name, bytes] : parts) {
        zip_source_t* part = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        if (zip_file_add(archive, name.c_str(), part, 0) < 0) std::abort();
    }
    if (zip_close(archive) != 0) std::abort();
    std::string out;
    if (zip_source_open(source) == 0) {
        zip_stat_t stat;
        zip_source_stat(source, &stat);
        out.resize(stat.size);
        zip_source_read(source, out.data(), out.size());
        zip_source_close(source);
    }
    zip_source_free(source);
    zip_error_fini(&error);
    return out;
}

inline void read_package(const std::vector<std::pair<std::string, std::string>>& parts) {
    const auto bytes = pack(parts);
    const format::SheetLimits limits{.rows = 2000};
    const auto book = format::Workbook::open(bytes, limits);
    if (!book) return;
    for (std::size_t sheet = 0; sheet < book->sheets().size(); ++sheet) {
        std::uint32_t last = 0;
        const auto done = book->read(sheet, [&](format::SheetRow& row) {
            if (row.number <= last || row.cells.size() > limits.columns) std::abort();
            last = row.number;
            return format::Reading::go_on;
        });
        (void)done;
    }
}

}  // namespace menhu::fuzz
