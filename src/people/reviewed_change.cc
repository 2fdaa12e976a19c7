#include "people/reviewed_change.h"

#include "people/account_change.h"
#include "people/planned_terms.h"
#include "people/record.h"
#include "people/session_rows.h"
#include "people/term_rows.h"

namespace menhu::people {

base::Result<Carried> carry_out_reviewed(store::WriteTx& tx, const Office& office, const Actor& by,
                                         const ReviewedChange& change, base::Instant now) {
    CHECK(change.decided_by != change.account);
    auto term = TRY(rows::term_at(tx, change.account, now));
    if (!term) return base::Error{base::Fault::not_found, "people.not_found", "account"};
    const bool roles_change = change.state == State::open;
    if (roles_change) TRY(check_roles(office, change.roles));
    if (term->state == State::closed) return Carried::already;
    if (roles_change ? term->roles == change.roles : term->state == change.state) return Carried::already;
    Facts facts{
        {"about_account", change.account.text()}, {"review", change.review}, {"decided_by", change.decided_by.text()}};
    if (roles_change) {
        facts.emplace_back("before", term->roles.text());
        facts.emplace_back("roles", change.roles.text());
        term->roles = change.roles;
    } else {
        facts.emplace_back("state", std::string{state_code(change.state)});
        term->state = change.state;
    }
    const auto planned = TRY(planned_terms(tx, change.account, now));
    term->from = now;
    term->recorded_at = now;
    term->recorded_by = change.decided_by;
    term->application.reset();
    TRY(rows::insert_term(tx, *term));
    if (term->state != State::closed) TRY(plan_again(tx, *term, planned, now));
    if (!roles_change) {
        const auto ended = TRY(rows::end_sessions(tx, change.account, state_code(change.state)));
        facts.emplace_back("sessions_ended", std::to_string(ended));
    }
    TRY(record(tx, office, by, "people.account_reviewed", std::move(facts), {}, now));
    return Carried::done;
}

}  // namespace menhu::people
