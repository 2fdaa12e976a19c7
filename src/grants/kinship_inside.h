#pragma once
// Who is signed in beside whom, and where an authorisation stands, from what happened to it. Inside the room. Thread
// rule: as the transaction.
#include <optional>
#include <vector>

#include "grants/kinship.h"
#include "grants/kinship_rows.h"
#include "law/profile.h"

namespace menhu::grants {

// Barred after `most` wrong codes.
AuthorisationState state_of(const rows::AuthorisationRow& row, const std::vector<rows::ActRow>& acts, std::int64_t most,
                            base::Instant now);

// The newest opening, if its session lives and is the asker's; the newest attendance that rests on it, if it is not
// over, its session lives and its account is still a controller's.
struct SignedIn {
    std::optional<rows::ActRow> opening;
    std::optional<rows::ActRow> attendance;
};
base::Result<SignedIn> signed_in(store::ReadTx& tx, const law::Profile& profile, const rows::AuthorisationRow& row,
                                 const std::vector<rows::ActRow>& acts, base::Instant now);

}  // namespace menhu::grants
