// A grant's acts after it was issued: suspending, resuming, ending. What holders see of it is in grant_read.cc.
#include "grants/grant.h"

#include <algorithm>

#include "grants/grant_rows.h"
#include "grants/record.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using people::Role;

bool is_among(people::AccountId account, const std::vector<people::AccountId>& accounts) {
    return std::ranges::find(accounts, account) != accounts.end();
}

base::Result<rows::GrantRow> grant_to_change(store::ReadTx& tx, GrantId id, base::Instant now) {
    auto row = TRY(rows::grant(tx, id, now));
    if (!row) return Error{Fault::not_found, "grants.not_found"};
    if (row->state == StoredState::ended) return Error{Fault::conflict, "grants.grant_ended"};
    auto holders = TRY(rows::holders(tx, id, now));
    row->view.holders = std::move(holders);
    return *std::move(row);
}

bool may_stop(const people::Actor& by, const GrantView& grant) {
    return by.has(Role::account_administrator) || by.has(Role::ethics_officer) ||
           (by.has(Role::unit_head) && by.unit() == grant.unit);
}

bool may_end(const people::Actor& by, const GrantView& grant) {
    return may_stop(by, grant) || by.has(Role::designated_person) ||
           (by.may_act() && is_among(by.account(), grant.holders));
}

bool may_resume(const people::Actor& by, const GrantView& grant) {
    return by.has(Role::account_administrator) && !is_among(by.account(), grant.holders);
}

base::Error not_allowed() { return {Fault::refused, "people.role_missing", "grant"}; }

base::Result<void> move_to(store::WriteTx& tx, const Desk& desk, const people::Actor& by, const GrantView& grant,
                           StoredState state, std::string_view kind, std::string_view reason, base::Instant now) {
    std::optional<base::Instant> ended_at;
    if (state == StoredState::ended) ended_at = now;
    TRY(rows::update_state(tx, grant.id, state, ended_at));
    constexpr std::string_view room = "grants.";
    TRY(rows::insert_step(tx, grant.id, kind.substr(room.size()), by.account(), state, ended_at, reason, now));
    return record(tx, desk, by, kind, grant.id, {{"about_purpose", grant.purpose_code}}, reason, now);
}

}  // namespace

std::string_view grant_act_code(GrantAct act) {
    switch (act) {
        case GrantAct::suspend:
            return "suspend";
        case GrantAct::resume:
            return "resume";
        case GrantAct::end:
            return "end";
    }
    base::throw_bug("grant_act_code: no such act");
}

base::Result<void> suspend_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                 std::string_view reason, base::Instant now) {
    TRY(people::require_able(by));
    const auto row = TRY(grant_to_change(tx, grant, now));
    if (!may_stop(by, row.view)) return not_allowed();
    if (row.state == StoredState::suspended) return {};
    return move_to(tx, desk, by, row.view, StoredState::suspended, "grants.suspended", reason, now);
}

base::Result<void> end_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                             std::string_view reason, base::Instant now) {
    TRY(people::require_able(by));
    const auto row = TRY(grant_to_change(tx, grant, now));
    if (!may_end(by, row.view)) return not_allowed();
    return move_to(tx, desk, by, row.view, StoredState::ended, "grants.ended", reason, now);
}

base::Result<void> resume_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                std::string_view reason, base::Instant now) {
    TRY(people::require(by, Role::account_administrator));
    const auto row = TRY(grant_to_change(tx, grant, now));
    if (!may_resume(by, row.view)) return Error{Fault::refused, "grants.own_grant"};
    if (row.state == StoredState::open) return {};
    return move_to(tx, desk, by, row.view, StoredState::open, "grants.resumed", reason, now);
}

std::vector<GrantAct> grant_acts_open_to(const people::Actor& by, const GrantView& grant) {
    std::vector<GrantAct> acts;
    if (grant.state == GrantState::ended || grant.state == GrantState::expired) return acts;
    const bool is_suspended = grant.state == GrantState::suspended;
    if (!is_suspended && may_stop(by, grant)) acts.push_back(GrantAct::suspend);
    if (is_suspended && may_resume(by, grant)) acts.push_back(GrantAct::resume);
    if (may_end(by, grant)) acts.push_back(GrantAct::end);
    return acts;
}

base::Result<void> record_register_taken(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                         std::int64_t count, base::Instant now) {
    return record(tx, desk, by, "grants.register_taken", std::nullopt, {{"count", std::to_string(count)}}, {}, now);
}

base::Result<std::vector<GrantStep>> grant_steps(store::ReadTx& tx, GrantId grant) { return rows::steps(tx, grant); }

}  // namespace menhu::grants
