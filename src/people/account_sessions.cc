#include "people/account_sessions.h"

#include "people/account_change.h"
#include "people/record.h"
#include "people/session_rows.h"

namespace menhu::people {

base::Result<std::int64_t> end_account_sessions(store::WriteTx& tx, const Office& office, const Actor& by,
                                                AccountId account, base::Instant now) {
    TRY(require(by, Role::account_administrator));
    TRY(term_to_change(tx, by, account, now));
    const auto ended = TRY(rows::end_sessions(tx, account, "administrator"));
    TRY(record(tx, office, by, "people.sessions_ended",
               {{"about_account", account.text()}, {"sessions_ended", std::to_string(ended)}}, {}, now));
    return ended;
}

base::Result<void> record_accounts_taken(store::WriteTx& tx, const Office& office, const Actor& by, std::int64_t count,
                                         base::Instant now) {
    return record(tx, office, by, "people.accounts_taken", {{"accounts", std::to_string(count)}}, {}, now);
}

}  // namespace menhu::people
