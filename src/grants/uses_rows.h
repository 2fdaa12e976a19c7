#pragma once
// The statements of uses.cc, for the test that prepares them all. Inside the room. Constants.
#include <span>

#include "store/database.h"

namespace menhu::grants::rows {

std::span<const store::Statement> uses_statements();

}  // namespace menhu::grants::rows
