#pragma once
// Accounts of a made-up agency, each with the past that it needs to be looked at: only in a demonstration. Nobody can
// sign in with them: they have no password and no other credential. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

struct MadeUpAccount {
    std::string name;
    std::string display_name;
    std::string employee_number;
    UnitId unit{0};
    Roles roles;
    base::Instant opened_at{};  // in the past
    std::optional<base::Instant> until;
    std::optional<base::Instant> last_signed_in;
    struct Before {
        UnitId unit{0};
        base::Instant until{};
    };
    std::optional<Before> before;  // its unit before, and when it moved
    enum class Pledge : std::uint8_t { none, present } pledge = Pledge::present;
    // In the last half-year: entered as "query.demonstration", which is about nobody.
    enum class Used : std::uint8_t { no, yes } used = Used::yes;
};

// By the operator at the console. One entry for all. Answers their ids, in the same order. Errors:
// people.not_a_demonstration, store.constraint (a name is taken), those of require().
base::Result<std::vector<AccountId>> add_made_up_accounts(store::WriteTx& tx, const Office& office, const Actor& by,
                                                          std::span<const MadeUpAccount> accounts, base::Random& random,
                                                          base::Instant now);

}  // namespace menhu::people
