#include "grants/held_rows.h"

#include <algorithm>
#include <array>

#include "grants/held.h"

namespace menhu::grants {
namespace {

// An id begins with the milliseconds since 2020 at which it was made: a grant that says it begins earlier was held by
// nobody before that.
constexpr store::Statement held_statement{
    "grants.held_between",
    "SELECT h.account_id, g.id, g.unit_id, p.code, p.name_zh, p.name_en, g.valid_from, g.valid_until, g.ended_at, "
    "h.from_at, h.until_at "
    "FROM grants_holders h JOIN grants_grants g ON g.id = h.grant_id JOIN grants_purposes p ON p.id = g.purpose_id "
    "WHERE g.valid_from < $2 AND g.valid_until > $1 AND (g.ended_at IS NULL OR g.ended_at > $1) "
    "AND (h.from_at IS NULL OR h.from_at < $2) AND (h.until_at IS NULL OR h.until_at > $1) "
    "AND (g.id >> 21) + 1577836800000 < $2 ORDER BY h.account_id, g.id"};
constexpr store::Statement of_unit_statement{
    "grants.held_by_unit",
    "SELECT h.account_id, g.id, g.unit_id, p.code, p.name_zh, p.name_en, g.valid_from, g.valid_until, g.ended_at, "
    "h.from_at, h.until_at "
    "FROM grants_holders h JOIN grants_grants g ON g.id = h.grant_id JOIN grants_purposes p ON p.id = g.purpose_id "
    "WHERE g.unit_id = $1 AND g.valid_from < $2 AND (h.from_at IS NULL OR h.from_at < $2) "
    "ORDER BY h.account_id, g.id"};
constexpr std::array held_table{held_statement, of_unit_statement};

HeldGrant decode(const store::Row& row) {
    HeldGrant held{.account = people::AccountId{row.integer(0)},
                   .grant = GrantId{row.integer(1)},
                   .unit = people::UnitId{row.integer(2)},
                   .purpose_code = std::string{row.text(3)},
                   .purpose_zh = std::string{row.text(4)},
                   .purpose_en = std::string{row.text(5)},
                   .from = row.instant(6),
                   .until = row.instant(7)};
    if (const auto ended_at = row.maybe_instant(8)) held.until = std::min(held.until, *ended_at);
    if (const auto from_at = row.maybe_instant(9)) held.from = std::max(held.from, *from_at);
    if (const auto until_at = row.maybe_instant(10)) held.until = std::min(held.until, *until_at);
    return held;
}

}  // namespace

base::Result<std::vector<HeldGrant>> held_between(store::ReadTx& tx, base::Instant from, base::Instant until) {
    return tx.all(held_statement, decode, from, until);
}

base::Result<std::vector<HeldGrant>> held_by_unit(store::ReadTx& tx, people::UnitId unit, base::Instant until) {
    return tx.all(of_unit_statement, decode, unit, until);
}

std::span<const store::Statement> rows::held_statements() { return held_table; }

}  // namespace menhu::grants
