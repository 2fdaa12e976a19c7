#include "people/same_person.h"

#include <algorithm>

#include "people/account.h"
#include "people/account_rows.h"

namespace menhu::people {

base::Result<std::vector<AccountId>> accounts_of_person(store::ReadTx& tx, AccountId account, base::Instant now) {
    const auto found = TRY(find_account(tx, account, now));
    if (!found) return base::Error{base::Fault::not_found, "people.not_found", "account"};
    std::vector<AccountId> all;
    if (!found->employee_number.empty()) {
        auto others = TRY(rows::accounts_of_employee(tx, found->employee_number));
        all = std::move(others);
    }
    if (std::ranges::find(all, account) == all.end()) all.push_back(account);
    return all;
}

}  // namespace menhu::people
