#include "grants/uses.h"

#include <algorithm>
#include <array>

#include "grants/uses_rows.h"
#include "grants/verdict.h"

namespace menhu::grants {

namespace {

// $1 grant, $2 day, $3 month.
constexpr store::Statement left_statement{
    "grants.uses_left",
    "SELECT g.quota_day, g.quota_month, g.quota_total, "
    "(SELECT d.used FROM grants_used d WHERE d.grant_id = g.id AND d.day = $2), "
    "(SELECT m.used FROM grants_used m WHERE m.grant_id = g.id AND m.day = $3), "
    "(SELECT t.used FROM grants_used t WHERE t.grant_id = g.id AND t.day = 0) FROM grants_grants g WHERE g.id = $1"};
constexpr store::Statement settle_statement{
    "grants.settle_uses", "UPDATE grants_used SET used = used + $4 WHERE grant_id = $1 AND day IN ($2, $3, 0)"};
constexpr std::array table{left_statement, settle_statement};

}  // namespace

base::Result<UsesLeft> uses_left(store::ReadTx& tx, const Permit& permit, base::Instant now) {
    const auto left = TRY(tx.one(
        left_statement,
        [](const store::Row& row) {
            const std::array quotas{
                std::pair{row.integer(2) - row.maybe_integer(5).value_or(0), Why::quota_total_used_up},
                std::pair{row.integer(1) - row.maybe_integer(4).value_or(0), Why::quota_month_used_up},
                std::pair{row.integer(0) - row.maybe_integer(3).value_or(0), Why::quota_day_used_up}};
            const auto* least = std::ranges::min_element(quotas, {}, &std::pair<std::int64_t, Why>::first);
            return UsesLeft{.count = std::max<std::int64_t>(least->first, 0), .first = least->second};
        },
        permit.grant().number(), day_of(now), month_key_of(now)));
    CHECK(left);
    return *left;
}

base::Result<void> settle_uses(store::WriteTx& tx, const Permit& permit, std::int64_t made, base::Instant now) {
    CHECK(made >= 0);
    if (made == 1) return {};
    TRY(tx.run(settle_statement, permit.grant().number(), day_of(now), month_key_of(now), made - 1));
    return {};
}

std::span<const store::Statement> rows::uses_statements() { return table; }

}  // namespace menhu::grants
