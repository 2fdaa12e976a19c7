#pragma once
// What every way to a new account has in common, whatever its holder begins with. Inside the room. Thread rule: as the
// transaction.
#include <string_view>

#include "people/account.h"

namespace menhu::people {

// Its name, period and roles. Errors: people.account_ill_formed, people.roles_separated.
base::Result<void> check_new_account(const Office& office, const NewAccount& account);

// Makes it, with its first term and its entry. `begins_with`: what the entry says of the first password. Errors:
// people.account_exists, people.unit_not_in_force.
base::Result<void> insert_new_account(store::WriteTx& tx, const Office& office, const Actor& by, AccountId id,
                                      const NewAccount& account, std::string_view begins_with, base::Instant now);

}  // namespace menhu::people
