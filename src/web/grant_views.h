#pragma once
// Grants as the interface shows them. Pure; any thread.
#include <vector>

#include "grants/grant.h"
#include "law/profile.h"
#include "web/views.h"

namespace menhu::web {

std::vector<GrantView> views_of(const std::vector<grants::GrantView>& grants, const law::Profile& profile);

}  // namespace menhu::web
