#include "people/leaving.h"

#include <algorithm>
#include <array>

#include "people/application_rows.h"
#include "people/application_step.h"

namespace menhu::people {
namespace {

constexpr store::Statement sessions_statement{
    "people.count_open_sessions",
    "SELECT COUNT(*) FROM people_sessions WHERE account_id = $1 AND ended IS NULL AND idle_until > $2 "
    "AND absolute_until > $2"};
constexpr std::array table{sessions_statement};

}  // namespace

base::Result<std::int64_t> count_open_sessions(store::ReadTx& tx, AccountId account, base::Instant now) {
    const auto count =
        TRY(tx.one(sessions_statement, [](const store::Row& row) { return row.integer(0); }, account, now));
    return count.value_or(0);
}

base::Result<std::vector<Application>> open_applications_of(store::ReadTx& tx, AccountId account, base::Instant now) {
    auto open = TRY(rows::open_applications(tx, now));
    std::erase_if(open, [&](const Application& one) { return one.applicant != account && one.account != account; });
    return open;
}

base::Result<std::int64_t> withdraw_applications_of(store::WriteTx& tx, const Office& office, const Actor& by,
                                                    AccountId account, std::string_view reason, base::Instant now) {
    TRY(require(by, Role::account_administrator));
    const auto open = TRY(open_applications_of(tx, account, now));
    for (const Application& application : open) {
        TRY(take_step(tx, office, {.account = by.account(), .unit = by.unit(), .as = ActedAs::administrator},
                      application, ApplicationAct::withdraw, ApplicationState::withdrawn, reason, {}, now));
    }
    return static_cast<std::int64_t>(open.size());
}

std::span<const store::Statement> leaving_statements() { return table; }

}  // namespace menhu::people
