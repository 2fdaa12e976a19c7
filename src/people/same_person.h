#pragma once
// Several accounts of one person: where nobody may judge the own affairs, another account of the same person is no way
// around it (F2.6). Thread rule: as the transaction.
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::people {

// The account itself, and those with the same employee number. Error: people.not_found.
base::Result<std::vector<AccountId>> accounts_of_person(store::ReadTx& tx, AccountId account, base::Instant now);

}  // namespace menhu::people
