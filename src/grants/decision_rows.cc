#include "grants/decision_rows.h"

#include <array>

#include "grants/words.h"
#include "people/term.h"

namespace menhu::grants::rows {
namespace {

// $1 grant, $2 account, $3 now, $4 day, $5 month, $6 the case's commitment.
constexpr store::Statement stored_statement{
    "grants.stored_grant",
    "SELECT g.unit_id, g.state, g.valid_from, g.valid_until, g.operations, p.operations, g.fields, l.fields, p.fields, "
    "g.population, g.districts, g.holding, g.quota_day, g.quota_month, g.quota_total, g.hours_from, g.hours_to, "
    "g.weekdays, g.networks, g.lapses_at, p.code, p.state, p.ended_at, p.case_pattern, p.case_load, l.state, "
    "l.valid_from, l.valid_until, l.ended_at, l.data_class, l.approval_letter, c.load_id, c.closed_at, "
    "(SELECT COUNT(*) FROM grants_holders h WHERE h.grant_id = g.id AND h.account_id = $2 "
    "AND (h.from_at IS NULL OR h.from_at <= $3) AND (h.until_at IS NULL OR $3 < h.until_at)), "
    "(SELECT COUNT(*) FROM grants_purpose_bases pb JOIN grants_bases b ON b.id = pb.basis_id "
    "WHERE pb.purpose_id = g.purpose_id AND (b.valid_from IS NULL OR b.valid_from <= $3) "
    "AND (b.valid_until IS NULL OR $3 < b.valid_until) AND (b.ended_at IS NULL OR $3 < b.ended_at)), "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $4), "
    "(SELECT m.used FROM grants_used m WHERE m.grant_id = g.id AND m.day = $5), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0) "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id LEFT JOIN grants_links l ON l.code = g.holding "
    "LEFT JOIN grants_cases c ON c.load_id = p.case_load AND c.case_tag = $6 WHERE g.id = $1"};
constexpr store::Statement use_statement{
    "grants.count_use",
    "INSERT INTO grants_used (grant_id, day, used) VALUES ($1, $2, 1), ($1, $3, 1), ($1, 0, 1) "
    "ON CONFLICT (grant_id, day) DO UPDATE SET used = grants_used.used + 1"};
constexpr store::Statement listed_statement{
    "grants.count_on_case_list", "SELECT COUNT(*) FROM grants_case_list WHERE grant_id = $1 AND person = $2"};
constexpr store::Statement list_statement{
    "grants.insert_on_case_list",
    "INSERT INTO grants_case_list (grant_id, person) VALUES ($1, $2) ON CONFLICT (grant_id, person) DO NOTHING"};
constexpr std::array decision_table{stored_statement, use_statement, listed_statement, list_statement};

StoredLink link_of(const store::Row& row) {
    return {.state = row.text(25) == "active" ? StoredLink::State::active : StoredLink::State::suspended,
            .from = row.instant(26),
            .until = row.instant(27),
            .ended_at = row.maybe_instant(28),
            .data_class = std::string{row.text(29)},
            .letter = row.text(30).empty() ? StoredLink::Letter::wanting : StoredLink::Letter::there};
}

StoredGrant decode(const store::Row& row, const law::Term& closed_grace) {
    const auto kind = population_kind_from_code(row.text(9));
    CHECK(kind);
    const bool has_link = !row.is_null(25);
    StoredGrant grant{
        .unit = row.integer(0),
        .state = stored_state_from_code(row.text(1)),
        .from = row.instant(2),
        .until = row.instant(3),
        .lapses_at = row.instant(19),
        .operations = Operations::from_bits(row.integer(4)).common(Operations::from_bits(row.integer(5))),
        .fields = effective_fields(row.text(6), has_link ? row.text(7) : std::string_view{}, row.text(8)),
        .population = {.kind = *kind, .districts = split(row.text(10))},
        .holding = std::string{row.text(11)},
        .quota_day = row.integer(12),
        .quota_month = row.integer(13),
        .quota_total = row.integer(14),
        .used_today = row.maybe_integer(35).value_or(0),
        .used_month = row.maybe_integer(36).value_or(0),
        .used_total = row.maybe_integer(37).value_or(0),
        .hours = std::nullopt,
        .weekdays = static_cast<std::uint8_t>(row.integer(17)),
        .networks = networks_from(row.text(18)),
        .holds = row.integer(33),
        .purpose = {.code = std::string{row.text(20)},
                    .state = row.text(21) == "draft" ? StoredPurpose::State::draft : StoredPurpose::State::approved,
                    .ended_at = row.maybe_instant(22),
                    .case_pattern = std::string{row.text(23)},
                    .bases_in_force = row.integer(34)},
        .link = std::nullopt,
        .listed_case = std::nullopt};
    if (grant.used_total > 0) grant.lapses_at.reset();
    if (!row.is_null(15) && !row.is_null(16)) {
        grant.hours = law::Hours{.from = static_cast<int>(row.integer(15)), .to = static_cast<int>(row.integer(16))};
    }
    if (has_link) grant.link = link_of(row);
    if (!row.is_null(24)) {
        grant.listed_case.emplace();
        grant.listed_case->load = row.integer(24);
        if (!row.is_null(31)) grant.listed_case->listed = ListedCase::Listed::yes;
        if (!row.is_null(32)) grant.listed_case->askable_until = people::after(row.instant(32), closed_grace);
    }
    return grant;
}

}  // namespace

base::Result<std::optional<StoredGrant>> stored_grant(store::ReadTx& tx, const GrantQuestion& question,
                                                      const law::Term& closed_grace, base::Instant now) {
    return tx.one(
        stored_statement, [&](const store::Row& row) { return decode(row, closed_grace); }, question.grant.number(),
        question.account.number(), now, day_of(now), month_key_of(now), question.case_commitment);
}

base::Result<void> count_use(store::WriteTx& tx, GrantId grant, base::Instant now) {
    TRY(tx.run(use_statement, grant.number(), day_of(now), month_key_of(now)));
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
