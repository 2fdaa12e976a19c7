#include "grants/purpose_rows.h"

#include <array>

#include "grants/words.h"

namespace menhu::grants::rows {
namespace {

constexpr store::Statement bases_statement{
    "grants.bases", "SELECT id, title, title_en, valid_from, valid_until, ended_at FROM grants_bases ORDER BY id"};
constexpr store::Statement put_basis_statement{
    "grants.put_basis",
    "INSERT INTO grants_bases (id, title, title_en, valid_from, valid_until, ended_at) "
    "VALUES ($1, $2, $3, $4, $5, NULL) ON CONFLICT (id) DO UPDATE SET title = excluded.title, "
    "title_en = excluded.title_en, valid_from = excluded.valid_from, valid_until = excluded.valid_until"};
constexpr store::Statement end_basis_statement{"grants.end_basis",
                                               "UPDATE grants_bases SET ended_at = $2 WHERE id = $1"};
constexpr store::Statement insert_statement{
    "grants.insert_purpose",
    "INSERT INTO grants_purposes (id, code, name_zh, name_en, units, fields, operations, case_pattern, case_example, "
    "acknowledgement_zh, acknowledgement_en) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
constexpr store::Statement insert_basis_statement{
    "grants.insert_purpose_basis", "INSERT INTO grants_purpose_bases (purpose_id, basis_id) VALUES ($1, $2)"};
constexpr store::Statement all_statement{
    "grants.purposes",
    "SELECT id, code, name_zh, name_en, units, fields, operations, case_pattern, case_example, acknowledgement_zh, "
    "acknowledgement_en FROM grants_purposes ORDER BY code"};
constexpr store::Statement by_code_statement{
    "grants.purpose_by_code",
    "SELECT id, code, name_zh, name_en, units, fields, operations, case_pattern, case_example, acknowledgement_zh, "
    "acknowledgement_en FROM grants_purposes WHERE code = $1"};
constexpr store::Statement by_id_statement{
    "grants.purpose_by_id",
    "SELECT id, code, name_zh, name_en, units, fields, operations, case_pattern, case_example, acknowledgement_zh, "
    "acknowledgement_en FROM grants_purposes WHERE id = $1"};
constexpr store::Statement basis_ids_statement{
    "grants.purpose_bases", "SELECT basis_id FROM grants_purpose_bases WHERE purpose_id = $1 ORDER BY basis_id"};
constexpr std::array purpose_table{bases_statement,   put_basis_statement,    end_basis_statement,
                                   insert_statement,  insert_basis_statement, all_statement,
                                   by_code_statement, by_id_statement,        basis_ids_statement};

Purpose decode(const store::Row& row) {
    return {.id = PurposeId{row.integer(0)},
            .what = {.code = std::string{row.text(1)},
                     .name_zh = std::string{row.text(2)},
                     .name_en = std::string{row.text(3)},
                     .bases = {},
                     .units = split(row.text(4)),
                     .fields = split(row.text(5)),
                     .operations = Operations::from_bits(row.integer(6)),
                     .case_pattern = std::string{row.text(7)},
                     .case_example = std::string{row.text(8)},
                     .acknowledgement_zh = std::string{row.text(9)},
                     .acknowledgement_en = std::string{row.text(10)}}};
}

base::Result<void> add_bases(store::ReadTx& tx, Purpose& purpose) {
    auto ids = TRY(tx.all(
        basis_ids_statement, [](const store::Row& row) { return std::string{row.text(0)}; }, purpose.id.number()));
    purpose.what.bases = std::move(ids);
    return {};
}

base::Result<std::optional<Purpose>> with_bases(store::ReadTx& tx, std::optional<Purpose> found) {
    if (found) {
        TRY(add_bases(tx, *found));
    }
    return found;
}

}  // namespace

base::Result<std::vector<BasisRow>> bases(store::ReadTx& tx) {
    return tx.all(bases_statement, [](const store::Row& row) {
        return BasisRow{.basis = {.id = std::string{row.text(0)},
                                  .title = std::string{row.text(1)},
                                  .title_en = std::string{row.text(2)},
                                  .from = row.maybe_instant(3),
                                  .until = row.maybe_instant(4)},
                        .ended_at = row.maybe_instant(5)};
    });
}

base::Result<void> put_basis(store::WriteTx& tx, const Basis& basis) {
    TRY(tx.run(put_basis_statement, basis.id, basis.title, basis.title_en, basis.from, basis.until));
    return {};
}

base::Result<std::int64_t> end_basis(store::WriteTx& tx, std::string_view id, base::Instant at) {
    return tx.run(end_basis_statement, id, at);
}

base::Result<void> insert_purpose(store::WriteTx& tx, PurposeId id, const NewPurpose& purpose) {
    TRY(tx.run(insert_statement, id.number(), purpose.code, purpose.name_zh, purpose.name_en, joined(purpose.units),
               joined(purpose.fields), purpose.operations.bits(), purpose.case_pattern, purpose.case_example,
               purpose.acknowledgement_zh, purpose.acknowledgement_en));
    for (const std::string& basis : purpose.bases) {
        TRY(tx.run(insert_basis_statement, id.number(), basis));
    }
    return {};
}

base::Result<std::vector<Purpose>> purposes(store::ReadTx& tx) {
    auto found = TRY(tx.all(all_statement, decode));
    for (Purpose& purpose : found) {
        TRY(add_bases(tx, purpose));
    }
    return found;
}

base::Result<std::optional<Purpose>> purpose(store::ReadTx& tx, std::string_view code) {
    auto found = TRY(tx.one(by_code_statement, decode, code));
    return with_bases(tx, std::move(found));
}

base::Result<std::optional<Purpose>> purpose(store::ReadTx& tx, PurposeId id) {
    auto found = TRY(tx.one(by_id_statement, decode, id.number()));
    return with_bases(tx, std::move(found));
}

std::span<const store::Statement> purpose_statements() { return purpose_table; }

}  // namespace menhu::grants::rows
