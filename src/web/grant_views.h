#pragma once
// Grants as the interface shows them; a district that has no name here is shown by its code. Pure; any thread.
#include <vector>

#include "grants/grant.h"
#include "law/districts.h"
#include "law/profile.h"
#include "web/views.h"

namespace menhu::web {

std::vector<GrantView> views_of(const std::vector<grants::GrantView>& grants, const law::Profile& profile,
                                const law::Districts* districts);

}  // namespace menhu::web
