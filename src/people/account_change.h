#pragma once
// What every change of an account has in common. Inside the room. Thread rule: as the transaction.
#include "people/account_term.h"
#include "people/record.h"

namespace menhu::people {

// The present term of an account that `by` may change: not the own one, there, of a unit for which
// `by` answers, and not closed.
base::Result<AccountTerm> term_to_change(store::ReadTx& tx, const Actor& by, AccountId account, base::Instant now);

// Records `term` by `by` at `now`; adds to `facts` what it took the place of. Error: people.change_planned.
base::Result<void> add_term(store::WriteTx& tx, const Actor& by, AccountTerm term, Planned planned, Facts& facts,
                            base::Instant now);

// Separated roles never meet; the operator's role is the console's alone (S1.1).
base::Result<void> check_roles(const Office& office, Roles roles);
// There, and not over at `at`.
base::Result<void> check_unit(store::ReadTx& tx, UnitId unit, base::Instant at);

}  // namespace menhu::people
