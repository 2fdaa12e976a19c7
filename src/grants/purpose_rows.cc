#include "grants/purpose_rows.h"

#include <array>

#include "grants/words.h"

namespace menhu::grants::rows {
namespace {

constexpr store::Statement insert_statement{
    "grants.insert_purpose",
    "INSERT INTO grants_purposes (id, code, name_zh, name_en, units, fields, operations, case_pattern, case_example, "
    "acknowledgement_zh, acknowledgement_en, codes, state, version, pending) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'draft', 0, 1)"};
constexpr store::Statement update_statement{
    "grants.update_purpose",
    "UPDATE grants_purposes SET name_zh = $2, name_en = $3, units = $4, fields = $5, operations = $6, "
    "case_pattern = $7, case_example = $8, acknowledgement_zh = $9, acknowledgement_en = $10, codes = $11, "
    "state = $12, version = $13 WHERE id = $1"};
constexpr store::Statement pending_statement{"grants.update_purpose_pending",
                                             "UPDATE grants_purposes SET pending = $2 WHERE id = $1"};
constexpr store::Statement end_statement{"grants.update_purpose_end",
                                         "UPDATE grants_purposes SET ended_at = $2 WHERE id = $1"};
constexpr store::Statement insert_basis_statement{
    "grants.insert_purpose_basis", "INSERT INTO grants_purpose_bases (purpose_id, basis_id) VALUES ($1, $2)"};
constexpr store::Statement delete_bases_statement{"grants.delete_purpose_bases",
                                                  "DELETE FROM grants_purpose_bases WHERE purpose_id = $1"};
#define PURPOSE_COLUMNS                                                                                       \
    "id, code, name_zh, name_en, units, fields, operations, case_pattern, case_example, acknowledgement_zh, " \
    "acknowledgement_en, codes, state, version, pending, ended_at FROM grants_purposes "
constexpr store::Statement all_statement{"grants.purposes", "SELECT " PURPOSE_COLUMNS "ORDER BY code"};
constexpr store::Statement by_code_statement{"grants.purpose_by_code", "SELECT " PURPOSE_COLUMNS "WHERE code = $1"};
constexpr store::Statement by_id_statement{"grants.purpose_by_id", "SELECT " PURPOSE_COLUMNS "WHERE id = $1"};
#undef PURPOSE_COLUMNS
constexpr store::Statement basis_ids_statement{
    "grants.purpose_bases", "SELECT basis_id FROM grants_purpose_bases WHERE purpose_id = $1 ORDER BY basis_id"};
constexpr store::Statement insert_version_statement{
    "grants.insert_purpose_version",
    "INSERT INTO grants_purpose_versions (purpose_id, number, act, of_number, recorded_at, recorded_by, name_zh, "
    "name_en, units, fields, operations, case_pattern, case_example, acknowledgement_zh, acknowledgement_en, codes, "
    "ended_at, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"};
constexpr store::Statement last_version_statement{
    "grants.last_purpose_version",
    "SELECT COALESCE(MAX(number), 0) FROM grants_purpose_versions WHERE purpose_id = $1"};
constexpr store::Statement insert_version_basis_statement{
    "grants.insert_purpose_version_basis",
    "INSERT INTO grants_purpose_version_bases (purpose_id, number, basis_id) VALUES ($1, $2, $3)"};
constexpr store::Statement version_bases_statement{
    "grants.purpose_version_bases",
    "SELECT basis_id FROM grants_purpose_version_bases WHERE purpose_id = $1 AND number = $2 ORDER BY basis_id"};
#define VERSION_COLUMNS                                                                               \
    "number, act, of_number, recorded_at, recorded_by, name_zh, name_en, units, fields, operations, " \
    "case_pattern, case_example, acknowledgement_zh, acknowledgement_en, codes, ended_at, note "      \
    "FROM grants_purpose_versions WHERE purpose_id = $1 "
constexpr store::Statement versions_statement{"grants.purpose_versions",
                                              "SELECT " VERSION_COLUMNS "ORDER BY number DESC"};
constexpr store::Statement version_statement{"grants.purpose_version", "SELECT " VERSION_COLUMNS "AND number = $2"};
#undef VERSION_COLUMNS
constexpr store::Statement in_force_statement{
    "grants.purpose_grants_in_force",
    "SELECT COUNT(*) FROM grants_grants WHERE purpose_id = $1 AND state = 'open' AND valid_from <= $2 "
    "AND valid_until > $2 AND (ended_at IS NULL OR ended_at > $2)"};
constexpr std::array purpose_table{insert_statement,
                                   update_statement,
                                   pending_statement,
                                   end_statement,
                                   insert_basis_statement,
                                   delete_bases_statement,
                                   all_statement,
                                   by_code_statement,
                                   by_id_statement,
                                   basis_ids_statement,
                                   insert_version_statement,
                                   last_version_statement,
                                   insert_version_basis_statement,
                                   version_bases_statement,
                                   versions_statement,
                                   version_statement,
                                   in_force_statement};

std::string word(const store::Row& row, int column) { return std::string{row.text(column)}; }

Purpose decode(const store::Row& row) {
    return {.id = PurposeId{row.integer(0)},
            .what = {.code = word(row, 1),
                     .name_zh = word(row, 2),
                     .name_en = word(row, 3),
                     .bases = {},
                     .units = split(row.text(4)),
                     .fields = split(row.text(5)),
                     .operations = Operations::from_bits(row.integer(6)),
                     .case_pattern = word(row, 7),
                     .case_example = word(row, 8),
                     .acknowledgement_zh = word(row, 9),
                     .acknowledgement_en = word(row, 10),
                     .codes = split(row.text(11))},
            .stored = row.text(12) == "draft" ? StoredPurposeState::draft : StoredPurposeState::approved,
            .version = row.integer(13),
            .pending = row.maybe_integer(14),
            .ended_at = row.maybe_instant(15)};
}

PurposeVersion decode_version(const store::Row& row) {
    PurposeVersion version{.number = row.integer(0),
                           .act = word(row, 1),
                           .of_number = row.maybe_integer(2),
                           .recorded_at = std::nullopt,
                           .by = people::AccountId{row.integer(4)},
                           .note = word(row, 16),
                           .what = {.code = {},
                                    .name_zh = word(row, 5),
                                    .name_en = word(row, 6),
                                    .bases = {},
                                    .units = split(row.text(7)),
                                    .fields = split(row.text(8)),
                                    .operations = Operations::from_bits(row.integer(9)),
                                    .case_pattern = word(row, 10),
                                    .case_example = word(row, 11),
                                    .acknowledgement_zh = word(row, 12),
                                    .acknowledgement_en = word(row, 13),
                                    .codes = split(row.text(14))},
                           .ended_at = row.maybe_instant(15)};
    if (row.integer(3) != 0) version.recorded_at = row.instant(3);
    return version;
}

std::string first_word(const store::Row& row) { return word(row, 0); }
std::int64_t first_integer(const store::Row& row) { return row.integer(0); }

base::Result<void> add_bases(store::ReadTx& tx, Purpose& purpose) {
    auto ids = TRY(tx.all(basis_ids_statement, first_word, purpose.id));
    purpose.what.bases = std::move(ids);
    return {};
}

base::Result<std::optional<Purpose>> with_bases(store::ReadTx& tx, std::optional<Purpose> found) {
    if (found) TRY(add_bases(tx, *found));
    return found;
}

base::Result<void> insert_bases(store::WriteTx& tx, PurposeId id, const NewPurpose& purpose) {
    for (const std::string& basis : purpose.bases) TRY(tx.run(insert_basis_statement, id, basis));
    return {};
}

}  // namespace

base::Result<void> insert_purpose(store::WriteTx& tx, PurposeId id, const NewPurpose& purpose) {
    TRY(tx.run(insert_statement, id, purpose.code, purpose.name_zh, purpose.name_en, joined(purpose.units),
               joined(purpose.fields), purpose.operations.bits(), purpose.case_pattern, purpose.case_example,
               purpose.acknowledgement_zh, purpose.acknowledgement_en, joined(purpose.codes)));
    return insert_bases(tx, id, purpose);
}

base::Result<void> update_purpose(store::WriteTx& tx, PurposeId id, const NewPurpose& purpose, std::int64_t version) {
    TRY(tx.run(update_statement, id, purpose.name_zh, purpose.name_en, joined(purpose.units), joined(purpose.fields),
               purpose.operations.bits(), purpose.case_pattern, purpose.case_example, purpose.acknowledgement_zh,
               purpose.acknowledgement_en, joined(purpose.codes), std::string_view{version == 0 ? "draft" : "approved"},
               version));
    TRY(tx.run(delete_bases_statement, id));
    return insert_bases(tx, id, purpose);
}

base::Result<void> update_pending(store::WriteTx& tx, PurposeId id, std::optional<std::int64_t> pending) {
    TRY(tx.run(pending_statement, id, pending));
    return {};
}

base::Result<void> update_purpose_end(store::WriteTx& tx, PurposeId id, base::Instant at) {
    TRY(tx.run(end_statement, id, at));
    return {};
}

base::Result<std::vector<Purpose>> purposes(store::ReadTx& tx) {
    auto found = TRY(tx.all(all_statement, decode));
    for (Purpose& purpose : found) TRY(add_bases(tx, purpose));
    return found;
}

base::Result<std::optional<Purpose>> purpose(store::ReadTx& tx, std::string_view code) {
    auto found = TRY(tx.one(by_code_statement, decode, code));
    return with_bases(tx, std::move(found));
}

base::Result<std::optional<Purpose>> purpose(store::ReadTx& tx, PurposeId id) {
    auto found = TRY(tx.one(by_id_statement, decode, id));
    return with_bases(tx, std::move(found));
}

base::Result<std::int64_t> insert_version(store::WriteTx& tx, PurposeId id, const NewPurpose& what, const Step& step,
                                          base::Instant now) {
    const auto last = TRY(tx.one(last_version_statement, first_integer, id));
    const std::int64_t number = last.value_or(0) + 1;
    TRY(tx.run(insert_version_statement, id, number, step.act, step.of_number, now, step.by, what.name_zh, what.name_en,
               joined(what.units), joined(what.fields), what.operations.bits(), what.case_pattern, what.case_example,
               what.acknowledgement_zh, what.acknowledgement_en, joined(what.codes), step.ended_at, step.note));
    for (const std::string& basis : what.bases) TRY(tx.run(insert_version_basis_statement, id, number, basis));
    return number;
}

base::Result<std::vector<PurposeVersion>> versions(store::ReadTx& tx, PurposeId id) {
    auto all = TRY(tx.all(versions_statement, decode_version, id));
    for (PurposeVersion& one : all) {
        auto bases = TRY(tx.all(version_bases_statement, first_word, id, one.number));
        one.what.bases = std::move(bases);
    }
    return all;
}

base::Result<std::optional<PurposeVersion>> version(store::ReadTx& tx, PurposeId id, std::int64_t number) {
    auto found = TRY(tx.one(version_statement, decode_version, id, number));
    if (!found) return found;
    auto bases = TRY(tx.all(version_bases_statement, first_word, id, number));
    found->what.bases = std::move(bases);
    return found;
}

base::Result<std::int64_t> grants_in_force(store::ReadTx& tx, PurposeId id, base::Instant now) {
    const auto count = TRY(tx.one(in_force_statement, first_integer, id, now));
    return count.value_or(0);
}

std::span<const store::Statement> purpose_statements() { return purpose_table; }

}  // namespace menhu::grants::rows
