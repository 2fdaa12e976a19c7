#pragma once
// The statements of roll.h. Inside the room. Immutable; any thread.
#include <span>

#include "store/database.h"

namespace menhu::people::rows {

std::span<const store::Statement> roll_statements();

}  // namespace menhu::people::rows
