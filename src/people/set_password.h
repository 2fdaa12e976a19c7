#pragma once
// Setting a password, for whoever may. Inside the room. Thread rule: as the transaction.
#include "people/account_rows.h"
#include "people/office.h"

namespace menhu::people {

// What stands for a hash where there is no password to sign in with: before a first one, and after a recovery.
inline constexpr std::string_view unusable_password = "!";

// Puts it in front of the account's history and sets when it must be changed.
base::Result<void> set_password(store::WriteTx& tx, const Office& office, AccountId account,
                                const rows::PasswordRow& password, PasswordDuty duty);

// Error: people.password_weak, with the codes of check_password.
base::Result<void> require_strong(const Office& office, std::string_view account_name, std::string_view display_name,
                                  const crypto::Secret& password);

}  // namespace menhu::people
