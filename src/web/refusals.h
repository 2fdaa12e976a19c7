#pragma once
// A refusal and a receipt as the interface shows them. Pure; any thread.
#include "grants/refusal.h"
#include "ledger/ledger.h"
#include "web/problem.h"

namespace menhu::web {

ReceiptView view_of(const ledger::Receipt& receipt);
// 403, with the clause, what to do next, and the entry that records it.
Problem problem_of(const grants::Refusal& refusal);

}  // namespace menhu::web
