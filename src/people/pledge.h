#pragma once
// Acknowledgements of the pledge (L1, F2.2): who acknowledged which version, when, and what that version said. Thread
// rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

struct Acknowledged {
    std::string version;
    base::Instant at{};
};
base::Result<std::vector<Acknowledged>> pledges_of(store::ReadTx& tx, AccountId account);  // the oldest first
base::Result<bool> has_acknowledged(store::ReadTx& tx, AccountId account, std::string_view version);

// The holder acknowledges the present version of the profile; a second time changes nothing. Errors:
// people.pledge_outdated (another version), people.pledge_reused (the profile's text changed under an old version).
base::Result<void> acknowledge_pledge(store::WriteTx& tx, const Office& office, const Actor& by,
                                      std::string_view version, base::Instant now);

// Keeps the text of the present version, if it is not kept yet. Error: people.pledge_reused.
base::Result<void> keep_pledge_text(store::WriteTx& tx, const Office& office, base::Instant now);
// For who carries out an application: `at` is when it was acknowledged. Nothing twice.
base::Result<void> add_pledge(store::WriteTx& tx, AccountId account, std::string_view version, base::Instant at,
                              std::optional<std::int64_t> application);

}  // namespace menhu::people
