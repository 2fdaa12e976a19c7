#include "grants/grant_rows.h"

#include <array>

#include "grants/words.h"

namespace menhu::grants::rows {
namespace {

constexpr store::Statement insert_statement{
    "grants.insert_grant",
    "INSERT INTO grants_grants (id, purpose_id, unit_id, holding, fields, operations, population, districts, "
    "valid_from, valid_until, quota_day, quota_month, quota_total, lapses_at, application, state, ended_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'open', NULL)"};
constexpr store::Statement insert_holder_statement{"grants.insert_holder",
                                                   "INSERT INTO grants_holders (grant_id, account_id) VALUES ($1, $2)"};
constexpr store::Statement state_statement{"grants.update_state",
                                           "UPDATE grants_grants SET state = $2, ended_at = $3 WHERE id = $1"};
// $1 is the day in all of these.
constexpr store::Statement one_statement{
    "grants.grant",
    "SELECT g.id, g.purpose_id, p.code, p.name_zh, p.name_en, g.unit_id, g.holding, g.fields, g.operations, "
    "g.population, g.districts, g.valid_from, g.valid_until, g.quota_day, g.quota_total, g.state, g.ended_at, "
    "p.case_pattern, p.case_example, p.acknowledgement_zh, p.acknowledgement_en, "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $1), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id "
    "WHERE g.id = $2"};
constexpr store::Statement all_statement{
    "grants.grants",
    "SELECT g.id, g.purpose_id, p.code, p.name_zh, p.name_en, g.unit_id, g.holding, g.fields, g.operations, "
    "g.population, g.districts, g.valid_from, g.valid_until, g.quota_day, g.quota_total, g.state, g.ended_at, "
    "p.case_pattern, p.case_example, p.acknowledgement_zh, p.acknowledgement_en, "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $1), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id "
    "ORDER BY g.valid_until, g.id"};
constexpr store::Statement held_statement{
    "grants.grants_held",
    "SELECT g.id, g.purpose_id, p.code, p.name_zh, p.name_en, g.unit_id, g.holding, g.fields, g.operations, "
    "g.population, g.districts, g.valid_from, g.valid_until, g.quota_day, g.quota_total, g.state, g.ended_at, "
    "p.case_pattern, p.case_example, p.acknowledgement_zh, p.acknowledgement_en, "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $1), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id "
    "JOIN grants_holders h ON h.grant_id = g.id WHERE h.account_id = $2 "
    "AND (h.from_at IS NULL OR h.from_at <= $3) AND (h.until_at IS NULL OR $3 < h.until_at) "
    "ORDER BY g.valid_until, g.id"};
constexpr store::Statement of_unit_statement{
    "grants.grants_of_unit",
    "SELECT g.id, g.purpose_id, p.code, p.name_zh, p.name_en, g.unit_id, g.holding, g.fields, g.operations, "
    "g.population, g.districts, g.valid_from, g.valid_until, g.quota_day, g.quota_total, g.state, g.ended_at, "
    "p.case_pattern, p.case_example, p.acknowledgement_zh, p.acknowledgement_en, "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $1), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id "
    "WHERE g.unit_id = $2 ORDER BY g.valid_until, g.id"};
constexpr store::Statement holders_statement{
    "grants.holders",
    "SELECT account_id FROM grants_holders WHERE grant_id = $1 AND (from_at IS NULL OR from_at <= $2) "
    "AND (until_at IS NULL OR $2 < until_at) ORDER BY account_id"};
constexpr store::Statement basis_names_statement{
    "grants.basis_names",
    "SELECT b.id, b.title, b.title_en FROM grants_purpose_bases pb JOIN grants_bases b ON b.id = pb.basis_id "
    "WHERE pb.purpose_id = $1 ORDER BY b.id"};
constexpr std::array grant_table{insert_statement,  insert_holder_statement, state_statement,
                                 one_statement,     all_statement,           held_statement,
                                 of_unit_statement, holders_statement,       basis_names_statement};

GrantRow decode(const store::Row& row) {
    const auto kind = population_kind_from_code(row.text(9));
    CHECK(kind);
    GrantRow out{.view = {.id = GrantId{row.integer(0)},
                          .purpose = PurposeId{row.integer(1)},
                          .purpose_code = std::string{row.text(2)},
                          .purpose_zh = std::string{row.text(3)},
                          .purpose_en = std::string{row.text(4)},
                          .bases = {},
                          .unit = people::UnitId{row.integer(5)},
                          .unit_name = {},
                          .holders = {},
                          .fields = split(row.text(7)),
                          .operations = Operations::from_bits(row.integer(8)),
                          .population = {.kind = *kind, .districts = split(row.text(10))},
                          .holding = std::string{row.text(6)},
                          .case_pattern = std::string{row.text(17)},
                          .case_example = std::string{row.text(18)},
                          .from = row.instant(11),
                          .until = row.instant(12),
                          .state = GrantState::ended,
                          .days_left = 0,
                          .quota_day = row.integer(13),
                          .quota_total = row.integer(14),
                          .used_today = row.maybe_integer(21).value_or(0),
                          .used_total = row.maybe_integer(22).value_or(0),
                          .acknowledgement_zh = std::string{row.text(19)},
                          .acknowledgement_en = std::string{row.text(20)}},
                 .state = stored_state_from_code(row.text(15)),
                 .ended_at = std::nullopt};
    if (const auto ended_at = row.maybe_integer(16)) out.ended_at = base::from_millis(*ended_at);
    return out;
}

}  // namespace

base::Result<void> insert_grant(store::WriteTx& tx, GrantId id, const NewGrant& grant) {
    CHECK(grant.quota_day && grant.quota_month && grant.quota_total);
    TRY(tx.run(insert_statement, id.number(), grant.purpose.number(), grant.unit.number(), grant.holding,
               joined(grant.fields), grant.operations.bits(), population_kind_code(grant.population.kind),
               joined(grant.population.districts), grant.from, grant.until, *grant.quota_day, *grant.quota_month,
               *grant.quota_total, grant.lapses_at, grant.application));
    for (const people::AccountId holder : grant.holders) {
        TRY(tx.run(insert_holder_statement, id.number(), holder.number()));
    }
    return {};
}

base::Result<void> update_state(store::WriteTx& tx, GrantId id, StoredState state,
                                std::optional<base::Instant> ended_at) {
    std::optional<std::int64_t> at;
    if (ended_at) at = base::to_millis(*ended_at);
    TRY(tx.run(state_statement, id.number(), stored_state_code(state), at));
    return {};
}

base::Result<std::optional<GrantRow>> grant(store::ReadTx& tx, GrantId id, base::Instant now) {
    return tx.one(one_statement, decode, day_of(now), id.number());
}

base::Result<std::vector<GrantRow>> grants(store::ReadTx& tx, base::Instant now) {
    return tx.all(all_statement, decode, day_of(now));
}

base::Result<std::vector<GrantRow>> grants_held(store::ReadTx& tx, people::AccountId account, base::Instant now) {
    return tx.all(held_statement, decode, day_of(now), account.number(), now);
}

base::Result<std::vector<GrantRow>> grants_of_unit(store::ReadTx& tx, people::UnitId unit, base::Instant now) {
    return tx.all(of_unit_statement, decode, day_of(now), unit.number());
}

base::Result<std::vector<people::AccountId>> holders(store::ReadTx& tx, GrantId id, base::Instant at) {
    return tx.all(
        holders_statement, [](const store::Row& row) { return people::AccountId{row.integer(0)}; }, id.number(), at);
}

base::Result<std::vector<GrantView::BasisName>> basis_names(store::ReadTx& tx, PurposeId purpose) {
    return tx.all(
        basis_names_statement,
        [](const store::Row& row) {
            return GrantView::BasisName{.id = std::string{row.text(0)},
                                        .title = std::string{row.text(1)},
                                        .title_en = std::string{row.text(2)}};
        },
        purpose.number());
}

std::span<const store::Statement> grant_statements() { return grant_table; }

}  // namespace menhu::grants::rows
