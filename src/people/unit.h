#pragma once
// Units: the bureau's sections, the district offices, contractors inside their contract's dates, and the Civil Affairs
// Bureau, in a tree (regulation P2.3, U1.2). Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

// Those of law::UnitKind, and contractors, who come and go with their contracts.
enum class UnitKind : std::uint8_t { section, staff_office, district_office, provider, contractor };
std::string_view unit_kind_code(UnitKind kind);
std::optional<UnitKind> unit_kind_from_code(std::string_view code);

struct NewUnit {
    std::string code;  // [a-z0-9-]{1,40}, unique; "district-68000010"
    std::string name_zh;
    std::string name_en;
    UnitKind kind = UnitKind::section;
    std::optional<UnitId> parent;
    std::string district;                // district code for a district office, else empty
    base::Instant from{};                // in force from …
    std::optional<base::Instant> until;  // … up to and not including; a contract's end
};

struct Unit {
    UnitId id;
    std::string code;
    std::string name_zh;
    std::string name_en;
    UnitKind kind;
    std::optional<UnitId> parent;
    std::string district;
    base::Instant from;
    std::optional<base::Instant> until;

    bool in_force(base::Instant now) const { return from <= now && (!until || now < *until); }
};

// By an account administrator or the operator at the console. Errors: people.unit_exists, people.unit_ill_formed,
// people.not_found (the parent), people.not_your_unit, those of require().
base::Result<UnitId> create_unit(store::WriteTx& tx, const Office& office, const Actor& by, const NewUnit& unit,
                                 base::Random& random, base::Instant now);

// Every unit of the office's profile that is not there yet; answers how many were made. In force from `from`.
base::Result<std::int64_t> create_profile_units(store::WriteTx& tx, const Office& office, const Actor& by,
                                                base::Instant from, base::Random& random, base::Instant now);

// A contract is prolonged or ended; no end given: open.
base::Result<void> set_unit_end(store::WriteTx& tx, const Office& office, const Actor& by, UnitId unit,
                                std::optional<base::Instant> until, base::Instant now);

base::Result<std::vector<Unit>> units(store::ReadTx& tx);  // by code
base::Result<std::optional<Unit>> find_unit(store::ReadTx& tx, UnitId unit);
base::Result<std::optional<Unit>> find_unit(store::ReadTx& tx, std::string_view code);

}  // namespace menhu::people
