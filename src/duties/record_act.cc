#include "duties/record_act.h"

#include "format/json.h"
#include "ledger/ledger.h"

namespace menhu::duties {

base::Result<void> record_act(store::WriteTx& tx, const people::Office& office, people::AccountId by,
                              people::UnitId unit, std::string_view kind, Facts facts, const Facts& sealed,
                              base::Instant now) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.number();
    entry.unit = unit.number();
    entry.facts = std::move(facts);
    format::Json::Object object;
    for (const auto& [name, value] : sealed) {
        if (!value.empty()) object.emplace(name, value);
    }
    if (!object.empty()) entry.secret = base::Personal<std::string>{format::canonical_json(std::move(object))};
    TRY(ledger::append(tx, office.ledger(), entry, now));
    return {};
}

}  // namespace menhu::duties
