#pragma once
// What tells persons apart and what they have acknowledged, for lists of all accounts: employee number and newest
// pledge. (Two accounts are never bound to one outside identity: identity.h.) One statement. Thread rule: as the
// transaction.
#include <span>
#include <string>
#include <unordered_map>

#include "base/result.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::people {

struct AccountMarks {
    std::string employee_number;  // empty: unknown
    std::string pledge_version;   // that was acknowledged last; empty: none
};
base::Result<std::unordered_map<AccountId, AccountMarks>> account_marks(store::ReadTx& tx);

std::span<const store::Statement> account_mark_statements();  // for tables.cc

}  // namespace menhu::people
