#include "web/refusals.h"

#include "base/bytes.h"

namespace menhu::web {

ReceiptView view_of(const ledger::Receipt& receipt) {
    return {.log = std::to_string(receipt.log),
            .index = receipt.index,
            .leaf_hash = base::to_hex(receipt.leaf_hash),
            .at = base::to_rfc3339(receipt.at)};
}

Problem problem_of(const grants::Refusal& refusal) {
    Problem problem;
    problem.status = 403;
    problem.code = refusal.code();
    problem.detail_zh = refusal.reason_zh();
    problem.detail_en = refusal.reason_en();
    problem.next_zh = refusal.next_zh();
    problem.next_en = refusal.next_en();
    problem.clause = refusal.clause();
    problem.receipt = view_of(refusal.receipt());
    return problem;
}

}  // namespace menhu::web
