#pragma once
// ODS (ODF 1.2 part 1, section 9): the names of its sheets, and the rows of one. Inside the room. Thread rule: one
// thread.
#include <string>
#include <vector>

#include "format/package_reader.h"

namespace menhu::format {

base::Result<std::vector<std::string>> ods_sheets(const PackageReader& package, const SheetLimits& limits);
base::Result<void> read_ods(const PackageReader& package, std::size_t sheet, const SheetLimits& limits,
                            const OnSheetRow& on_row);

}  // namespace menhu::format
