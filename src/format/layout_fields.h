#pragma once
// What the fields of each kind of record may be called and of which type they are; which records a layout needs. Inside
// the room. Thread rule: pure.
#include <span>
#include <string>
#include <vector>

#include "format/layout.h"

namespace menhu::format {

// Finds what `field` means in a record of this role and puts it there; answers what is wrong with name and type.
std::vector<std::string> name_of_field(RecordRole role, std::span<const CodeTable> code_tables, Field& field);

// What is wrong with the records of a layout as a whole.
std::vector<std::string> problems_of_records(const Layout& layout);

}  // namespace menhu::format
