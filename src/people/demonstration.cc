#include "people/demonstration.h"

#include "people/account_rows.h"
#include "people/pledge.h"
#include "people/record.h"
#include "people/term_rows.h"

namespace menhu::people {
namespace {

base::Result<void> insert_terms(store::WriteTx& tx, AccountId id, const MadeUpAccount& account) {
    AccountTerm term{.account = id,
                     .number = 1,
                     .from = account.opened_at,
                     .unit = account.before ? account.before->unit : account.unit,
                     .roles = account.roles,
                     .state = State::open,
                     .valid_from = account.opened_at,
                     .valid_until = account.until,
                     .recorded_at = account.opened_at,
                     .recorded_by = operator_account,
                     .application = std::nullopt};
    TRY(rows::insert_term(tx, term));
    if (!account.before) return {};
    term.from = account.before->until;
    term.recorded_at = account.before->until;
    term.unit = account.unit;
    return rows::insert_term(tx, term);
}

base::Result<AccountId> add_one(store::WriteTx& tx, const Office& office, const MadeUpAccount& account,
                                base::Random& random, base::Instant now) {
    const AccountId id = AccountId::make(account.opened_at, random);
    NewAccount fresh;
    fresh.name = account.name;
    fresh.display_name = account.display_name;
    fresh.unit = account.unit;
    fresh.roles = account.roles;
    fresh.from = account.opened_at;
    fresh.until = account.until;
    fresh.employee_number = account.employee_number;
    fresh.lasting = account.until ? Lasting::temporary : Lasting::permanent;
    TRY(rows::insert_account(tx, id, fresh, account.opened_at));
    TRY(insert_terms(tx, id, account));
    if (account.last_signed_in) TRY(rows::update_last_signed_in(tx, id, *account.last_signed_in));
    if (account.pledge == MadeUpAccount::Pledge::present) {
        TRY(add_pledge(tx, id, office.profile().pledge().version, account.opened_at, std::nullopt));
    }
    if (account.used == MadeUpAccount::Used::yes) {
        TRY(record(tx, office,
                   {.kind = "query.demonstration", .by = id, .unit = account.unit, .facts = {}, .sealed = {}}, now));
    }
    return id;
}

}  // namespace

base::Result<std::vector<AccountId>> add_made_up_accounts(store::WriteTx& tx, const Office& office, const Actor& by,
                                                          std::span<const MadeUpAccount> accounts, base::Random& random,
                                                          base::Instant now) {
    TRY(require(by, Role::operator_));
    if (office.installation() != Installation::demonstration) {
        return base::Error{base::Fault::conflict, "people.not_a_demonstration"};
    }
    TRY(keep_pledge_text(tx, office, now));
    std::vector<AccountId> ids;
    ids.reserve(accounts.size());
    for (const MadeUpAccount& account : accounts) {
        CHECK(account.opened_at <= now && (!account.last_signed_in || *account.last_signed_in <= now));
        const AccountId id = TRY(add_one(tx, office, account, random, now));
        ids.push_back(id);
    }
    TRY(record(tx, office, by, "people.made_up_accounts_added", {{"accounts", std::to_string(ids.size())}}, {}, now));
    return ids;
}

}  // namespace menhu::people
