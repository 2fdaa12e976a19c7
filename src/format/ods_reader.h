#pragma once
// ODS (ODF 1.2 part 1, section 9): the names of its sheets, and the rows of one. Inside the room. Thread rule: one
// thread.
#include <string>
#include <vector>

#include "format/package_reader.h"

namespace menhu::format {

struct OdsSheet {
    std::string name;
    std::size_t ordinal = 0;  // among the tables of the body, from 0
};
// Those that are shown.
base::Result<std::vector<OdsSheet>> ods_sheets(const PackageReader& package, const SheetLimits& limits);
base::Result<void> read_ods(const PackageReader& package, std::size_t ordinal, const SheetLimits& limits,
                            const OnSheetRow& on_row);

}  // namespace menhu::format
