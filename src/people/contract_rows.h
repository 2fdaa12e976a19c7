#pragma once
// people_contracts. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "people/contract.h"

namespace menhu::people::rows {

// Its version is given here.
base::Result<void> insert_contract(store::WriteTx& tx, UnitId unit, const Contract& contract, AccountId by,
                                   base::Instant now);
base::Result<std::optional<ContractVersion>> contract(store::ReadTx& tx, UnitId unit);
base::Result<std::vector<ContractVersion>> contracts(store::ReadTx& tx);
base::Result<std::vector<ContractVersion>> contract_versions(store::ReadTx& tx);

std::span<const store::Statement> contract_statements();

}  // namespace menhu::people::rows
