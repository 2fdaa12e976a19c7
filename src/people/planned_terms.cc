#include "people/planned_terms.h"

#include <algorithm>

#include "people/term_rows.h"

namespace menhu::people {

base::Result<std::vector<AccountTerm>> planned_terms(store::ReadTx& tx, AccountId account, base::Instant now) {
    const auto all = TRY(rows::terms(tx, account));
    std::vector<AccountTerm> planned;
    for (auto term = all.rbegin(); term != all.rend(); ++term) {
        if (term->from <= now) break;
        if (planned.empty() || term->from < planned.back().from) planned.push_back(*term);
    }
    std::ranges::reverse(planned);
    return planned;
}

base::Result<void> plan_again(store::WriteTx& tx, const AccountTerm& present, const std::vector<AccountTerm>& planned,
                              base::Instant now) {
    for (AccountTerm term : planned) {
        if (term.state != State::closed && present.state != State::open) continue;
        if (present.state == State::open && term.unit == present.unit) term.roles = present.roles;
        term.recorded_at = now;
        TRY(rows::insert_term(tx, term));
    }
    return {};
}

}  // namespace menhu::people
