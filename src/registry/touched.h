#pragma once
// Whom a change file touched, and by what event: the ledger's tag of a person, by which case lists know people, and the
// kind. Nothing is said of a delivery that is not signed off, or of a full one. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "crypto/tag.h"
#include "registry/events.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

struct Touched {
    crypto::Tag person;  // ledger::Ledger::person_tag of the id; after a change of id both ids are there
    LegalEvent kind;

    friend auto operator<=>(const Touched&, const Touched&) = default;
};

// At most `most`, ascending by person and kind, after `after` (none: from the first). One indexed SELECT.
base::Result<std::vector<Touched>> touched_by(store::ReadTx& tx, DeliveryId delivery,
                                              const std::optional<Touched>& after, std::int64_t most);

}  // namespace menhu::registry
