#pragma once
// people_account_terms. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "people/account_term.h"

namespace menhu::people::rows {

// Its number is given here.
base::Result<void> insert_term(store::WriteTx& tx, const AccountTerm& term);
base::Result<std::vector<AccountTerm>> terms(store::ReadTx& tx, AccountId account);
base::Result<std::optional<AccountTerm>> term_at(store::ReadTx& tx, AccountId account, base::Instant at);
base::Result<std::optional<AccountTerm>> newest_term(store::ReadTx& tx, AccountId account);

base::Result<std::vector<AccountId>> accounts_with_plans(store::ReadTx& tx, base::Instant now);

std::span<const store::Statement> term_statements();

}  // namespace menhu::people::rows
