#pragma once
// Accounts: one person each, never shared (F2.2); roles with hard separations; valid from and until; suspended,
// restored, closed. Every act is entered in the ledger in its own transaction.
//
// Promise: whether an account is valid is computed when asked, to the millisecond, and a contractor's account is never
// valid outside its unit's contract. Thread rule: as the transaction; what takes a Database blocks for one Argon2id
// run and one commit.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/account_term.h"
#include "people/actor.h"
#include "people/office.h"
#include "people/role.h"
#include "store/database.h"

namespace menhu::crypto {
class Secret;
}

namespace menhu::people {

// `kept` needs no change at the first sign-in and is refused outside a demonstration (people.password_kept).
enum class FirstPassword : std::uint8_t { must_change, kept };

// A temporary account always has an end.
enum class Lasting : std::uint8_t { permanent, temporary };

struct NewAccount {
    std::string name;  // [a-z0-9._-]{2,40}, unique for ever
    std::string display_name;
    UnitId unit{0};
    Roles roles;
    base::Instant from{};
    std::optional<base::Instant> until;
    FirstPassword first_password = FirstPassword::must_change;
    std::string email{};
    std::string employee_number{};
    std::string duties_text{};
    Lasting lasting = Lasting::permanent;
};

struct Account {
    AccountId id;
    std::string name;
    std::string display_name;
    UnitId unit;
    std::string unit_name;
    Roles roles;
    Standing standing;  // at the instant asked about
    base::Instant from;
    std::optional<base::Instant> until;
    PasswordDuty password_duty;
    std::optional<base::Instant> last_signed_in;
    base::Instant term_from{};    // since when unit, roles and state are these
    std::string email;            // empty if there is none
    std::string employee_number;  // the same for all accounts of one person
    std::string duties_text;      // what the account is for, in words
    Lasting lasting = Lasting::permanent;
};

// The first account administrator, by the operator at the console (operator.h), with the duty for the whole agency.
// Errors: people.administrator_exists; those of create_account.
base::Result<store::Committed<AccountId>> create_first_administrator(store::Database& database, const Office& office,
                                                                     base::Random& random, const Actor& by,
                                                                     NewAccount account, const crypto::Secret& password,
                                                                     base::Instant now);

// By an account administrator who answers for the unit (duty.h). Errors: people.account_exists,
// people.account_ill_formed, people.unit_not_in_force, people.roles_separated (detail: the pair and the clause),
// people.password_weak, people.password_kept, people.not_your_unit, those of require().
base::Result<store::Committed<AccountId>> create_account(store::Database& database, const Office& office,
                                                         base::Random& random, const Actor& by, NewAccount account,
                                                         const crypto::Secret& password, base::Instant now);

// By an account administrator who answers for the unit (people.not_your_unit), never on the own account
// (people.own_account). All also answer people.not_found and
// people.account_closed; a closed account stays closed. Each is a new term from now on (account_term.h);
// people.change_planned if another was recorded ahead. To suspend and to restore is not held up by that, and a planned
// end stays; to close takes its place.
base::Result<void> set_roles(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account, Roles roles,
                             base::Instant now, Planned planned = Planned::keep);
// To another unit: roles are the administrator's to set anew, so they become those given here (F2.2: at once).
base::Result<void> transfer(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account, UnitId unit,
                            Roles roles, base::Instant now, Planned planned = Planned::keep);
base::Result<void> set_validity(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                base::Instant from, std::optional<base::Instant> until, base::Instant now,
                                Planned planned = Planned::keep);
// These two end the account's sessions for asking; the operator at the console may suspend too. `reason` is in words
// without names; it is sealed in the ledger.
base::Result<void> suspend(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                           std::string_view reason, base::Instant now);
base::Result<void> close(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                         std::string_view reason, base::Instant now);
base::Result<void> restore(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                           std::string_view reason, base::Instant now);

base::Result<std::vector<Account>> accounts(store::ReadTx& tx, base::Instant now);  // by name
base::Result<std::optional<Account>> find_account(store::ReadTx& tx, AccountId account, base::Instant now);
base::Result<std::optional<Account>> find_account(store::ReadTx& tx, std::string_view name, base::Instant now);

}  // namespace menhu::people
