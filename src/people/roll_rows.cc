#include "people/roll_rows.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "people/idle.h"
#include "people/role.h"
#include "people/roll.h"
#include "people/standing.h"

namespace menhu::people {
namespace {

// In force at an instant is the term with the greatest number among those that have begun (account_term.h). `t` is the
// term at $1, `n` the term now ($3), `o` the first; `p` is the application of the newest of them up to `t` that stands
// on one, `e` its endorsement; `c` is the unit's contract as it was agreed at $1.
constexpr store::Statement roll_statement{
    "people.roll",
    "SELECT a.id, a.name, a.display_name, u.id, u.code, u.name_zh, u.name_en, u.kind, "
    "COALESCE(c.from_at, u.valid_from), COALESCE(c.until_at, u.valid_until), "
    "t.roles, t.state, t.valid_from, t.valid_until, o.from_at, b.display_name, n.state, n.from_at, a.last_signed_in, "
    "t.from_at, c.contract_number, p.submitted_at, e.at, h.display_name "
    "FROM people_accounts a "
    "JOIN people_account_terms t ON t.account_id = a.id AND t.number = (SELECT MAX(x.number) "
    "FROM people_account_terms x WHERE x.account_id = a.id AND x.from_at <= $1) "
    "JOIN people_account_terms n ON n.account_id = a.id AND n.number = (SELECT MAX(y.number) "
    "FROM people_account_terms y WHERE y.account_id = a.id AND y.from_at <= $3) "
    "JOIN people_account_terms o ON o.account_id = a.id AND o.number = 1 "
    "JOIN people_units u ON u.id = t.unit_id "
    "LEFT JOIN people_accounts b ON b.id = o.recorded_by "
    "LEFT JOIN people_contracts c ON c.unit_id = u.id AND c.number = COALESCE((SELECT MAX(v.number) "
    "FROM people_contracts v WHERE v.unit_id = u.id AND v.recorded_at <= $1), (SELECT MIN(w.number) "
    "FROM people_contracts w WHERE w.unit_id = u.id)) "
    "LEFT JOIN people_account_terms g ON g.account_id = a.id AND g.number = (SELECT MAX(z.number) "
    "FROM people_account_terms z JOIN people_applications q ON q.id = z.application_id "
    "WHERE z.account_id = a.id AND z.number <= t.number AND z.from_at <= $1 "
    "AND q.kind IN ('open', 'change', 'restore')) "
    "LEFT JOIN people_applications p ON p.id = g.application_id "
    "LEFT JOIN people_application_steps e ON e.application_id = p.id AND e.number = (SELECT MAX(s.number) "
    "FROM people_application_steps s WHERE s.application_id = p.id AND s.act = 'endorse') "
    "LEFT JOIN people_accounts h ON h.id = e.account_id "
    "WHERE t.state <> 'closed' OR t.from_at >= $2 ORDER BY u.code, a.name"};
constexpr store::Statement pledges_statement{
    "people.pledges_by",
    "SELECT account_id, version, accepted_at FROM people_pledges WHERE accepted_at <= $1 "
    "ORDER BY account_id, accepted_at, version"};
constexpr std::array roll_table{roll_statement, pledges_statement};

RollEntry decode(const store::Row& row, const law::Profile& profile, base::Instant at) {
    const auto kind = unit_kind_from_code(row.text(7));
    CHECK(kind);
    const Validity validity{.state = state_from_code(row.text(11)),
                            .from = row.instant(12),
                            .until = row.maybe_instant(13),
                            .unit_from = row.instant(8),
                            .unit_until = row.maybe_instant(9)};
    RollEntry entry{.account = AccountId{row.integer(0)},
                    .name = std::string{row.text(1)},
                    .display_name = std::string{row.text(2)},
                    .unit = UnitId{row.integer(3)},
                    .unit_code = std::string{row.text(4)},
                    .unit_name = std::string{row.text(5)},
                    .unit_name_en = std::string{row.text(6)},
                    .unit_kind = *kind,
                    .roles = Roles::from_bits(row.integer(10)),
                    .term_from = row.instant(19),
                    .standing = standing_of(validity, at),
                    .from = std::max(validity.from, validity.unit_from),
                    .until = validity.until,
                    .opened_at = row.instant(14),
                    .opened_by = row.maybe_text(15).value_or(""),
                    .closed_at = std::nullopt,
                    .contract_number = row.maybe_text(20).value_or(""),
                    .applied_at = row.maybe_instant(21),
                    .approved_at = row.maybe_instant(22),
                    .approved_by = row.maybe_text(23).value_or(""),
                    .pledge_version = {},
                    .pledged_at = std::nullopt,
                    .last_signed_in = row.maybe_instant(18)};
    if (validity.unit_until && (!entry.until || *validity.unit_until < *entry.until)) {
        entry.until = validity.unit_until;
    }
    if (state_from_code(row.text(16)) == State::closed) entry.closed_at = row.instant(17);
    if (entry.standing == Standing::active && broken_separation(profile, entry.roles) != nullptr) {
        entry.standing = Standing::separated;
    }
    if (entry.last_signed_in && *entry.last_signed_in > at) {
        entry.last_signed_in = std::nullopt;
        return entry;
    }
    const LastUse use{
        .term_from = entry.term_from, .valid_from = validity.from, .last_signed_in = entry.last_signed_in};
    if (entry.standing == Standing::active && at >= idle_at(profile.numbers(), use)) entry.standing = Standing::idle;
    return entry;
}

}  // namespace

base::Result<std::vector<RollEntry>> roll(store::ReadTx& tx, const law::Profile& profile,
                                          const RollQuestion& question) {
    CHECK(question.at <= question.now);
    auto entries = TRY(tx.all(
        roll_statement, [&](const store::Row& row) { return decode(row, profile, question.at); }, question.at,
        question.closed_since, question.now));
    std::unordered_map<std::int64_t, RollEntry*> by_account;
    for (auto& entry : entries) by_account.emplace(entry.account.number(), &entry);
    const store::Value at = store::to_value(question.at);
    TRY(tx.each(pledges_statement, {&at, 1}, [&](const store::Row& row) {
        const auto found = by_account.find(row.integer(0));
        if (found == by_account.end()) return;
        found->second->pledge_version = row.text(1);
        found->second->pledged_at = row.instant(2);
    }));
    return entries;
}

std::span<const store::Statement> rows::roll_statements() { return roll_table; }

}  // namespace menhu::people
