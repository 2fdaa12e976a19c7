#include "people/contract_rows.h"

#include <array>

namespace menhu::people::rows {
namespace {

constexpr store::Statement insert_statement{
    "people.insert_contract",
    "INSERT INTO people_contracts (unit_id, number, contract_number, title, scope, from_at, until_at, subcontracting, "
    "contact_name, contact_phone, contact_email, recorded_at, recorded_by) VALUES ($1, "
    "(SELECT COALESCE(MAX(n.number), 0) + 1 FROM people_contracts n WHERE n.unit_id = $1), $2, $3, $4, $5, $6, $7, $8, "
    "$9, $10, $11, $12)"};
constexpr store::Statement of_unit_statement{
    "people.contract",
    "SELECT unit_id, number, contract_number, title, scope, from_at, until_at, subcontracting, contact_name, "
    "contact_phone, contact_email, recorded_at FROM people_contracts WHERE unit_id = $1 ORDER BY number DESC LIMIT 1"};
constexpr store::Statement all_statement{
    "people.contracts",
    "SELECT c.unit_id, c.number, c.contract_number, c.title, c.scope, c.from_at, c.until_at, c.subcontracting, "
    "c.contact_name, c.contact_phone, c.contact_email, c.recorded_at FROM people_contracts c WHERE c.number = "
    "(SELECT MAX(n.number) FROM people_contracts n WHERE n.unit_id = c.unit_id) ORDER BY c.unit_id"};
constexpr store::Statement versions_statement{
    "people.contract_versions",
    "SELECT unit_id, number, contract_number, title, scope, from_at, until_at, subcontracting, contact_name, "
    "contact_phone, contact_email, recorded_at FROM people_contracts ORDER BY unit_id, number"};
constexpr std::array contract_table{insert_statement, of_unit_statement, all_statement, versions_statement};

ContractVersion decode(const store::Row& row) {
    return {.unit = UnitId{row.integer(0)},
            .version = row.integer(1),
            .contract = {.number = std::string{row.text(2)},
                         .title = std::string{row.text(3)},
                         .scope = std::string{row.text(4)},
                         .from = row.instant(5),
                         .until = row.instant(6),
                         .subcontracting = std::string{row.text(7)},
                         .contact_name = std::string{row.text(8)},
                         .contact_phone = std::string{row.text(9)},
                         .contact_email = std::string{row.text(10)}},
            .recorded_at = row.instant(11)};
}

}  // namespace

base::Result<void> insert_contract(store::WriteTx& tx, UnitId unit, const Contract& contract, AccountId by,
                                   base::Instant now) {
    TRY(tx.run(insert_statement, unit, contract.number, contract.title, contract.scope, contract.from, contract.until,
               contract.subcontracting, contract.contact_name, contract.contact_phone, contract.contact_email, now,
               by));
    return {};
}

base::Result<std::optional<ContractVersion>> contract(store::ReadTx& tx, UnitId unit) {
    return tx.one(of_unit_statement, decode, unit);
}

base::Result<std::vector<ContractVersion>> contracts(store::ReadTx& tx) { return tx.all(all_statement, decode); }

base::Result<std::vector<ContractVersion>> contract_versions(store::ReadTx& tx) {
    return tx.all(versions_statement, decode);
}

std::span<const store::Statement> contract_statements() { return contract_table; }

}  // namespace menhu::people::rows
