#include "oversight/tables.h"

#include "oversight/review_rows.h"

namespace menhu::oversight {

std::span<const store::Statement> statements() { return rows::review_statements(); }

}  // namespace menhu::oversight
