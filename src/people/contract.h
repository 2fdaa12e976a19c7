#pragma once
// The contract of a contractor: what for, from when until when, with whom (U1.2). It bounds every account of the unit,
// computed when asked. A change is a new version; the older ones are kept. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "people/unit.h"
#include "store/database.h"

namespace menhu::people {

struct Contract {
    std::string number;
    std::string title;
    std::string scope;
    base::Instant from{};
    base::Instant until{};       // not included
    std::string subcontracting;  // to whom and what; empty: none
    std::string contact_name;
    std::string contact_phone;
    std::string contact_email;
};

struct NewContractor {
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::optional<UnitId> parent;  // the unit that commissions it
    Contract contract;
};

// By an administrator of the whole agency, or of the commissioning unit. Errors: people.contract_ill_formed, those of
// create_unit, people.not_your_unit.
base::Result<UnitId> create_contractor(store::WriteTx& tx, const Office& office, const Actor& by,
                                       const NewContractor& contractor, base::Random& random, base::Instant now);
// A new version; the unit's dates follow it. Errors: people.not_found, people.contract_ill_formed (or the unit is no
// contractor), people.not_your_unit.
base::Result<void> set_contract(store::WriteTx& tx, const Office& office, const Actor& by, UnitId unit,
                                const Contract& contract, base::Instant now);

struct ContractVersion {
    UnitId unit{0};
    std::int64_t version = 0;
    Contract contract;
    base::Instant recorded_at{};
};
base::Result<std::optional<ContractVersion>> contract_of(store::ReadTx& tx, UnitId unit);  // the newest
base::Result<std::vector<ContractVersion>> contracts(store::ReadTx& tx);                   // the newest of every unit
base::Result<std::vector<ContractVersion>> contract_versions(store::ReadTx& tx);           // all, by unit and version

}  // namespace menhu::people
