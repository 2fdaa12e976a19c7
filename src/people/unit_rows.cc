#include "people/unit_rows.h"

#include <array>

namespace menhu::people {
namespace {

constexpr store::Statement insert_statement{
    "people.insert_unit",
    "INSERT INTO people_units (id, code, name_zh, name_en, kind, parent_id, district, valid_from, valid_until) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr store::Statement end_statement{"people.update_unit_end",
                                         "UPDATE people_units SET valid_until = $2 WHERE id = $1"};
constexpr store::Statement period_statement{"people.update_unit_period",
                                            "UPDATE people_units SET valid_from = $2, valid_until = $3 WHERE id = $1"};
constexpr store::Statement all_statement{
    "people.units",
    "SELECT id, code, name_zh, name_en, kind, parent_id, district, valid_from, valid_until FROM people_units "
    "ORDER BY code"};
constexpr store::Statement by_id_statement{
    "people.unit_by_id",
    "SELECT id, code, name_zh, name_en, kind, parent_id, district, valid_from, valid_until FROM people_units "
    "WHERE id = $1"};
constexpr store::Statement by_code_statement{
    "people.unit_by_code",
    "SELECT id, code, name_zh, name_en, kind, parent_id, district, valid_from, valid_until FROM people_units "
    "WHERE code = $1"};
constexpr std::array unit_table{insert_statement, end_statement,   period_statement,
                                all_statement,    by_id_statement, by_code_statement};

Unit decode(const store::Row& row) {
    const auto kind = unit_kind_from_code(row.text(4));
    CHECK(kind);
    Unit unit{.id = UnitId{row.integer(0)},
              .code = std::string{row.text(1)},
              .name_zh = std::string{row.text(2)},
              .name_en = std::string{row.text(3)},
              .kind = *kind,
              .parent = std::nullopt,
              .district = std::string{row.text(6)},
              .from = row.instant(7),
              .until = std::nullopt};
    if (const auto parent = row.maybe_integer(5)) unit.parent = UnitId{*parent};
    if (const auto until = row.maybe_integer(8)) unit.until = base::from_millis(*until);
    return unit;
}

}  // namespace

base::Result<std::vector<Unit>> units(store::ReadTx& tx) { return tx.all(all_statement, decode); }

base::Result<std::optional<Unit>> find_unit(store::ReadTx& tx, UnitId unit) {
    return tx.one(by_id_statement, decode, unit.number());
}

base::Result<std::optional<Unit>> find_unit(store::ReadTx& tx, std::string_view code) {
    return tx.one(by_code_statement, decode, code);
}

namespace rows {

base::Result<void> insert_unit(store::WriteTx& tx, UnitId id, const NewUnit& unit) {
    std::optional<std::int64_t> parent;
    if (unit.parent) parent = unit.parent->number();
    TRY(tx.run(insert_statement, id.number(), unit.code, unit.name_zh, unit.name_en, unit_kind_code(unit.kind), parent,
               unit.district, unit.from, unit.until));
    return {};
}

base::Result<std::int64_t> update_unit_end(store::WriteTx& tx, UnitId id, std::optional<base::Instant> until) {
    return tx.run(end_statement, id.number(), until);
}

base::Result<std::int64_t> update_unit_period(store::WriteTx& tx, UnitId id, base::Instant from, base::Instant until) {
    return tx.run(period_statement, id, from, until);
}

std::span<const store::Statement> unit_statements() { return unit_table; }

}  // namespace rows
}  // namespace menhu::people
