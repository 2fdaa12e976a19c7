#include "people/account_rows.h"

#include <array>

namespace menhu::people::rows {
namespace {

constexpr store::Statement by_id_statement{
    "people.account_by_id",
    "SELECT a.id, a.name, a.display_name, t.unit_id, u.name_zh, t.roles, t.state, t.valid_from, t.valid_until, "
    "u.valid_from, u.valid_until, a.password_due_at, a.last_signed_in, t.from_at, a.email, a.employee_number, "
    "a.duties_text, a.temporary "
    "FROM people_accounts a JOIN people_account_terms t ON t.account_id = a.id "
    "JOIN people_units u ON u.id = t.unit_id "
    "WHERE a.id = $1 AND t.number = (SELECT MAX(n.number) FROM people_account_terms n "
    "WHERE n.account_id = a.id AND n.from_at <= $2)"};
constexpr store::Statement by_name_statement{
    "people.account_by_name",
    "SELECT a.id, a.name, a.display_name, t.unit_id, u.name_zh, t.roles, t.state, t.valid_from, t.valid_until, "
    "u.valid_from, u.valid_until, a.password_due_at, a.last_signed_in, t.from_at, a.email, a.employee_number, "
    "a.duties_text, a.temporary "
    "FROM people_accounts a JOIN people_account_terms t ON t.account_id = a.id "
    "JOIN people_units u ON u.id = t.unit_id "
    "WHERE a.name = $1 AND t.number = (SELECT MAX(n.number) FROM people_account_terms n "
    "WHERE n.account_id = a.id AND n.from_at <= $2)"};
constexpr store::Statement all_statement{
    "people.accounts",
    "SELECT a.id, a.name, a.display_name, t.unit_id, u.name_zh, t.roles, t.state, t.valid_from, t.valid_until, "
    "u.valid_from, u.valid_until, a.password_due_at, a.last_signed_in, t.from_at, a.email, a.employee_number, "
    "a.duties_text, a.temporary "
    "FROM people_accounts a JOIN people_account_terms t ON t.account_id = a.id "
    "JOIN people_units u ON u.id = t.unit_id "
    "WHERE t.number = (SELECT MAX(n.number) FROM people_account_terms n "
    "WHERE n.account_id = a.id AND n.from_at <= $1) ORDER BY a.name"};
constexpr store::Statement name_statement{"people.account_named", "SELECT id FROM people_accounts WHERE name = $1"};
constexpr store::Statement employee_statement{"people.accounts_of_employee",
                                              "SELECT id FROM people_accounts WHERE employee_number = $1 ORDER BY id"};
constexpr store::Statement count_statement{
    "people.count_with_role",
    "SELECT COUNT(*) FROM people_account_terms t WHERE (t.roles & $1) <> 0 AND t.state <> 'closed' AND t.number = "
    "(SELECT MAX(n.number) FROM people_account_terms n WHERE n.account_id = t.account_id AND n.from_at <= $2)"};
constexpr store::Statement insert_statement{
    "people.insert_account",
    "INSERT INTO people_accounts (id, name, display_name, password_due_at, last_signed_in, email, employee_number, "
    "duties_text, temporary) VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, $8)"};
constexpr store::Statement details_statement{
    "people.update_account_details",
    "UPDATE people_accounts SET display_name = $2, email = $3, employee_number = $4, duties_text = $5, temporary = $6 "
    "WHERE id = $1"};
constexpr store::Statement due_statement{"people.update_password_due",
                                         "UPDATE people_accounts SET password_due_at = $2 WHERE id = $1"};
constexpr store::Statement signed_in_statement{"people.update_last_signed_in",
                                               "UPDATE people_accounts SET last_signed_in = $2 WHERE id = $1"};
constexpr store::Statement passwords_statement{
    "people.passwords",
    "SELECT hash, set_by, set_at FROM people_passwords WHERE account_id = $1 ORDER BY number DESC LIMIT $2"};
constexpr store::Statement insert_password_statement{
    "people.insert_password",
    "INSERT INTO people_passwords (account_id, number, hash, set_by, set_at) VALUES ($1, "
    "(SELECT COALESCE(MAX(p.number), 0) + 1 FROM people_passwords p WHERE p.account_id = $1), $2, $3, $4)"};
constexpr store::Statement trim_statement{
    "people.trim_passwords",
    "DELETE FROM people_passwords WHERE account_id = $1 AND number <= "
    "(SELECT MAX(p.number) FROM people_passwords p WHERE p.account_id = $1) - $2"};
constexpr std::array account_table{
    employee_statement,  details_statement,         by_id_statement,  by_name_statement, all_statement,
    name_statement,      count_statement,           insert_statement, due_statement,     signed_in_statement,
    passwords_statement, insert_password_statement, trim_statement};

AccountRow decode(const store::Row& row) {
    return {.id = AccountId{row.integer(0)},
            .name = std::string{row.text(1)},
            .display_name = std::string{row.text(2)},
            .unit = UnitId{row.integer(3)},
            .unit_name = std::string{row.text(4)},
            .roles = Roles::from_bits(row.integer(5)),
            .validity = {.state = state_from_code(row.text(6)),
                         .from = row.instant(7),
                         .until = row.maybe_instant(8),
                         .unit_from = row.instant(9),
                         .unit_until = row.maybe_instant(10)},
            .password_due_at = row.instant(11),
            .last_signed_in = row.maybe_instant(12),
            .term_from = row.instant(13),
            .details = {.email = std::string{row.text(14)},
                        .employee_number = std::string{row.text(15)},
                        .duties_text = std::string{row.text(16)},
                        .lasting = row.integer(17) != 0 ? Lasting::temporary : Lasting::permanent}};
}

// Exactly one row, or the account that the caller has just read is gone: impossible, accounts are never deleted.
base::Result<void> exactly_one(base::Result<std::int64_t> changed) {
    const std::int64_t count = TRY(std::move(changed));
    CHECK(count == 1);
    return {};
}

}  // namespace

base::Result<std::optional<AccountRow>> account(store::ReadTx& tx, AccountId id, base::Instant at) {
    return tx.one(by_id_statement, decode, id, at);
}

base::Result<std::optional<AccountRow>> account(store::ReadTx& tx, std::string_view name, base::Instant at) {
    return tx.one(by_name_statement, decode, name, at);
}

base::Result<std::vector<AccountRow>> accounts(store::ReadTx& tx, base::Instant at) {
    return tx.all(all_statement, decode, at);
}

base::Result<bool> has_account(store::ReadTx& tx, std::string_view name) {
    const auto found = TRY(tx.one(name_statement, [](const store::Row& row) { return row.integer(0); }, name));
    return found.has_value();
}

base::Result<std::vector<AccountId>> accounts_of_employee(store::ReadTx& tx, std::string_view employee_number) {
    return tx.all(employee_statement, [](const store::Row& row) { return AccountId{row.integer(0)}; }, employee_number);
}

base::Result<std::int64_t> count_with_role(store::ReadTx& tx, Role role, base::Instant at) {
    auto count =
        TRY(tx.one(count_statement, [](const store::Row& row) { return row.integer(0); }, Roles{role}.bits(), at));
    return count.value_or(0);
}

base::Result<void> insert_account(store::WriteTx& tx, AccountId id, const NewAccount& account,
                                  base::Instant password_due_at) {
    TRY(tx.run(insert_statement, id, account.name, account.display_name, password_due_at, account.email,
               account.employee_number, account.duties_text, account.lasting == Lasting::temporary ? 1 : 0));
    return {};
}

base::Result<void> update_details(store::WriteTx& tx, AccountId id, std::string_view display_name,
                                  const AccountDetails& details) {
    return exactly_one(tx.run(details_statement, id, display_name, details.email, details.employee_number,
                              details.duties_text, details.lasting == Lasting::temporary ? 1 : 0));
}

base::Result<void> update_password_due(store::WriteTx& tx, AccountId id, base::Instant due_at) {
    return exactly_one(tx.run(due_statement, id.number(), due_at));
}

base::Result<void> update_last_signed_in(store::WriteTx& tx, AccountId id, base::Instant at) {
    return exactly_one(tx.run(signed_in_statement, id.number(), at));
}

base::Result<std::vector<PasswordRow>> passwords(store::ReadTx& tx, AccountId id, std::int64_t limit) {
    return tx.all(
        passwords_statement,
        [](const store::Row& row) {
            return PasswordRow{.hash = std::string{row.text(0)},
                               .set_by = row.text(1) == "owner" ? SetBy::owner : SetBy::other,
                               .set_at = row.instant(2)};
        },
        id.number(), limit);
}

base::Result<void> insert_password(store::WriteTx& tx, AccountId id, const PasswordRow& password) {
    TRY(tx.run(insert_password_statement, id.number(), password.hash,
               password.set_by == SetBy::owner ? "owner" : "other", password.set_at));
    return {};
}

base::Result<void> trim_passwords(store::WriteTx& tx, AccountId id, std::int64_t kept) {
    TRY(tx.run(trim_statement, id.number(), kept));
    return {};
}

std::span<const store::Statement> account_statements() { return account_table; }

}  // namespace menhu::people::rows
