#pragma once
// The statements of held.h. Inside the room. Immutable; any thread.
#include <span>

#include "store/database.h"

namespace menhu::grants::rows {

std::span<const store::Statement> held_statements();

}  // namespace menhu::grants::rows
