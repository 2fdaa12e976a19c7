#include "oversight/record_act.h"

#include "format/json.h"

namespace menhu::oversight {

base::Result<ledger::Receipt> record_act(store::WriteTx& tx, const people::Office& office, people::AccountId by,
                                         people::UnitId unit, const ReviewAct& act, base::Instant now) {
    ledger::Entry entry;
    entry.kind = act.kind;
    entry.account = by.number();
    entry.unit = unit.number();
    entry.facts = act.facts;
    entry.facts.emplace_back("review", act.review.text());
    entry.counts = act.counts;
    if (!act.reason.empty()) {
        entry.secret = base::Personal<std::string>{
            format::canonical_json(format::Json::Object{{"reason", format::Json{act.reason}}})};
    }
    return ledger::append(tx, office.ledger(), entry, now);
}

}  // namespace menhu::oversight
