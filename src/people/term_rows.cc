#include "people/term_rows.h"

#include <array>

namespace menhu::people::rows {
namespace {

constexpr store::Statement insert_statement{
    "people.insert_term",
    "INSERT INTO people_account_terms (account_id, number, from_at, unit_id, roles, state, valid_from, valid_until, "
    "recorded_at, recorded_by, application_id) VALUES ($1, (SELECT COALESCE(MAX(n.number), 0) + 1 "
    "FROM people_account_terms n WHERE n.account_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr store::Statement all_statement{
    "people.terms",
    "SELECT account_id, number, from_at, unit_id, roles, state, valid_from, valid_until, recorded_at, recorded_by, "
    "application_id FROM people_account_terms WHERE account_id = $1 ORDER BY number"};
constexpr store::Statement at_statement{
    "people.term_at",
    "SELECT account_id, number, from_at, unit_id, roles, state, valid_from, valid_until, recorded_at, recorded_by, "
    "application_id FROM people_account_terms WHERE account_id = $1 AND from_at <= $2 ORDER BY number DESC LIMIT 1"};
constexpr store::Statement newest_statement{
    "people.newest_term",
    "SELECT account_id, number, from_at, unit_id, roles, state, valid_from, valid_until, recorded_at, recorded_by, "
    "application_id FROM people_account_terms WHERE account_id = $1 ORDER BY number DESC LIMIT 1"};
constexpr store::Statement plans_statement{
    "people.accounts_with_plans",
    "SELECT t.account_id FROM people_account_terms t WHERE t.from_at > $1 AND t.number = (SELECT MAX(n.number) "
    "FROM people_account_terms n WHERE n.account_id = t.account_id) ORDER BY t.account_id"};
constexpr std::array term_table{plans_statement, insert_statement, all_statement, at_statement, newest_statement};

AccountTerm decode(const store::Row& row) {
    return {.account = AccountId{row.integer(0)},
            .number = row.integer(1),
            .from = row.instant(2),
            .unit = UnitId{row.integer(3)},
            .roles = Roles::from_bits(row.integer(4)),
            .state = state_from_code(row.text(5)),
            .valid_from = row.instant(6),
            .valid_until = row.maybe_instant(7),
            .recorded_at = row.instant(8),
            .recorded_by = AccountId{row.integer(9)},
            .application = row.maybe_integer(10)};
}

}  // namespace

base::Result<void> insert_term(store::WriteTx& tx, const AccountTerm& term) {
    CHECK(term.from >= term.recorded_at);
    TRY(tx.run(insert_statement, term.account, term.from, term.unit, term.roles.bits(), state_code(term.state),
               term.valid_from, term.valid_until, term.recorded_at, term.recorded_by, term.application));
    return {};
}

base::Result<std::vector<AccountTerm>> terms(store::ReadTx& tx, AccountId account) {
    return tx.all(all_statement, decode, account);
}

base::Result<std::optional<AccountTerm>> term_at(store::ReadTx& tx, AccountId account, base::Instant at) {
    return tx.one(at_statement, decode, account, at);
}

base::Result<std::optional<AccountTerm>> newest_term(store::ReadTx& tx, AccountId account) {
    return tx.one(newest_statement, decode, account);
}

base::Result<std::vector<AccountId>> accounts_with_plans(store::ReadTx& tx, base::Instant now) {
    return tx.all(plans_statement, [](const store::Row& row) { return AccountId{row.integer(0)}; }, now);
}

std::span<const store::Statement> term_statements() { return term_table; }

}  // namespace menhu::people::rows
