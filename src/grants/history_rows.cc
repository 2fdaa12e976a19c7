#include "grants/history_rows.h"

#include <array>

#include "grants/words.h"

namespace menhu::grants::rows {
namespace {

constexpr store::Statement terms_statement{
    "grants.grant_terms",
    "SELECT g.unit_id, g.valid_from, g.valid_until, g.operations, g.fields, g.population, g.districts, g.holding, "
    "g.quota_day, g.quota_month, g.quota_total, g.hours_from, g.hours_to, g.weekdays, g.networks, g.lapses_at, "
    "g.purpose_id, p.code FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id WHERE g.id = $1"};
constexpr store::Statement state_statement{
    "grants.grant_state_at",
    "SELECT number, state, recorded_at FROM grants_grant_states WHERE grant_id = $1 AND recorded_at <= $2 "
    "ORDER BY number DESC LIMIT 1"};
constexpr store::Statement holds_statement{
    "grants.holds_at",
    "SELECT COUNT(*) FROM grants_holders WHERE grant_id = $1 AND account_id = $2 "
    "AND (from_at IS NULL OR from_at <= $3) AND (until_at IS NULL OR $3 < until_at)"};
constexpr store::Statement purpose_statement{
    "grants.purpose_at",
    "SELECT number, recorded_at, fields, operations, case_pattern, ended_at FROM grants_purpose_versions "
    "WHERE purpose_id = $1 AND recorded_at <= $2 AND act IN ('approved', 'ending') ORDER BY number DESC LIMIT 1"};
constexpr store::Statement bases_statement{
    "grants.bases_at",
    "SELECT v.basis_id, v.title, v.title_en, v.valid_from, v.valid_until FROM grants_purpose_version_bases pb "
    "JOIN grants_basis_versions v ON v.basis_id = pb.basis_id AND v.number = (SELECT MAX(n.number) "
    "FROM grants_basis_versions n WHERE n.basis_id = pb.basis_id AND n.recorded_at <= $3) "
    "WHERE pb.purpose_id = $1 AND pb.number = $2 ORDER BY v.basis_id"};
constexpr store::Statement link_statement{
    "grants.link_stood_at",
    "SELECT v.number, v.recorded_at, v.state, v.valid_from, v.valid_until, v.ended_at, v.data_class, "
    "v.approval_letter, v.fields FROM grants_links l JOIN grants_link_versions v ON v.link_id = l.id "
    "WHERE l.code = $1 AND v.recorded_at <= $2 ORDER BY v.number DESC LIMIT 1"};
constexpr store::Statement conflicts_statement{
    "grants.conflicts_at",
    "SELECT COUNT(*) FROM grants_conflicts c WHERE c.account_id = $1 AND c.person = $2 AND c.declared_at <= $3 "
    "AND NOT EXISTS (SELECT 1 FROM grants_conflict_acts a WHERE a.conflict_id = c.id AND a.act = 'withdrawn' "
    "AND a.at <= $3)"};
constexpr std::array history_table{terms_statement, state_statement, holds_statement,    purpose_statement,
                                   bases_statement, link_statement,  conflicts_statement};

GrantTerms decode_terms(const store::Row& row) {
    const auto kind = population_kind_from_code(row.text(5));
    CHECK(kind);
    GrantTerms terms{.purpose = PurposeId{row.integer(16)},
                     .purpose_code = std::string{row.text(17)},
                     .fields = std::string{row.text(4)},
                     .lapses_at = row.instant(15),
                     .grant = {}};
    StoredGrant& grant = terms.grant;
    grant.unit = row.integer(0);
    grant.from = row.instant(1);
    grant.until = row.instant(2);
    grant.operations = Operations::from_bits(row.integer(3));
    grant.fields = split(row.text(4));
    grant.population = {.kind = *kind, .districts = split(row.text(6))};
    grant.holding = row.text(7);
    grant.quota_day = row.integer(8);
    grant.quota_month = row.integer(9);
    grant.quota_total = row.integer(10);
    if (!row.is_null(11) && !row.is_null(12)) {
        grant.hours = law::Hours{.from = static_cast<int>(row.integer(11)), .to = static_cast<int>(row.integer(12))};
    }
    grant.weekdays = static_cast<std::uint8_t>(row.integer(13));
    grant.networks = networks_from(row.text(14));
    grant.purpose.code = terms.purpose_code;
    return terms;
}

StateAt decode_state(const store::Row& row) {
    return {.number = row.integer(0), .state = stored_state_from_code(row.text(1)), .recorded_at = row.instant(2)};
}

PurposeAt decode_purpose(const store::Row& row) {
    return {.number = row.integer(0),
            .recorded_at = row.instant(1),
            .fields = std::string{row.text(2)},
            .operations = Operations::from_bits(row.integer(3)),
            .case_pattern = std::string{row.text(4)},
            .ended_at = row.maybe_instant(5)};
}

BasisAt decode_basis(const store::Row& row) {
    return {.id = std::string{row.text(0)},
            .title = std::string{row.text(1)},
            .title_en = std::string{row.text(2)},
            .from = row.maybe_instant(3),
            .until = row.maybe_instant(4)};
}

LinkAt decode_link(const store::Row& row) {
    return {.number = row.integer(0),
            .recorded_at = row.instant(1),
            .link = {.state = row.text(2) == "active" ? StoredLink::State::active : StoredLink::State::suspended,
                     .from = row.instant(3),
                     .until = row.instant(4),
                     .ended_at = row.maybe_instant(5),
                     .data_class = std::string{row.text(6)},
                     .letter = row.text(7).empty() ? StoredLink::Letter::wanting : StoredLink::Letter::there},
            .fields = std::string{row.text(8)},
            .letter = std::string{row.text(7)}};
}

std::int64_t decode_count(const store::Row& row) { return row.integer(0); }

}  // namespace

base::Result<std::optional<GrantTerms>> grant_terms(store::ReadTx& tx, GrantId grant) {
    return tx.one(terms_statement, decode_terms, grant);
}

base::Result<std::optional<StateAt>> grant_state_at(store::ReadTx& tx, GrantId grant, base::Instant at) {
    return tx.one(state_statement, decode_state, grant, at);
}

base::Result<std::int64_t> holds_at(store::ReadTx& tx, GrantId grant, people::AccountId account, base::Instant at) {
    const auto count = TRY(tx.one(holds_statement, decode_count, grant, account, at));
    return count.value_or(0);
}

base::Result<std::optional<PurposeAt>> purpose_at(store::ReadTx& tx, PurposeId purpose, base::Instant at) {
    return tx.one(purpose_statement, decode_purpose, purpose, at);
}

base::Result<std::vector<BasisAt>> bases_at(store::ReadTx& tx, PurposeId purpose, std::int64_t number,
                                            base::Instant at) {
    return tx.all(bases_statement, decode_basis, purpose, number, at);
}

base::Result<std::optional<LinkAt>> link_stood_at(store::ReadTx& tx, std::string_view holding, base::Instant at) {
    return tx.one(link_statement, decode_link, holding, at);
}

base::Result<std::int64_t> conflicts_at(store::ReadTx& tx, people::AccountId account, const crypto::Tag& person,
                                        base::Instant at) {
    const auto count = TRY(tx.one(conflicts_statement, decode_count, account, person, at));
    return count.value_or(0);
}

std::span<const store::Statement> history_statements() { return history_table; }

}  // namespace menhu::grants::rows
