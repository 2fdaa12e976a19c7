#pragma once
// Who may look into account reviews, and whose lines they see. Thread rule: as the transaction.
#include "oversight/review.h"
#include "web/handlers.h"

namespace menhu::web {

// What a reader may see: all lines, or those of the units for which they administer accounts, or of the own unit.
struct ReviewReader {
    enum class Sees : std::uint8_t { all, administered, own_unit } sees = Sees::all;
    oversight::LineRights lines;
    people::UnitId unit{0};

    bool sees_line(const oversight::ReviewLine& line) const;
};
// Auditors, checkers, the Civil Affairs Bureau, the head of the agency and the deputy: all. Account administrators:
// all, or the units for which they answer. Other heads: their unit.
base::Result<ReviewReader> review_reader(store::ReadTx& tx, const people::Actor& actor, base::Instant now);

// The review of the path. Errors: oversight.review_not_found.
base::Result<oversight::Review> review_of(store::ReadTx& tx, const Call& call);

}  // namespace menhu::web
