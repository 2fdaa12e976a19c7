#include "grants/grant_rows.h"

#include <array>

#include "grants/words.h"

namespace menhu::grants::rows {
namespace {

constexpr store::Statement insert_statement{
    "grants.insert_grant",
    "INSERT INTO grants_grants (id, purpose_id, unit_id, holding, fields, operations, population, districts, "
    "valid_from, valid_until, quota_day, quota_month, quota_total, hours_from, hours_to, weekdays, networks, "
    "lapses_at, "
    "application, application_id, renews, state, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
    "$13, $14, $15, $16, $17, $18, $19, $20, $21, 'open', NULL)"};
constexpr store::Statement insert_holder_statement{"grants.insert_holder",
                                                   "INSERT INTO grants_holders (grant_id, account_id) VALUES ($1, $2)"};
constexpr store::Statement state_statement{"grants.update_state",
                                           "UPDATE grants_grants SET state = $2, ended_at = $3 WHERE id = $1"};
// $1 is the day and $2 the month in all of these.
constexpr store::Statement one_statement{
    "grants.grant",
    "SELECT g.id, g.purpose_id, p.code, p.name_zh, p.name_en, g.unit_id, g.holding, g.fields, g.operations, "
    "g.population, g.districts, g.valid_from, g.valid_until, g.quota_day, g.quota_total, g.state, g.ended_at, "
    "p.case_pattern, p.case_example, p.acknowledgement_zh, p.acknowledgement_en, g.quota_month, g.hours_from, "
    "g.hours_to, g.weekdays, g.networks, g.lapses_at, g.application, g.application_id, g.renews, "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $1), "
    "(SELECT m.used FROM grants_used m WHERE m.grant_id = g.id AND m.day = $2), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0), "
    "(SELECT MAX(u.day) FROM grants_used u WHERE u.grant_id = g.id AND u.day > 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id "
    "WHERE g.id = $3"};
constexpr store::Statement all_statement{
    "grants.grants",
    "SELECT g.id, g.purpose_id, p.code, p.name_zh, p.name_en, g.unit_id, g.holding, g.fields, g.operations, "
    "g.population, g.districts, g.valid_from, g.valid_until, g.quota_day, g.quota_total, g.state, g.ended_at, "
    "p.case_pattern, p.case_example, p.acknowledgement_zh, p.acknowledgement_en, g.quota_month, g.hours_from, "
    "g.hours_to, g.weekdays, g.networks, g.lapses_at, g.application, g.application_id, g.renews, "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $1), "
    "(SELECT m.used FROM grants_used m WHERE m.grant_id = g.id AND m.day = $2), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0), "
    "(SELECT MAX(u.day) FROM grants_used u WHERE u.grant_id = g.id AND u.day > 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id "
    "ORDER BY g.valid_until, g.id"};
constexpr store::Statement held_statement{
    "grants.grants_held",
    "SELECT g.id, g.purpose_id, p.code, p.name_zh, p.name_en, g.unit_id, g.holding, g.fields, g.operations, "
    "g.population, g.districts, g.valid_from, g.valid_until, g.quota_day, g.quota_total, g.state, g.ended_at, "
    "p.case_pattern, p.case_example, p.acknowledgement_zh, p.acknowledgement_en, g.quota_month, g.hours_from, "
    "g.hours_to, g.weekdays, g.networks, g.lapses_at, g.application, g.application_id, g.renews, "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $1), "
    "(SELECT m.used FROM grants_used m WHERE m.grant_id = g.id AND m.day = $2), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0), "
    "(SELECT MAX(u.day) FROM grants_used u WHERE u.grant_id = g.id AND u.day > 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id "
    "JOIN grants_holders h ON h.grant_id = g.id WHERE h.account_id = $3 "
    "AND (h.from_at IS NULL OR h.from_at <= $4) AND (h.until_at IS NULL OR $4 < h.until_at) "
    "ORDER BY g.valid_until, g.id"};
constexpr store::Statement of_unit_statement{
    "grants.grants_of_unit",
    "SELECT g.id, g.purpose_id, p.code, p.name_zh, p.name_en, g.unit_id, g.holding, g.fields, g.operations, "
    "g.population, g.districts, g.valid_from, g.valid_until, g.quota_day, g.quota_total, g.state, g.ended_at, "
    "p.case_pattern, p.case_example, p.acknowledgement_zh, p.acknowledgement_en, g.quota_month, g.hours_from, "
    "g.hours_to, g.weekdays, g.networks, g.lapses_at, g.application, g.application_id, g.renews, "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $1), "
    "(SELECT m.used FROM grants_used m WHERE m.grant_id = g.id AND m.day = $2), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0), "
    "(SELECT MAX(u.day) FROM grants_used u WHERE u.grant_id = g.id AND u.day > 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id "
    "WHERE g.unit_id = $3 ORDER BY g.valid_until, g.id"};
constexpr store::Statement insert_step_statement{
    "grants.insert_grant_state",
    "INSERT INTO grants_grant_states (grant_id, number, act, recorded_at, recorded_by, state, ended_at, reason) "
    "VALUES ($1, (SELECT COALESCE(MAX(n.number), 0) + 1 FROM grants_grant_states n WHERE n.grant_id = $1), $2, $3, $4, "
    "$5, $6, $7)"};
constexpr store::Statement steps_statement{"grants.grant_states",
                                           "SELECT number, act, recorded_at, recorded_by, reason "
                                           "FROM grants_grant_states WHERE grant_id = $1 ORDER BY number"};
constexpr store::Statement all_holders_statement{
    "grants.all_holders",
    "SELECT grant_id, account_id FROM grants_holders WHERE (from_at IS NULL OR from_at <= $1) "
    "AND (until_at IS NULL OR $1 < until_at) ORDER BY grant_id, account_id"};
constexpr store::Statement holders_statement{
    "grants.holders",
    "SELECT account_id FROM grants_holders WHERE grant_id = $1 AND (from_at IS NULL OR from_at <= $2) "
    "AND (until_at IS NULL OR $2 < until_at) ORDER BY account_id"};
constexpr store::Statement basis_names_statement{
    "grants.basis_names",
    "SELECT b.id, b.title, b.title_en FROM grants_purpose_bases pb JOIN grants_bases b ON b.id = pb.basis_id "
    "WHERE pb.purpose_id = $1 ORDER BY b.id"};
constexpr std::array grant_table{insert_statement,      insert_holder_statement, state_statement,
                                 one_statement,         all_statement,           held_statement,
                                 of_unit_statement,     holders_statement,       basis_names_statement,
                                 insert_step_statement, steps_statement,         all_holders_statement};

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
                          .quota_month = row.integer(21),
                          .quota_total = row.integer(14),
                          .used_today = row.maybe_integer(30).value_or(0),
                          .used_month = row.maybe_integer(31).value_or(0),
                          .used_total = row.maybe_integer(32).value_or(0),
                          .weekdays = static_cast<std::uint8_t>(row.integer(24)),
                          .networks = networks_from(row.text(25)),
                          .application = std::string{row.text(27)},
                          .acknowledgement_zh = std::string{row.text(19)},
                          .acknowledgement_en = std::string{row.text(20)}},
                 .state = stored_state_from_code(row.text(15)),
                 .ended_at = std::nullopt};
    out.ended_at = row.maybe_instant(16);
    GrantView& view = out.view;
    if (!row.is_null(22) && !row.is_null(23)) {
        view.hours = law::Hours{.from = static_cast<int>(row.integer(22)), .to = static_cast<int>(row.integer(23))};
    }
    if (view.used_total == 0) view.lapses_at = row.instant(26);
    if (const auto id = row.maybe_integer(28)) view.application_id = UseApplicationId{*id};
    if (const auto id = row.maybe_integer(29)) view.renews = GrantId{*id};
    if (const auto day = row.maybe_integer(33)) {
        view.last_used_on = base::Date{std::chrono::sys_days{std::chrono::days{*day}}};
    }
    return out;
}

}  // namespace

base::Result<void> insert_grant(store::WriteTx& tx, GrantId id, const NewGrant& grant) {
    std::optional<std::int64_t> hours_from;
    std::optional<std::int64_t> hours_to;
    if (grant.hours) {
        hours_from = grant.hours->from;
        hours_to = grant.hours->to;
    }
    const UseTerms& terms = grant.terms;
    TRY(tx.run(insert_statement, id, grant.purpose, grant.unit, grant.holding, joined(terms.fields),
               terms.operations.bits(), population_kind_code(terms.population.kind), joined(terms.population.districts),
               terms.from, terms.until, terms.quota_day, terms.quota_month, terms.quota_total, hours_from, hours_to,
               static_cast<std::int64_t>(grant.weekdays), networks_text(grant.networks), grant.lapses_at,
               grant.application, grant.application_id, grant.renews));
    for (const people::AccountId holder : terms.holders) TRY(tx.run(insert_holder_statement, id, holder));
    return {};
}

base::Result<void> update_state(store::WriteTx& tx, GrantId id, StoredState state,
                                std::optional<base::Instant> ended_at) {
    std::optional<std::int64_t> at;
    if (ended_at) at = base::to_millis(*ended_at);
    TRY(tx.run(state_statement, id.number(), stored_state_code(state), at));
    return {};
}

base::Result<void> insert_step(store::WriteTx& tx, GrantId id, std::string_view act, people::AccountId by,
                               StoredState state, std::optional<base::Instant> ended_at, std::string_view reason,
                               base::Instant now) {
    TRY(tx.run(insert_step_statement, id, act, now, by, stored_state_code(state), ended_at, reason));
    return {};
}

base::Result<std::vector<GrantStep>> steps(store::ReadTx& tx, GrantId id) {
    return tx.all(
        steps_statement,
        [](const store::Row& row) {
            GrantStep step{.number = row.integer(0),
                           .act = std::string{row.text(1)},
                           .at = row.instant(2),
                           .by = std::nullopt,
                           .reason = std::string{row.text(4)}};
            if (row.integer(3) != 0) step.by = people::AccountId{row.integer(3)};
            return step;
        },
        id);
}

base::Result<std::optional<GrantRow>> grant(store::ReadTx& tx, GrantId id, base::Instant now) {
    return tx.one(one_statement, decode, day_of(now), month_key_of(now), id);
}

base::Result<std::vector<GrantRow>> grants(store::ReadTx& tx, base::Instant now) {
    return tx.all(all_statement, decode, day_of(now), month_key_of(now));
}

base::Result<std::vector<GrantRow>> grants_held(store::ReadTx& tx, people::AccountId account, base::Instant now) {
    return tx.all(held_statement, decode, day_of(now), month_key_of(now), account, now);
}

base::Result<std::vector<GrantRow>> grants_of_unit(store::ReadTx& tx, people::UnitId unit, base::Instant now) {
    return tx.all(of_unit_statement, decode, day_of(now), month_key_of(now), unit);
}

base::Result<std::vector<people::AccountId>> holders(store::ReadTx& tx, GrantId id, base::Instant at) {
    return tx.all(
        holders_statement, [](const store::Row& row) { return people::AccountId{row.integer(0)}; }, id.number(), at);
}

base::Result<std::vector<HolderOf>> all_holders(store::ReadTx& tx, base::Instant at) {
    return tx.all(
        all_holders_statement,
        [](const store::Row& row) {
            return HolderOf{.grant = GrantId{row.integer(0)}, .account = people::AccountId{row.integer(1)}};
        },
        at);
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
