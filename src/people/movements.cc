#include "people/movements.h"

#include <array>

namespace menhu::people {
namespace {

// A term that another took the place of before it began is no movement: only the greatest number at its instant counts.
constexpr store::Statement movements_statement{
    "people.movements",
    "SELECT t.account_id, 0 FROM people_account_terms t JOIN people_account_terms p ON p.account_id = t.account_id "
    "AND p.number = (SELECT MAX(b.number) FROM people_account_terms b WHERE b.account_id = t.account_id "
    "AND b.number < t.number AND b.from_at <= t.from_at) WHERE t.from_at > $1 AND t.from_at <= $2 "
    "AND t.unit_id <> p.unit_id AND NOT EXISTS (SELECT 1 FROM people_account_terms n "
    "WHERE n.account_id = t.account_id AND n.number > t.number AND n.from_at <= t.from_at) "
    "UNION SELECT t.account_id, 1 FROM people_account_terms t WHERE t.from_at > $2 AND t.state = 'closed' "
    "AND t.number = (SELECT MAX(n.number) FROM people_account_terms n WHERE n.account_id = t.account_id) "
    "ORDER BY 1, 2"};
constexpr std::array table{movements_statement};

}  // namespace

base::Result<std::vector<Movement>> movements(store::ReadTx& tx, base::Instant since, base::Instant now) {
    return tx.all(
        movements_statement,
        [](const store::Row& row) {
            return Movement{.account = AccountId{row.integer(0)},
                            .what = row.integer(1) == 0 ? Movement::What::moved : Movement::What::leaving};
        },
        since, now);
}

std::span<const store::Statement> movement_statements() { return table; }

}  // namespace menhu::people
