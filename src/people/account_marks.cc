#include "people/account_marks.h"

#include <array>

namespace menhu::people {
namespace {

constexpr store::Statement marks_statement{
    "people.account_marks",
    "SELECT a.id, a.employee_number, COALESCE((SELECT MAX(p.version) FROM people_pledges p WHERE p.account_id = a.id "
    "AND p.accepted_at = (SELECT MAX(n.accepted_at) FROM people_pledges n WHERE n.account_id = a.id)), '') "
    "FROM people_accounts a ORDER BY a.id"};
constexpr std::array table{marks_statement};

}  // namespace

base::Result<std::unordered_map<AccountId, AccountMarks>> account_marks(store::ReadTx& tx) {
    std::unordered_map<AccountId, AccountMarks> marks;
    TRY(tx.each(marks_statement, {}, [&](const store::Row& row) {
        marks.emplace(AccountId{row.integer(0)}, AccountMarks{.employee_number = std::string{row.text(1)},
                                                              .pledge_version = std::string{row.text(2)}});
    }));
    return marks;
}

std::span<const store::Statement> account_mark_statements() { return table; }

}  // namespace menhu::people
