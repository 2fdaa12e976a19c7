#pragma once
// The ids of grants. Values; any thread.
#include "base/id.h"

namespace menhu::grants {

struct GrantTag;
struct PurposeTag;
using GrantId = base::Id<GrantTag>;
using PurposeId = base::Id<PurposeTag>;

}  // namespace menhu::grants
