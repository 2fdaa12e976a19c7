#pragma once
// The fields of a record by their names in both languages, as people read them. Pure; any thread.
#include <string>
#include <vector>

#include "law/profile.h"
#include "web/views.h"

namespace menhu::web {

// In the order in which a card shows them, however they are stored; a field that the profile no longer has comes last,
// under its own name.
std::vector<FieldLabel> field_labels(const std::vector<std::string>& fields, const law::Profile& profile);

}  // namespace menhu::web
