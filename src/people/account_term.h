#pragma once
// The terms of an account: its unit, its roles, its state and its period, from an instant on. A change is a new term;
// none is ever altered, so who could do what on any past day stays answerable (F2.2, A5).
//
// Promises: in force at an instant is the term with the greatest number among those that have begun; a term begins at
// its recording or later, never before. A later one takes effect by itself, to the millisecond; recording another in
// the meantime takes its place, and nobody does that unawares (Planned). Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "people/role.h"
#include "store/database.h"

namespace menhu::people {

// The stored state; that an account is expired or idle is never stored.
enum class State : std::uint8_t { open, suspended, closed };
std::string_view state_code(State state);
State state_from_code(std::string_view code);  // a Bug if there is none

struct AccountTerm {
    AccountId account{0};
    std::int64_t number = 0;
    base::Instant from{};
    UnitId unit{0};
    Roles roles;
    State state = State::open;
    base::Instant valid_from{};
    std::optional<base::Instant> valid_until;
    base::Instant recorded_at{};
    AccountId recorded_by{0};  // operator_account: the console
    std::optional<std::int64_t> application;
};

// What becomes of a term that was recorded ahead and has not begun: `keep` refuses the change (people.change_planned,
// with its instant), `supersede` lets the new one take its place.
enum class Planned : std::uint8_t { keep, supersede };

// All, the oldest first; those that never took effect because another took their place are among them.
base::Result<std::vector<AccountTerm>> account_terms(store::ReadTx& tx, AccountId account);
base::Result<std::optional<AccountTerm>> term_at(store::ReadTx& tx, AccountId account, base::Instant at);
// How it stood by its term and its unit's dates at a past instant; nothing: it was not there yet. That it lay idle,
// held roles that are separated by now, or came outside hours or networks is in no term: the ledger says it.
base::Result<std::optional<Standing>> standing_at(store::ReadTx& tx, AccountId account, base::Instant at);
// The one that was recorded ahead and will take effect after `now`, if there is one.
base::Result<std::optional<AccountTerm>> planned_term(store::ReadTx& tx, AccountId account, base::Instant now);

// The accounts for which something is recorded ahead.
base::Result<std::vector<AccountId>> accounts_with_plans(store::ReadTx& tx, base::Instant now);

// A change that is known in advance, such as the day on which somebody leaves (U3, F2.2).
struct PlannedChange {
    base::Instant from{};
    UnitId unit{0};
    Roles roles;
    State state = State::open;
    std::string reason;  // in words without names; sealed in the ledger
};
// By an account administrator, never on the own account; `from` may be now. Sessions end by themselves if the state
// says so. Errors: people.own_account, people.not_found, people.account_closed, people.account_ill_formed (`from` is
// before now, or no role), people.roles_separated, people.unit_not_in_force, people.not_your_unit (of the present unit
// or the new one), people.change_planned, those of require().
base::Result<void> plan_change(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                               const PlannedChange& change, Planned planned, base::Instant now);
// Takes back what was recorded ahead: the present term goes on. Error: people.not_found if nothing is planned.
base::Result<void> drop_planned_change(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                       std::string_view reason, base::Instant now);

}  // namespace menhu::people
