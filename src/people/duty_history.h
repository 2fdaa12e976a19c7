#pragma once
// The duties of office of some kinds, past, present and recorded ahead, of every unit and of the whole agency: for who
// must tell others that somebody came or went (U3). One statement. Thread rule: as the transaction.
#include <span>
#include <vector>

#include "base/result.h"
#include "people/duty.h"
#include "store/database.h"

namespace menhu::people {

// Those of the provider's interest: designated persons, handlers, heads. By their beginning.
base::Result<std::vector<OfficeDuty>> answering_duties(store::ReadTx& tx);

std::span<const store::Statement> duty_history_statements();  // for tables.cc

}  // namespace menhu::people
