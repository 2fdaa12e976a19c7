#pragma once
// people_accounts, each with its term in force, and people_passwords. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "people/account.h"
#include "people/standing.h"

namespace menhu::people::rows {

struct AccountDetails {
    std::string email;
    std::string employee_number;
    std::string duties_text;
    Lasting lasting = Lasting::permanent;
};

struct AccountRow {
    AccountId id{0};
    std::string name;
    std::string display_name;
    UnitId unit{0};
    std::string unit_name;
    Roles roles;
    Validity validity;
    base::Instant password_due_at{};
    std::optional<base::Instant> last_signed_in;
    base::Instant term_from{};  // since when unit, roles and state are what they are
    AccountDetails details;
};

// With the term that is in force at the instant; nothing before the account's first.
base::Result<std::optional<AccountRow>> account(store::ReadTx& tx, AccountId id, base::Instant at);
base::Result<std::optional<AccountRow>> account(store::ReadTx& tx, std::string_view name, base::Instant at);
base::Result<std::vector<AccountRow>> accounts(store::ReadTx& tx, base::Instant at);
// Is there an account of this name, whatever its terms?
base::Result<bool> has_account(store::ReadTx& tx, std::string_view name);
// Of the person with this employee number (not empty), whatever their terms.
base::Result<std::vector<AccountId>> accounts_of_employee(store::ReadTx& tx, std::string_view employee_number);
// Accounts with the role that are not closed.
base::Result<std::int64_t> count_with_role(store::ReadTx& tx, Role role, base::Instant at);

// Without a term: the caller adds the first one in the same transaction.
base::Result<void> insert_account(store::WriteTx& tx, AccountId id, const NewAccount& account,
                                  base::Instant password_due_at);
base::Result<void> update_details(store::WriteTx& tx, AccountId id, std::string_view display_name,
                                  const AccountDetails& details);
base::Result<void> update_password_due(store::WriteTx& tx, AccountId id, base::Instant due_at);
base::Result<void> update_last_signed_in(store::WriteTx& tx, AccountId id, base::Instant at);

enum class SetBy : std::uint8_t { owner, other };
struct PasswordRow {
    std::string hash;
    SetBy set_by = SetBy::other;
    base::Instant set_at{};
};
// The newest first, at most `limit`.
base::Result<std::vector<PasswordRow>> passwords(store::ReadTx& tx, AccountId id, std::int64_t limit);
base::Result<void> insert_password(store::WriteTx& tx, AccountId id, const PasswordRow& password);
// Forgets what is older than the newest `kept`.
base::Result<void> trim_passwords(store::WriteTx& tx, AccountId id, std::int64_t kept);

std::span<const store::Statement> account_statements();

}  // namespace menhu::people::rows
