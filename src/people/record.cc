#include "people/record.h"

#include "format/json.h"
#include "ledger/ledger.h"

namespace menhu::people {

base::Result<void> record(store::WriteTx& tx, const Office& office, const Act& act, base::Instant now) {
    ledger::Entry entry;
    entry.kind = act.kind;
    entry.account = act.by.number();
    entry.unit = act.unit.number();
    entry.facts = act.facts;
    if (!act.sealed.empty()) {
        format::Json::Object object;
        for (const auto& [name, value] : act.sealed) object.emplace(name, value);
        entry.secret = base::Personal<std::string>{format::canonical_json(std::move(object))};
    }
    TRY(ledger::append(tx, office.ledger(), entry, now));
    return {};
}

base::Result<void> record(store::WriteTx& tx, const Office& office, const Actor& by, std::string_view kind, Facts facts,
                          Facts sealed, base::Instant now) {
    return record(
        tx, office,
        {.kind = kind, .by = by.account(), .unit = by.unit(), .facts = std::move(facts), .sealed = std::move(sealed)},
        now);
}

}  // namespace menhu::people
