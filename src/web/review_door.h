#pragma once
// Who may look into account reviews, and whose lines they see. Thread rule: as the transaction.
#include "oversight/review.h"
#include "web/handlers.h"

namespace menhu::web {

// What a reader may see: all lines, or those of the units for which they administer accounts.
struct ReviewReader {
    enum class Sees : std::uint8_t { all, decidable } sees = Sees::all;
    oversight::LineRights lines;
};
// Auditors, checkers, the Civil Affairs Bureau, account administrators, the head of the agency and the deputy. A head
// of a unit alone is refused (oversight.not_the_head).
base::Result<ReviewReader> review_reader(store::ReadTx& tx, const people::Actor& actor, base::Instant now);

// The review of the path. Errors: oversight.review_not_found.
base::Result<oversight::Review> review_of(store::ReadTx& tx, const Call& call);

}  // namespace menhu::web
