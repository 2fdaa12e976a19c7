#pragma once
// What this room gives to the store: its migrations and its statements (one test prepares all of them on both
// engines). Immutable; any thread.
#include <span>

#include "base/embedded.h"
#include "store/database.h"

namespace menhu::duties {

std::span<const base::EmbeddedFile> migrations();
std::span<const store::Statement> statements();

}  // namespace menhu::duties
