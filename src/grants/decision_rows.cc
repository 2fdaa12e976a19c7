#include "grants/decision_rows.h"

#include <array>

#include "grants/words.h"

namespace menhu::grants::rows {
namespace {

// $1 grant, $2 account, $3 now, $4 day.
constexpr store::Statement stored_statement{
    "grants.stored_grant",
    "SELECT g.unit_id, g.state, g.valid_from, g.valid_until, g.operations, g.fields, g.population, g.districts, "
    "g.holding, g.quota_day, g.quota_total, p.code, p.case_pattern, "
    "(SELECT COUNT(*) FROM grants_holders h WHERE h.grant_id = g.id AND h.account_id = $2 "
    "AND (h.from_at IS NULL OR h.from_at <= $3) AND (h.until_at IS NULL OR $3 < h.until_at)), "
    "(SELECT COUNT(*) FROM grants_purpose_bases pb JOIN grants_bases b ON b.id = pb.basis_id "
    "WHERE pb.purpose_id = g.purpose_id AND (b.valid_from IS NULL OR b.valid_from <= $3) "
    "AND (b.valid_until IS NULL OR $3 < b.valid_until) AND (b.ended_at IS NULL OR $3 < b.ended_at)), "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $4), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id WHERE g.id = $1"};
constexpr store::Statement use_statement{"grants.count_use",
                                         "INSERT INTO grants_used (grant_id, day, used) VALUES ($1, $2, 1), ($1, 0, 1) "
                                         "ON CONFLICT (grant_id, day) DO UPDATE SET used = grants_used.used + 1"};
constexpr store::Statement listed_statement{
    "grants.count_on_case_list", "SELECT COUNT(*) FROM grants_case_list WHERE grant_id = $1 AND person = $2"};
constexpr store::Statement list_statement{
    "grants.insert_on_case_list",
    "INSERT INTO grants_case_list (grant_id, person) VALUES ($1, $2) ON CONFLICT (grant_id, person) DO NOTHING"};
constexpr std::array decision_table{stored_statement, use_statement, listed_statement, list_statement};

StoredGrant decode(const store::Row& row) {
    const auto kind = population_kind_from_code(row.text(6));
    CHECK(kind);
    return {.unit = row.integer(0),
            .state = stored_state_from_code(row.text(1)),
            .from = row.instant(2),
            .until = row.instant(3),
            .operations = Operations::from_bits(row.integer(4)),
            .fields = split(row.text(5)),
            .population = {.kind = *kind, .districts = split(row.text(7))},
            .holding = std::string{row.text(8)},
            .quota_day = row.integer(9),
            .quota_total = row.integer(10),
            .purpose = std::string{row.text(11)},
            .case_pattern = std::string{row.text(12)},
            .holds = row.integer(13),
            .bases_in_force = row.integer(14),
            .used_today = row.maybe_integer(15).value_or(0),
            .used_total = row.maybe_integer(16).value_or(0)};
}

}  // namespace

base::Result<std::optional<StoredGrant>> stored_grant(store::ReadTx& tx, GrantId grant, people::AccountId account,
                                                      base::Instant now) {
    return tx.one(stored_statement, decode, grant.number(), account.number(), now, day_of(now));
}

base::Result<void> count_use(store::WriteTx& tx, GrantId grant, base::Instant now) {
    TRY(tx.run(use_statement, grant.number(), day_of(now)));
    return {};
}

base::Result<std::int64_t> count_on_case_list(store::ReadTx& tx, GrantId grant, const crypto::Tag& person) {
    const auto count =
        TRY(tx.one(listed_statement, [](const store::Row& row) { return row.integer(0); }, grant.number(), person));
    return count.value_or(0);
}

base::Result<std::int64_t> insert_on_case_list(store::WriteTx& tx, GrantId grant, const crypto::Tag& person) {
    return tx.run(list_statement, grant.number(), person);
}

std::span<const store::Statement> decision_statements() { return decision_table; }

}  // namespace menhu::grants::rows
