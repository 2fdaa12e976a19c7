#pragma once
// A person's card as the interface shows it. Pure; any thread.
#include "registry/lookup.h"
#include "web/views.h"

namespace menhu::web {

PersonCard view_of(const registry::PersonCard& card);

}  // namespace menhu::web
