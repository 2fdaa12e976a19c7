#pragma once
// What is recorded ahead for an account, and keeping it when something else is recorded before it begins. Inside the
// room. Thread rule: as the transaction.
#include <vector>

#include "people/account_term.h"

namespace menhu::people {

// The terms that will take effect after `now`, in their order: those before whose beginning no greater number begins.
base::Result<std::vector<AccountTerm>> planned_terms(store::ReadTx& tx, AccountId account, base::Instant now);

// After `present` was recorded from `now` on: of `planned` the closings are recorded again, so that they still take
// effect; with an open `present` the others too, with its roles where they are of its unit.
base::Result<void> plan_again(store::WriteTx& tx, const AccountTerm& present, const std::vector<AccountTerm>& planned,
                              base::Instant now);

}  // namespace menhu::people
