#pragma once
// From an approved application to a grant: what purpose, link, contract and profile leave of what was approved (S2.2).
// Inside the room: a grant comes from nowhere else than the last stage of an application. Thread rule: as the
// transaction.
#include <optional>
#include <vector>

#include "grants/basis.h"
#include "grants/link.h"
#include "grants/purpose.h"
#include "grants/use_application.h"
#include "people/unit.h"

namespace menhu::grants {

// What stands around an application now.
struct Surroundings {
    std::optional<Purpose> purpose;
    std::vector<Basis> bases;  // those of the purpose
    std::optional<Link> link;
    std::optional<people::Unit> unit;
};
base::Result<Surroundings> surroundings_of(store::ReadTx& tx, const UseApplication& application);

// What bounds a grant that would be issued at `now`. What is not there leaves nothing.
UseBounds bounds_of(const Surroundings& around, const law::Profile& profile, base::Instant from, base::Instant now);

// Errors: see approve_use.
base::Result<GrantId> issue_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                  const UseApplication& application, const UseTerms& terms, base::Random& random,
                                  base::Instant now);

}  // namespace menhu::grants
