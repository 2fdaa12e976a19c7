#include "grants/search_rows.h"

#include <array>

#include "grants/verdict.h"

namespace menhu::grants::rows {
namespace {

constexpr store::Statement used_statement{"grants.searches_of_day",
                                          "SELECT used FROM grants_searches WHERE account_id = $1 AND day = $2"};
constexpr store::Statement count_statement{
    "grants.count_search",
    "INSERT INTO grants_searches (account_id, day, used) VALUES ($1, $2, 1) "
    "ON CONFLICT (account_id, day) DO UPDATE SET used = grants_searches.used + 1"};
constexpr std::array table{used_statement, count_statement};

}  // namespace

base::Result<std::int64_t> count_searches(store::ReadTx& tx, people::AccountId account, base::Instant now) {
    const auto used =
        TRY(tx.one(used_statement, [](const store::Row& row) { return row.integer(0); }, account, day_of(now)));
    return used.value_or(0);
}

base::Result<void> count_search(store::WriteTx& tx, people::AccountId account, base::Instant now) {
    TRY(tx.run(count_statement, account, day_of(now)));
    return {};
}

std::span<const store::Statement> search_statements() { return table; }

}  // namespace menhu::grants::rows
