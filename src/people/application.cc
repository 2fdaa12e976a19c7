#include "people/application.h"

#include <algorithm>

#include "crypto/hash.h"
#include "format/code_points.h"
#include "people/account_rows.h"
#include "people/application_rows.h"
#include "people/application_step.h"
#include "people/duty.h"
#include "people/one_time_token.h"
#include "people/pledge.h"
#include "people/term.h"

namespace menhu::people {
namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_reason = 500;
constexpr std::size_t digits_of_number = 5;

base::Result<void> check_reason(std::string_view reason, std::size_t least) {
    if (!format::is_utf8(reason) || format::count_code_points(reason) > longest_reason ||
        format::count_code_points(reason) < least) {
        return Error{Fault::bad_input, "people.application_ill_formed", "reason"};
    }
    return {};
}

base::Result<void> require_good(store::ReadTx& tx, const Office& office, const ApplicationForm& form,
                                std::optional<AccountId> applicant, base::Instant now) {
    const auto problems = TRY(check_form(tx, office, form, applicant, now));
    if (problems.empty()) return {};
    return Error{Fault::bad_input, "people.application_ill_formed", std::string{problems.front().field}};
}

// "115-00042": the year of the Republic, and a count within it.
base::Result<std::string> next_number(store::ReadTx& tx, base::Instant now) {
    const std::string year = std::to_string(base::roc_year(base::taipei_date(now)).number) + "-";
    const std::string last = TRY(rows::last_number(tx, year, year + ":"));  // ':' follows '9'
    std::int64_t count = 1;
    if (!last.empty()) {
        count = 0;
        for (const char c : std::string_view{last}.substr(year.size())) count = count * 10 + (c - '0');
        ++count;
    }
    std::string digits = std::to_string(count);
    if (digits.size() < digits_of_number) digits.insert(0, digits_of_number - digits.size(), '0');
    return year + digits;
}

// What is not asked about a suspension, a restoration or an end is what the account is now.
base::Result<ApplicationForm> completed(store::ReadTx& tx, ApplicationForm form, base::Instant now) {
    if (form.kind == ApplicationKind::open) return form;
    const auto account = TRY(find_account(tx, *form.account, now));
    CHECK(account);
    form.account_name = account->name;
    if (form.kind == ApplicationKind::change) return form;
    form.display_name = account->display_name;
    form.email = account->email;
    form.employee_number = account->employee_number;
    form.duties = account->duties_text;
    form.unit = account->unit;
    form.roles = account->roles;
    form.lasting = account->lasting;
    form.training.reset();
    if (form.kind != ApplicationKind::restore) form.until.reset();
    return form;
}

Facts facts_of(const ApplicationForm& form) {
    return {{"roles", form.roles.text()},
            {"from", base::to_rfc3339(form.from)},
            {"until", form.until ? base::to_rfc3339(*form.until) : std::string{"open"}},
            {"pledge", form.pledge_version.empty() ? std::string{"none"} : form.pledge_version}};
}

Facts sealed_of(const ApplicationForm& form) {
    return {{"account_name", form.account_name},
            {"display_name", form.display_name},
            {"email", form.email},
            {"employee_number", form.employee_number},
            {"duties", form.duties},
            {"reason", form.reason}};
}

base::Result<void> record_form(store::WriteTx& tx, const Office& office, const Stepper& by,
                               const Application& application, std::string_view kind, base::Instant now) {
    Facts facts{{"application", application.id.text()},
                {"number", application.number},
                {"kind", std::string{application_kind_code(application.kind)}},
                {"about_unit", application.form.unit.text()},
                {"version", std::to_string(application.version)}};
    if (application.account) facts.emplace_back("about_account", application.account->text());
    for (auto& fact : facts_of(application.form)) facts.push_back(std::move(fact));
    return record(tx, office,
                  {.kind = kind,
                   .by = by.account.value_or(operator_account),
                   .unit = by.unit,
                   .facts = std::move(facts),
                   .sealed = sealed_of(application.form)},
                  now);
}

// How many others are under way for the same name or account.
base::Result<std::int64_t> pending_for(store::ReadTx& tx, const ApplicationForm& form, ApplicationId except,
                                       base::Instant now) {
    if (form.kind == ApplicationKind::open) return rows::count_open_for_name(tx, form.account_name, except, now);
    return rows::count_open_for_account(tx, *form.account, now);
}

base::Result<Submitted> submit(store::WriteTx& tx, const Office& office, const Stepper& by, ApplicationForm form,
                               base::Random& random, base::Instant now) {
    TRY(require_good(tx, office, form, by.account, now));
    auto whole = TRY(completed(tx, std::move(form), now));
    const ApplicationId id = ApplicationId::make(now, random);
    const auto pending = TRY(pending_for(tx, whole, id, now));
    if (pending > 0) return Error{Fault::conflict, "people.application_pending"};
    auto number = TRY(next_number(tx, now));
    Application application;
    application.id = id;
    application.number = std::move(number);
    application.kind = whole.kind;
    application.applicant = by.account;
    application.account = whole.account;
    application.unit = whole.unit;
    application.form = std::move(whole);
    Submitted submitted{.id = id, .number = application.number, .claim_code = {}};
    std::optional<crypto::Digest> claim_hash;
    if (application.kind == ApplicationKind::open) {
        submitted.claim_code = new_one_time_token(random);
        claim_hash = one_time_token_hash(submitted.claim_code);
    }
    if (!application.form.pledge_version.empty()) TRY(keep_pledge_text(tx, office, now));
    TRY(rows::insert_application(tx, {.id = id,
                                      .number = application.number,
                                      .kind = application.kind,
                                      .applicant = by.account,
                                      .account = application.account,
                                      .unit = application.unit,
                                      .claim_hash = claim_hash,
                                      .submitted_at = now,
                                      .lapses_at = after(now, office.numbers().application_lapse.value)}));
    TRY(rows::insert_form(tx, id, 1, application.form, now));
    ApplicationStep step;
    step.at = now;
    step.act = ApplicationAct::submit;
    step.by = by.account;
    step.reason = application.form.reason;
    TRY(rows::insert_step(tx, id, step, 1));
    TRY(record_form(tx, office, by, application, "people.application_submitted", now));
    return submitted;
}

// Oneself, somebody of one's unit as its head or deputy, or as its administrator.
base::Result<void> require_applicant_for(store::ReadTx& tx, const Actor& by, const ApplicationForm& form,
                                         base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    if (form.kind == ApplicationKind::open || !form.account || form.account == by.account()) return {};
    const auto account = TRY(find_account(tx, *form.account, now));
    if (!account) return {};  // told by check_form
    for (const DutyKind kind : {DutyKind::head, DutyKind::deputy}) {
        const auto has = TRY(has_duty(tx, by.account(), kind, account->unit, now));
        if (has) return {};
    }
    const auto administers = TRY(has_duty(tx, by.account(), DutyKind::account_administrator, account->unit, now));
    if (administers && by.has(Role::account_administrator)) return {};
    return Error{Fault::refused, "people.application_not_yours"};
}

Stepper applicant_of(const Actor& by) { return {.account = by.account(), .unit = by.unit(), .as = ActedAs::applicant}; }

base::Result<void> resubmit_as(store::WriteTx& tx, const Office& office, const Stepper& by, Application application,
                               ApplicationForm form, base::Instant now) {
    if (application.state != ApplicationState::sent_back && application.state != ApplicationState::submitted) {
        return Error{Fault::conflict, "people.application_moved"};
    }
    if (form.kind != application.kind || form.account != application.account) {
        return Error{Fault::bad_input, "people.application_ill_formed", "kind"};
    }
    TRY(require_good(tx, office, form, by.account, now));
    auto whole = TRY(completed(tx, std::move(form), now));
    if (whole.kind == ApplicationKind::open) {
        const auto pending = TRY(pending_for(tx, whole, application.id, now));
        if (pending > 0) return Error{Fault::conflict, "people.application_pending"};
    }
    if (!whole.pledge_version.empty()) TRY(keep_pledge_text(tx, office, now));
    ++application.version;
    application.unit = whole.unit;
    application.form = std::move(whole);
    TRY(rows::insert_form(tx, application.id, application.version, application.form, now));
    TRY(rows::update_application(tx, application.id, ApplicationState::submitted, application.version, application.unit,
                                 after(now, office.numbers().application_lapse.value)));
    ApplicationStep step;
    step.at = now;
    step.act = ApplicationAct::resubmit;
    step.by = by.account;
    step.reason = application.form.reason;
    TRY(rows::insert_step(tx, application.id, step, application.version));
    return record_form(tx, office, by, application, "people.application_resubmitted", now);
}

base::Result<void> withdraw_as(store::WriteTx& tx, const Office& office, const Stepper& by,
                               const Application& application, std::string_view reason, base::Instant now) {
    if (!is_open(application.state)) return Error{Fault::conflict, "people.application_moved"};
    TRY(check_reason(reason, 0));
    return take_step(tx, office, by, application, ApplicationAct::withdraw, ApplicationState::withdrawn, reason, {},
                     now);
}

base::Result<Application> application_of_applicant(store::ReadTx& tx, const Actor& by, ApplicationId id,
                                                   base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    auto application = TRY(application_at(tx, id, now));
    if (application.applicant != by.account()) return Error{Fault::refused, "people.application_not_yours"};
    return application;
}

// Sent back or refused by whoever's step is next.
base::Result<void> turn_down(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                             ApplicationAct act, ApplicationState state, std::string_view reason, base::Instant now) {
    const auto application = TRY(application_at(tx, id, now));
    const auto as = TRY(require_turn(tx, by, application, now));
    TRY(check_reason(reason, 1));
    return take_step(tx, office, {.account = by.account(), .unit = by.unit(), .as = as}, application, act, state,
                     reason, {}, now);
}

std::string_view entry_kind(ApplicationAct act) {
    switch (act) {
        case ApplicationAct::endorse:
            return "people.application_endorsed";
        case ApplicationAct::carry_out:
            return "people.application_carried_out";
        case ApplicationAct::send_back:
            return "people.application_sent_back";
        case ApplicationAct::refuse:
            return "people.application_refused";
        case ApplicationAct::withdraw:
            return "people.application_withdrawn";
        case ApplicationAct::lapse:
            return "people.application_lapsed";
        case ApplicationAct::submit:
        case ApplicationAct::resubmit:
            break;  // they carry the form and have their own
    }
    base::throw_bug("entry_kind: a step with a form");
}

}  // namespace

bool is_open(ApplicationState state) {
    return state == ApplicationState::submitted || state == ApplicationState::endorsed ||
           state == ApplicationState::sent_back;
}

base::Result<Application> application_at(store::ReadTx& tx, ApplicationId id, base::Instant now) {
    auto found = TRY(find_application(tx, id, now));
    if (!found) return Error{Fault::not_found, "people.not_found", "application"};
    return *std::move(found);
}

base::Result<std::vector<AccountId>> concerned_in(store::ReadTx& tx, const Application& application) {
    std::vector<AccountId> concerned;
    if (application.applicant) concerned.push_back(*application.applicant);
    if (application.account) concerned.push_back(*application.account);
    if (!application.form.employee_number.empty()) {
        const auto others = TRY(rows::accounts_of_employee(tx, application.form.employee_number));
        concerned.insert(concerned.end(), others.begin(), others.end());
    }
    return concerned;
}

std::vector<AccountId> endorsers_of(const std::vector<ApplicationStep>& steps) {
    std::vector<AccountId> endorsers;
    for (const ApplicationStep& step : steps) {
        if (step.act == ApplicationAct::endorse && step.by) endorsers.push_back(*step.by);
    }
    return endorsers;
}

base::Result<ActedAs> require_turn(store::ReadTx& tx, const Actor& by, const Application& application,
                                   base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    const auto concerned = TRY(concerned_in(tx, application));
    if (std::ranges::find(concerned, by.account()) != concerned.end()) {
        return Error{Fault::refused, "people.own_application"};
    }
    if (application.state == ApplicationState::submitted) {
        const auto acting = TRY(acting_head(tx, application.unit, concerned, now));
        if (!acting || acting->account != by.account()) return Error{Fault::refused, "people.application_not_yours"};
        return acting->kind == DutyKind::head ? ActedAs::head : ActedAs::deputy;
    }
    if (application.state == ApplicationState::endorsed) {
        TRY(require_administrator_of(tx, by, application.unit, now));
        const auto steps = TRY(rows::steps(tx, application.id));
        const auto endorsers = endorsers_of(steps);
        if (std::ranges::find(endorsers, by.account()) != endorsers.end()) {
            return Error{Fault::refused, "people.same_person"};
        }
        return ActedAs::administrator;
    }
    return Error{Fault::conflict, "people.application_moved"};
}

base::Result<void> take_step(store::WriteTx& tx, const Office& office, const Stepper& by,
                             const Application& application, ApplicationAct act, ApplicationState state,
                             std::string_view reason, Facts more, base::Instant now) {
    TRY(rows::update_application(tx, application.id, state, application.version, application.unit,
                                 after(now, office.numbers().application_lapse.value)));
    ApplicationStep step;
    step.at = now;
    step.act = act;
    step.by = by.account;
    step.as = by.as;
    step.reason = reason;
    TRY(rows::insert_step(tx, application.id, step, application.version));
    Facts facts{{"application", application.id.text()},
                {"number", application.number},
                {"kind", std::string{application_kind_code(application.kind)}},
                {"about_unit", application.unit.text()},
                {"as", std::string{acted_as_code(by.as)}},
                {"version", std::to_string(application.version)}};
    if (application.account) facts.emplace_back("about_account", application.account->text());
    for (auto& fact : more) facts.push_back(std::move(fact));
    Facts sealed;
    if (!reason.empty()) sealed.emplace_back("reason", std::string{reason});
    return record(tx, office,
                  {.kind = entry_kind(act),
                   .by = by.account.value_or(operator_account),
                   .unit = by.unit,
                   .facts = std::move(facts),
                   .sealed = std::move(sealed)},
                  now);
}

base::Result<Claim> open_claim(store::ReadTx& tx, std::string_view number, std::string_view code, base::Instant now) {
    (void)now;
    const auto row = TRY(rows::claim(tx, number));
    const crypto::Digest hash = one_time_token_hash(code);
    // The same comparison for a number that is none.
    if (!crypto::constant_time_equal(row ? row->hash : crypto::Digest{}, hash) || !row) {
        return Error{Fault::not_found, "people.claim_unknown"};
    }
    return Claim{row->id};
}

base::Result<Submitted> apply_unsigned(store::WriteTx& tx, const Office& office, const ApplicationForm& form,
                                       base::Random& random, base::Instant now) {
    if (form.kind != ApplicationKind::open) return Error{Fault::unauthorized, "people.no_session"};
    const auto open = TRY(rows::count_unsigned(tx, now));
    if (open >= office.numbers().applications_open_max.value) {
        return Error{Fault::exhausted, "people.applications_too_many"};
    }
    return submit(tx, office, {}, form, random, now);
}

base::Result<Submitted> apply(store::WriteTx& tx, const Office& office, const Actor& by, const ApplicationForm& form,
                              base::Random& random, base::Instant now) {
    TRY(require_applicant_for(tx, by, form, now));
    return submit(tx, office, applicant_of(by), form, random, now);
}

base::Result<void> resubmit(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                            const ApplicationForm& form, base::Instant now) {
    auto application = TRY(application_of_applicant(tx, by, id, now));
    return resubmit_as(tx, office, applicant_of(by), std::move(application), form, now);
}

base::Result<void> resubmit(store::WriteTx& tx, const Office& office, const Claim& by, const ApplicationForm& form,
                            base::Instant now) {
    auto application = TRY(application_at(tx, by.application(), now));
    const Stepper applicant{.account = application.applicant};
    return resubmit_as(tx, office, applicant, std::move(application), form, now);
}

base::Result<void> withdraw(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                            std::string_view reason, base::Instant now) {
    const auto application = TRY(application_of_applicant(tx, by, id, now));
    return withdraw_as(tx, office, applicant_of(by), application, reason, now);
}

base::Result<void> withdraw(store::WriteTx& tx, const Office& office, const Claim& by, std::string_view reason,
                            base::Instant now) {
    const auto application = TRY(application_at(tx, by.application(), now));
    return withdraw_as(tx, office, {.account = application.applicant}, application, reason, now);
}

base::Result<void> endorse(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                           std::string_view note, base::Instant now) {
    const auto application = TRY(application_at(tx, id, now));
    if (is_open(application.state) && application.state != ApplicationState::submitted) {
        return Error{Fault::conflict, "people.application_moved"};
    }
    const auto as = TRY(require_turn(tx, by, application, now));
    TRY(check_reason(note, 0));
    return take_step(tx, office, {.account = by.account(), .unit = by.unit(), .as = as}, application,
                     ApplicationAct::endorse, ApplicationState::endorsed, note, {}, now);
}

base::Result<void> send_back(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                             std::string_view reason, base::Instant now) {
    return turn_down(tx, office, by, id, ApplicationAct::send_back, ApplicationState::sent_back, reason, now);
}

base::Result<void> refuse(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                          std::string_view reason, base::Instant now) {
    return turn_down(tx, office, by, id, ApplicationAct::refuse, ApplicationState::refused, reason, now);
}

base::Result<std::int64_t> lapse_applications(store::WriteTx& tx, const Office& office, std::int64_t limit,
                                              base::Instant now) {
    const auto lapsed = TRY(rows::lapsed(tx, now, limit));
    for (const Application& application : lapsed) {
        TRY(take_step(tx, office, {.account = std::nullopt, .as = ActedAs::system}, application, ApplicationAct::lapse,
                      ApplicationState::lapsed, "", {}, now));
    }
    return static_cast<std::int64_t>(lapsed.size());
}

base::Result<std::optional<Application>> find_application(store::ReadTx& tx, ApplicationId id, base::Instant now) {
    auto found = TRY(rows::application(tx, id));
    if (found && is_open(found->state) && now >= found->lapses_at) found->state = ApplicationState::lapsed;
    return found;
}

base::Result<std::vector<ApplicationStep>> application_steps(store::ReadTx& tx, ApplicationId id) {
    return rows::steps(tx, id);
}

}  // namespace menhu::people
