// Carrying an application out: the account is made or changed in the same transaction.
#include <algorithm>

#include "format/code_points.h"
#include "people/account_change.h"
#include "people/account_rows.h"
#include "people/application.h"
#include "people/application_rows.h"
#include "people/application_step.h"
#include "people/duty.h"
#include "people/one_time_token.h"
#include "people/planned_terms.h"
#include "people/pledge.h"
#include "people/session_rows.h"
#include "people/term.h"
#include "people/term_rows.h"
#include "people/training.h"
#include "people/unit.h"

namespace menhu::people {
namespace {

using base::Error;
using base::Fault;

struct Carrying {
    store::WriteTx& tx;
    const Office& office;
    const Actor& by;
    const Application& application;
    base::Random& random;
    base::Instant now;

    const ApplicationForm& form() const { return application.form; }
    // It takes effect as applied for, and never before it is carried out.
    base::Instant from() const { return std::max(now, form().from); }
};

// The end applied for, within the unit's (U1.2: a contractor's account never outlives the contract).
base::Result<std::optional<base::Instant>> bounded_end(const Carrying& work) {
    const auto unit = TRY(find_unit(work.tx, work.form().unit));
    CHECK(unit);
    auto until = work.form().until;
    if (unit->until && (!until || *unit->until < *until)) until = unit->until;
    return until;
}

rows::AccountDetails details_of(const ApplicationForm& form) {
    return {.email = form.email,
            .employee_number = form.employee_number,
            .duties_text = form.duties,
            .lasting = form.lasting};
}

base::Result<void> add_claims(const Carrying& work, AccountId account) {
    const ApplicationForm& form = work.form();
    if (!form.pledge_version.empty()) {
        TRY(add_pledge(work.tx, account, form.pledge_version, work.application.submitted_at,
                       work.application.id.number()));
    }
    if (!form.training) return {};
    TRY(add_training(work.tx, work.office, work.by,
                     {.account = account,
                      .on = form.training->on,
                      .hours = form.training->hours,
                      .title = "申請帳號時提出之訓練證明",
                      .provider = "",
                      .evidence = form.training->evidence},
                     work.random, work.now));
    return {};
}

base::Result<AccountId> carry_open(const Carrying& work) {
    const ApplicationForm& form = work.form();
    const auto exists = TRY(rows::has_account(work.tx, form.account_name));
    if (exists) return Error{Fault::conflict, "people.account_exists"};
    TRY(check_roles(work.office, form.roles));
    TRY(check_unit(work.tx, form.unit, work.from()));
    const auto until = TRY(bounded_end(work));
    if (until && *until <= work.from()) return Error{Fault::conflict, "people.application_period_over"};
    const auto claim_hash = TRY(rows::claim_hash(work.tx, work.application.id));
    CHECK(claim_hash);
    const AccountId account = AccountId::make(work.now, work.random);
    NewAccount made;
    made.name = form.account_name;
    made.display_name = form.display_name;
    made.email = form.email;
    made.employee_number = form.employee_number;
    made.duties_text = form.duties;
    made.lasting = form.lasting;
    // It has no password until its holder sets one: the claim code begins a session that may do nothing else.
    TRY(rows::insert_account(work.tx, account, made, base::Instant{}));
    TRY(rows::insert_term(work.tx, {.account = account,
                                    .number = 1,
                                    .from = work.now,
                                    .unit = form.unit,
                                    .roles = form.roles,
                                    .state = State::open,
                                    .valid_from = work.from(),
                                    .valid_until = until,
                                    .recorded_at = work.now,
                                    .recorded_by = work.by.account(),
                                    .application = work.application.id.number()}));
    TRY(rows::update_application_account(work.tx, work.application.id, account));
    TRY(add_one_time_token(work.tx, work.office, account, TokenUse::activation, *claim_hash,
                           after(work.from(), work.office.numbers().claim_code_validity.value), work.now));
    TRY(record(work.tx, work.office, work.by, "people.account_created",
               {{"about_account", account.text()},
                {"about_unit", form.unit.text()},
                {"roles", form.roles.text()},
                {"from", base::to_rfc3339(work.from())},
                {"until", until ? base::to_rfc3339(*until) : std::string{"open"}},
                {"first_password", "claim_code"},
                {"application", work.application.id.text()}},
               {{"name", form.account_name}, {"display_name", form.display_name}}, work.now));
    TRY(add_claims(work, account));
    return account;
}

base::Result<void> carry_change(const Carrying& work, AccountTerm term) {
    const ApplicationForm& form = work.form();
    const AccountId account = term.account;
    TRY(check_roles(work.office, form.roles));
    TRY(check_unit(work.tx, form.unit, work.from()));
    TRY(require_administrator_of(work.tx, work.by, form.unit, work.now));
    const auto until = TRY(bounded_end(work));
    if (until && *until <= work.from()) return Error{Fault::conflict, "people.application_period_over"};
    const UnitId before = term.unit;
    Facts facts{{"about_account", account.text()},
                {"application", work.application.id.text()},
                {"from", base::to_rfc3339(work.from())},
                {"unit_before", before.text()},
                {"about_unit", form.unit.text()},
                {"before", term.roles.text()},
                {"roles", form.roles.text()},
                {"until", until ? base::to_rfc3339(*until) : std::string{"open"}}};
    term.from = work.from();
    term.unit = form.unit;
    term.roles = form.roles;
    term.valid_until = until;
    term.application = work.application.id.number();
    TRY(add_term(work.tx, work.by, term, Planned::keep, facts, work.now));
    TRY(rows::update_details(work.tx, account, form.display_name, details_of(form)));
    if (before != form.unit) TRY(end_duties_of(work.tx, work.office, work.by, account, before, work.from(), work.now));
    TRY(record(work.tx, work.office, work.by, before != form.unit ? "people.account_transferred" : "people.roles_set",
               std::move(facts), {}, work.now));
    return add_claims(work, account);
}

// Suspended, restored or closed.
base::Result<void> carry_state(const Carrying& work, AccountTerm term, State state, std::string_view kind) {
    const AccountId account = term.account;
    Facts facts{{"about_account", account.text()},
                {"application", work.application.id.text()},
                {"from", base::to_rfc3339(work.from())}};
    const auto planned = TRY(planned_terms(work.tx, account, work.now));
    term.from = work.from();
    term.state = state;
    term.application = work.application.id.number();
    if (state == State::open) {
        TRY(check_roles(work.office, term.roles));
        TRY(check_unit(work.tx, term.unit, work.from()));
        const auto until = TRY(bounded_end(work));
        if (until && *until <= work.from()) return Error{Fault::conflict, "people.application_period_over"};
        term.valid_until = until;
        facts.emplace_back("until", until ? base::to_rfc3339(*until) : std::string{"open"});
    }
    const bool is_now = work.from() <= work.now;
    TRY(add_term(work.tx, work.by, term, is_now || state == State::closed ? Planned::supersede : Planned::keep, facts,
                 work.now));
    // A day on which the account was to end anyway still ends it.
    if (is_now && state != State::closed) TRY(plan_again(work.tx, term, planned, work.now));
    if (state != State::open && is_now) {
        const auto ended = TRY(rows::end_sessions(work.tx, account, state_code(state)));
        facts.emplace_back("sessions_ended", std::to_string(ended));
    }
    if (state == State::closed) {
        TRY(end_duties_of(work.tx, work.office, work.by, account, std::nullopt, work.from(), work.now));
    }
    return record(work.tx, work.office, work.by, kind, std::move(facts), {{"reason", work.form().reason}}, work.now);
}

base::Result<AccountId> carry(const Carrying& work) {
    if (work.application.kind == ApplicationKind::open) return carry_open(work);
    CHECK(work.application.account);
    auto term = TRY(term_to_change(work.tx, work.by, *work.application.account, work.now));
    switch (work.application.kind) {
        case ApplicationKind::change:
            TRY(carry_change(work, std::move(term)));
            break;
        case ApplicationKind::suspend:
            TRY(carry_state(work, std::move(term), State::suspended, "people.account_suspended"));
            break;
        case ApplicationKind::restore:
            TRY(carry_state(work, std::move(term), State::open, "people.account_restored"));
            break;
        case ApplicationKind::close:
            TRY(carry_state(work, std::move(term), State::closed, "people.account_closed"));
            break;
        case ApplicationKind::open:
            base::throw_bug("carry: an account that is to be opened has no term");
    }
    return *work.application.account;
}

}  // namespace

base::Result<void> carry_out(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                             std::string_view note, base::Random& random, base::Instant now) {
    constexpr std::size_t longest_note = 500;
    auto application = TRY(application_at(tx, id, now));
    if (application.state == ApplicationState::submitted) {
        return Error{Fault::conflict, "people.application_moved"};
    }
    const auto as = TRY(require_turn(tx, by, application, now));
    if (!format::is_utf8(note) || format::count_code_points(note) > longest_note) {
        return Error{Fault::bad_input, "people.application_ill_formed", "note"};
    }
    const auto account = TRY(carry({tx, office, by, application, random, now}));
    application.account = account;
    return take_step(
        tx, office, {.account = by.account(), .unit = by.unit(), .as = as}, application, ApplicationAct::carry_out,
        ApplicationState::carried_out, note,
        {{"from", base::to_rfc3339(std::max(now, application.form.from))}, {"roles", application.form.roles.text()}},
        now);
}

}  // namespace menhu::people
