#include "people/contract.h"

#include "format/code_points.h"
#include "people/contract_rows.h"
#include "people/duty.h"
#include "people/record.h"
#include "people/unit_rows.h"

namespace menhu::people {
namespace {

using base::Error;
using base::Fault;

bool is_between(std::string_view text, std::size_t least, std::size_t most) {
    if (!format::is_utf8(text)) return false;
    const auto length = format::count_code_points(text);
    return length >= least && length <= most;
}

base::Result<void> check(const Contract& contract) {
    const bool is_good = is_between(contract.number, 1, 100) && is_between(contract.title, 1, 200) &&
                         is_between(contract.scope, 1, 1000) && contract.from < contract.until &&
                         is_between(contract.subcontracting, 0, 500) && is_between(contract.contact_name, 1, 100) &&
                         is_between(contract.contact_phone, 0, 50) && is_between(contract.contact_email, 0, 200);
    if (!is_good) return Error{Fault::bad_input, "people.contract_ill_formed"};
    return {};
}

base::Result<void> put(store::WriteTx& tx, const Office& office, const Actor& by, UnitId unit, const Contract& contract,
                       base::Instant now) {
    TRY(rows::insert_contract(tx, unit, contract, by.account(), now));
    return record(tx, office, by, "people.contract_set",
                  {{"about_unit", unit.text()},
                   {"contract", contract.number},
                   {"from", base::to_rfc3339(contract.from)},
                   {"until", base::to_rfc3339(contract.until)}},
                  {{"contact_name", contract.contact_name},
                   {"contact_phone", contract.contact_phone},
                   {"contact_email", contract.contact_email}},
                  now);
}

}  // namespace

base::Result<UnitId> create_contractor(store::WriteTx& tx, const Office& office, const Actor& by,
                                       const NewContractor& contractor, base::Random& random, base::Instant now) {
    TRY(check(contractor.contract));
    const UnitId unit = TRY(create_unit(tx, office, by,
                                        {.code = contractor.code,
                                         .name_zh = contractor.name_zh,
                                         .name_en = contractor.name_en,
                                         .kind = UnitKind::contractor,
                                         .parent = contractor.parent,
                                         .district = "",
                                         .from = contractor.contract.from,
                                         .until = contractor.contract.until},
                                        random, now));
    TRY(put(tx, office, by, unit, contractor.contract, now));
    return unit;
}

base::Result<void> set_contract(store::WriteTx& tx, const Office& office, const Actor& by, UnitId unit,
                                const Contract& contract, base::Instant now) {
    TRY(require_administrator_of(tx, by, unit, now));
    const auto found = TRY(find_unit(tx, unit));
    if (!found) return Error{Fault::not_found, "people.not_found", "unit"};
    if (found->kind != UnitKind::contractor) return Error{Fault::bad_input, "people.contract_ill_formed", "kind"};
    TRY(check(contract));
    TRY(rows::update_unit_period(tx, unit, contract.from, contract.until));
    return put(tx, office, by, unit, contract, now);
}

base::Result<std::optional<ContractVersion>> contract_of(store::ReadTx& tx, UnitId unit) {
    return rows::contract(tx, unit);
}

base::Result<std::vector<ContractVersion>> contracts(store::ReadTx& tx) { return rows::contracts(tx); }
base::Result<std::vector<ContractVersion>> contract_versions(store::ReadTx& tx) { return rows::contract_versions(tx); }

}  // namespace menhu::people
