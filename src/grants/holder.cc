#include "grants/holder.h"

#include "grants/grant_rows.h"
#include "grants/holder_rows.h"
#include "grants/record.h"
#include "people/account.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using people::Role;

base::Result<void> check_instant(base::Instant at, base::Instant now) {
    if (at < now) return Error{Fault::bad_input, "grants.period_ill_formed"};
    return {};
}

base::Result<void> remove_one(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                              std::string_view purpose, people::AccountId account, base::Instant at,
                              base::Instant now) {
    TRY(rows::end_holder(tx, grant, account, at));
    return record(
        tx, desk, by, "grants.holder_removed", grant,
        {{"about_purpose", std::string{purpose}}, {"about_account", account.text()}, {"at", base::to_rfc3339(at)}}, {},
        now);
}

}  // namespace

base::Result<std::vector<HolderGrant>> grants_held_at(store::ReadTx& tx, people::AccountId account, base::Instant at) {
    return rows::held_at(tx, account, at);
}

base::Result<std::vector<GrantId>> remove_holder(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                                 people::AccountId account, base::Instant at, base::Instant now) {
    TRY(people::require_any(by, {Role::account_administrator, Role::unit_head}));
    TRY(check_instant(at, now));
    const auto held = TRY(rows::held_at(tx, account, at));
    std::vector<GrantId> removed;
    for (const HolderGrant& grant : held) {
        TRY(remove_one(tx, desk, by, grant.grant, grant.purpose_code, account, at, now));
        removed.push_back(grant.grant);
    }
    return removed;
}

base::Result<void> replace_holder(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                  people::AccountId account, people::AccountId to, base::Instant at,
                                  base::Instant now) {
    TRY(people::require(by, Role::account_administrator));
    TRY(check_instant(at, now));
    if (to == by.account()) return Error{Fault::refused, "grants.own_grant"};
    const auto row = TRY(rows::grant(tx, grant, now));
    if (!row) return Error{Fault::not_found, "grants.not_found"};
    if (row->state == StoredState::ended || at >= row->view.until) {
        return Error{Fault::conflict, "grants.grant_ended"};
    }
    const auto successor = TRY(people::find_account(tx, to, now));
    if (!successor || successor->unit != row->view.unit || successor->standing == people::Standing::closed) {
        return Error{Fault::conflict, "grants.holder_not_in_unit", to.text()};
    }
    TRY(remove_one(tx, desk, by, grant, row->view.purpose_code, account, at, now));
    TRY(rows::put_holder(tx, grant, to, at));
    return record(tx, desk, by, "grants.holder_added", grant,
                  {{"about_purpose", row->view.purpose_code},
                   {"about_account", to.text()},
                   {"in_place_of", account.text()},
                   {"at", base::to_rfc3339(at)}},
                  {}, now);
}

base::Result<std::int64_t> keep_holder(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       people::AccountId account, base::Instant at, base::Instant now) {
    TRY(people::require(by, Role::account_administrator));
    TRY(check_instant(at, now));
    const auto ended = TRY(rows::ended_at(tx, account, at));
    for (const GrantId grant : ended) {
        TRY(rows::end_beginners(tx, grant, at));
        TRY(rows::open_holder(tx, grant, account));
        TRY(record(tx, desk, by, "grants.holder_kept", grant,
                   {{"about_account", account.text()}, {"at", base::to_rfc3339(at)}}, {}, now));
    }
    return static_cast<std::int64_t>(ended.size());
}

}  // namespace menhu::grants
