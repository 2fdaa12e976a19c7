#include "people/roll_rows.h"

#include <algorithm>
#include <array>

#include "people/idle.h"
#include "people/role.h"
#include "people/roll.h"
#include "people/standing.h"

namespace menhu::people {
namespace {

// In force at an instant is the term with the greatest number among those that have begun (account_term.h). `t` is the
// term at $1, `n` the term now ($3), `o` the first.
constexpr store::Statement roll_statement{
    "people.roll",
    "SELECT a.id, a.name, a.display_name, u.id, u.code, u.name_zh, u.name_en, u.kind, u.valid_from, u.valid_until, "
    "t.roles, t.state, t.valid_from, t.valid_until, o.from_at, b.display_name, n.state, n.from_at, a.last_signed_in, "
    "t.from_at "
    "FROM people_accounts a "
    "JOIN people_account_terms t ON t.account_id = a.id AND t.number = (SELECT MAX(x.number) "
    "FROM people_account_terms x WHERE x.account_id = a.id AND x.from_at <= $1) "
    "JOIN people_account_terms n ON n.account_id = a.id AND n.number = (SELECT MAX(y.number) "
    "FROM people_account_terms y WHERE y.account_id = a.id AND y.from_at <= $3) "
    "JOIN people_account_terms o ON o.account_id = a.id AND o.number = 1 "
    "JOIN people_units u ON u.id = t.unit_id "
    "LEFT JOIN people_accounts b ON b.id = o.recorded_by "
    "WHERE t.state <> 'closed' OR t.from_at >= $2 ORDER BY u.code, a.name"};
constexpr std::array roll_table{roll_statement};

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
    return tx.all(
        roll_statement, [&](const store::Row& row) { return decode(row, profile, question.at); }, question.at,
        question.closed_since, question.now);
}

std::span<const store::Statement> rows::roll_statements() { return roll_table; }

}  // namespace menhu::people
