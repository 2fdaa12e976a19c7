#include "people/account_term.h"

#include "people/account_change.h"
#include "people/duty.h"
#include "people/record.h"
#include "people/session_rows.h"
#include "people/standing.h"
#include "people/term_rows.h"
#include "people/unit.h"

namespace menhu::people {

base::Result<std::vector<AccountTerm>> account_terms(store::ReadTx& tx, AccountId account) {
    return rows::terms(tx, account);
}

base::Result<std::optional<AccountTerm>> term_at(store::ReadTx& tx, AccountId account, base::Instant at) {
    return rows::term_at(tx, account, at);
}

base::Result<std::optional<Standing>> standing_at(store::ReadTx& tx, AccountId account, base::Instant at) {
    const auto term = TRY(rows::term_at(tx, account, at));
    if (!term) return std::optional<Standing>{};
    const auto unit = TRY(find_unit(tx, term->unit));
    CHECK(unit);
    return std::optional{standing_of({.state = term->state,
                                      .from = term->valid_from,
                                      .until = term->valid_until,
                                      .unit_from = unit->from,
                                      .unit_until = unit->until},
                                     at)};
}

base::Result<std::optional<AccountTerm>> planned_term(store::ReadTx& tx, AccountId account, base::Instant now) {
    auto newest = TRY(rows::newest_term(tx, account));
    // Only the newest may still take effect: at every instant the greatest number counts.
    if (newest && newest->from <= now) newest.reset();
    return newest;
}

base::Result<std::vector<AccountId>> accounts_with_plans(store::ReadTx& tx, base::Instant now) {
    return rows::accounts_with_plans(tx, now);
}

base::Result<AccountTerm> term_to_change(store::ReadTx& tx, const Actor& by, AccountId account, base::Instant now) {
    if (by.account() == account) return base::Error{base::Fault::refused, "people.own_account"};
    auto term = TRY(rows::term_at(tx, account, now));
    if (!term) return base::Error{base::Fault::not_found, "people.not_found", "account"};
    if (!by.is_operator_at_console()) TRY(require_administrator_of(tx, by, term->unit, now));
    if (term->state == State::closed) return base::Error{base::Fault::conflict, "people.account_closed"};
    return *std::move(term);
}

base::Result<void> add_term(store::WriteTx& tx, const Actor& by, AccountTerm term, Planned planned, Facts& facts,
                            base::Instant now) {
    const auto ahead = TRY(planned_term(tx, term.account, now));
    if (ahead && planned == Planned::keep) {
        return base::Error{base::Fault::conflict, "people.change_planned", base::to_rfc3339(ahead->from)};
    }
    if (ahead) facts.emplace_back("superseded", base::to_rfc3339(ahead->from));
    term.recorded_at = now;
    term.recorded_by = by.account();
    return rows::insert_term(tx, term);
}

base::Result<void> check_roles(const Office& office, Roles roles) {
    if (roles.empty()) return base::Error{base::Fault::bad_input, "people.account_ill_formed", "no role"};
    if (const auto* broken = broken_separation(office.profile(), roles)) {
        return base::Error{base::Fault::conflict, "people.roles_separated",
                           std::string{law::role_name(broken->one)} + " " + std::string{law::role_name(broken->other)} +
                               " " + broken->clause};
    }
    return {};
}

base::Result<void> check_unit(store::ReadTx& tx, UnitId unit, base::Instant at) {
    const auto found = TRY(find_unit(tx, unit));
    if (!found) return base::Error{base::Fault::not_found, "people.not_found", "unit"};
    if (found->until && at >= *found->until) return base::Error{base::Fault::conflict, "people.unit_not_in_force"};
    return {};
}

base::Result<void> plan_change(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                               const PlannedChange& change, Planned planned, base::Instant now) {
    TRY(require(by, Role::account_administrator));
    auto term = TRY(term_to_change(tx, by, account, now));
    if (change.from < now) return base::Error{base::Fault::bad_input, "people.account_ill_formed", "from"};
    TRY(check_roles(office, change.roles));
    if (change.state != State::closed) TRY(check_unit(tx, change.unit, change.from));
    TRY(require_administrator_of(tx, by, change.unit, now));
    Facts facts{{"about_account", account.text()},
                {"from", base::to_rfc3339(change.from)},
                {"unit_before", term.unit.text()},
                {"about_unit", change.unit.text()},
                {"before", term.roles.text()},
                {"roles", change.roles.text()},
                {"state", std::string{state_code(change.state)}}};
    term.from = change.from;
    term.unit = change.unit;
    term.roles = change.roles;
    term.state = change.state;
    term.application.reset();
    TRY(add_term(tx, by, term, planned, facts, now));
    if (change.state != State::open && change.from <= now) {
        const auto ended = TRY(rows::end_sessions(tx, account, state_code(change.state)));
        facts.emplace_back("sessions_ended", std::to_string(ended));
    }
    return record(tx, office, by, "people.account_change_planned", std::move(facts), {{"reason", change.reason}}, now);
}

base::Result<void> drop_planned_change(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                       std::string_view reason, base::Instant now) {
    TRY(require(by, Role::account_administrator));
    auto term = TRY(term_to_change(tx, by, account, now));
    const auto ahead = TRY(planned_term(tx, account, now));
    if (!ahead) return base::Error{base::Fault::not_found, "people.not_found", "planned change"};
    Facts facts{{"about_account", account.text()}};
    term.from = now;
    TRY(add_term(tx, by, term, Planned::supersede, facts, now));
    return record(tx, office, by, "people.account_change_dropped", std::move(facts), {{"reason", std::string{reason}}},
                  now);
}

}  // namespace menhu::people
