// The applicant's steps: applying, correcting, withdrawing; and what time does.
#include <algorithm>

#include "base/calendar.h"
#include "grants/grant_rows.h"
#include "grants/purpose.h"
#include "grants/use_rows.h"
#include "grants/use_stage.h"
#include "grants/use_steps.h"
#include "grants/words.h"
#include "people/term.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using people::Role;

constexpr people::Roles applicants{Role::case_worker, Role::unit_head};
constexpr std::size_t digits_of_number = 4;

// "115-D0001": the year of the Republic, and a count within it. Nothing is ever deleted, and there is one writer.
base::Result<std::string> next_number(store::ReadTx& tx, base::Instant now) {
    const base::Date today = base::taipei_date(now);
    const int year = static_cast<int>(today.year());
    const auto first = base::make_date(year, 1, 1);
    const auto last = base::make_date(year, 12, 31);
    CHECK(first && last);
    const auto count = TRY(rows::count_submitted(tx, base::taipei_start(*first), base::taipei_end(*last)));
    std::string digits = std::to_string(count + 1);
    if (digits.size() < digits_of_number) digits.insert(0, digits_of_number - digits.size(), '0');
    return std::to_string(base::roc_year(today).number) + "-D" + digits;
}

void put_in_order(UseForm& form) {
    sort_unique(form.fields);
    sort_unique(form.population.districts);
    std::ranges::sort(form.holders);
    const auto rest = std::ranges::unique(form.holders);
    form.holders.erase(rest.begin(), rest.end());
}

// In order, whole and good. A renewal begins where the grant before it ends: the two are never in force at once.
base::Result<UseForm> good_form(store::ReadTx& tx, const Desk& desk, UseForm form, const people::Actor& by,
                                UseApplicationId id, base::Instant now) {
    put_in_order(form);
    if (form.renews) {
        const auto row = TRY(rows::grant(tx, *form.renews, now));
        if (row) form.from = std::max(form.from, row->view.until);
    }
    const auto problems = TRY(check_use_form(tx, desk, form, by, now));
    if (!problems.empty()) {
        return Error{Fault::bad_input, "grants.application_ill_formed", problems.front().field};
    }
    if (form.renews) {
        const auto others = TRY(rows::count_open_renewals(tx, *form.renews, id, now));
        if (others > 0) return Error{Fault::conflict, "grants.renewal_pending"};
    }
    return form;
}

std::string ids_text(const std::vector<people::AccountId>& ids) {
    std::vector<std::string> words;
    for (const people::AccountId id : ids) words.push_back(id.text());
    return joined(words);
}

Facts facts_of(const UseApplication& application, const law::Numbers& numbers) {
    const UseForm& form = application.form;
    const UseTerms terms = terms_of(form, numbers);
    Facts facts{{"kind", std::string{use_kind_code(application.kind)}},
                {"holding", form.holding},
                {"holders", ids_text(form.holders)},
                {"fields", joined(form.fields)},
                {"operations", form.operations.text()},
                {"population", std::string{population_kind_code(form.population.kind)}},
                {"districts", joined(form.population.districts)},
                {"from", base::to_rfc3339(form.from)},
                {"until", base::to_rfc3339(form.until)},
                {"quota_day", std::to_string(terms.quota_day)},
                {"quota_month", std::to_string(terms.quota_month)},
                {"quota_total", std::to_string(terms.quota_total)},
                {"stages", joined(application.stages)}};
    if (form.renews) facts.emplace_back("renews", form.renews->text());
    return facts;
}

Facts sealed_of(const UseForm& form) {
    return {{"reason", form.reason}, {"afterwards", form.afterwards}, {"networks", networks_text(form.networks)}};
}

base::Result<void> take_form(store::WriteTx& tx, const Desk& desk, UseApplication& application, UseForm form,
                             base::Instant now) {
    const auto purpose = TRY(find_purpose(tx, form.purpose));
    CHECK(purpose);  // check_use_form found it
    application.purpose = purpose->id;
    application.stages = stages_for(desk.profile, form.operations);
    CHECK(!application.stages.empty());  // a profile without a stage for everything is refused
    application.approved_stages = 0;
    application.form = std::move(form);
    application.lapses_at = people::after(now, desk.profile.numbers().application_lapse.value);
    return {};
}

}  // namespace

base::Result<UseSubmitted> apply_for_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                         const UseForm& form, base::Random& random, base::Instant now) {
    TRY(people::require_any(by, applicants));
    const UseApplicationId id = UseApplicationId::make(now, random);
    auto good = TRY(good_form(tx, desk, form, by, id, now));
    auto number = TRY(next_number(tx, now));
    UseApplication application;
    application.id = id;
    application.number = std::move(number);
    application.kind = form.kind;
    application.applicant = by.account();
    application.unit = by.unit();
    application.submitted_at = now;
    TRY(take_form(tx, desk, application, std::move(good), now));
    TRY(rows::insert_use_application(tx, application));
    TRY(rows::insert_use_form(tx, id, application.form_number, application.form, now));
    UseStep step;
    step.at = now;
    step.by = by.account();
    step.reason = application.form.reason;
    TRY(rows::insert_use_step(tx, id, step));
    TRY(enter_use(tx, desk, {.account = by.account(), .unit = by.unit()}, application, "grants.use_applied",
                  facts_of(application, desk.profile.numbers()), sealed_of(application.form), now));
    return UseSubmitted{.id = id, .number = application.number};
}

base::Result<void> resubmit_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                                std::int64_t expects, const UseForm& form, base::Instant now) {
    TRY(people::require_any(by, applicants));
    auto application = TRY(application_to_move(tx, desk, by, id, expects, now));
    // Somebody who went to another unit no longer applies for this one.
    if (application.applicant != by.account() || application.unit != by.unit()) {
        return Error{Fault::refused, "grants.application_not_yours"};
    }
    if (application.state == UseState::submitted && application.approved_stages > 0) {
        return Error{Fault::conflict, "grants.application_moved"};
    }
    if (form.kind != application.kind || form.renews != application.form.renews) {
        return Error{Fault::bad_input, "grants.application_ill_formed", "kind"};
    }
    auto good = TRY(good_form(tx, desk, form, by, id, now));
    TRY(take_form(tx, desk, application, std::move(good), now));
    application.state = UseState::submitted;
    ++application.form_number;
    TRY(rows::insert_use_form(tx, id, application.form_number, application.form, now));
    UseStep step;
    step.act = UseAct::resubmit;
    step.reason = application.form.reason;
    const Mover mover{.account = by.account(), .unit = by.unit()};
    return take_step(tx, desk, mover, application, step, "grants.use_resubmitted",
                     facts_of(application, desk.profile.numbers()), sealed_of(application.form), now);
}

base::Result<void> withdraw_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                                std::int64_t expects, std::string_view reason, base::Instant now) {
    auto application = TRY(application_to_move(tx, desk, by, id, expects, now));
    if (application.applicant != by.account()) return Error{Fault::refused, "grants.application_not_yours"};
    TRY(check_step_reason(reason, 0));
    application.state = UseState::withdrawn;
    UseStep step;
    step.act = UseAct::withdraw;
    step.reason = reason;
    return take_step(tx, desk, {.account = by.account(), .unit = by.unit()}, application, step, "grants.use_withdrawn",
                     {}, {}, now);
}

base::Result<std::int64_t> lapse_use_applications(store::WriteTx& tx, const Desk& desk, std::int64_t limit,
                                                  base::Instant now) {
    const auto lapsed = TRY(rows::lapsed_use_applications(tx, now, limit));
    for (UseApplication application : lapsed) {
        application.state = UseState::lapsed;
        UseStep step;
        step.act = UseAct::lapse;
        TRY(take_step(tx, desk, Mover{}, application, step, "grants.use_lapsed", {}, {}, now));
    }
    return static_cast<std::int64_t>(lapsed.size());
}

}  // namespace menhu::grants
