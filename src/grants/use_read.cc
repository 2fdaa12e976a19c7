// Reading applications to use data: who may see them, what one may do with them, whose turn it is.
#include <algorithm>

#include "grants/link.h"
#include "grants/use_rows.h"
#include "grants/use_stage.h"
#include "people/duty.h"
#include "people/newest_first.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using people::Role;

constexpr people::Roles overseers{Role::designated_person, Role::checker, Role::auditor, Role::ethics_officer};
constexpr std::int64_t most_in_memory = 10'000;
constexpr std::size_t most_named = 10;

bool is_among(people::AccountId account, const std::vector<people::AccountId>& accounts) {
    return std::ranges::find(accounts, account) != accounts.end();
}

// That it is not the actor's turn is no error here.
base::Result<bool> is_turn_of(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                              const UseApplication& application, base::Instant now) {
    if (!application.next_stage()) return false;
    const auto steps = TRY(rows::use_steps(tx, application.id));
    const auto turn = require_stage(tx, desk, by, application, steps, now);
    if (turn) return true;
    if (turn.error().fault() == Fault::refused || turn.error().fault() == Fault::conflict) return false;
    return turn.error();
}

// Whoever has not the role for a stage need not be asked about further: heads and deputies have theirs by their duty.
bool has_role_for_next(const Desk& desk, const people::Actor& by, const UseApplication& application) {
    const auto name = application.next_stage();
    const auto* stage = name ? find_stage(desk.profile, *name) : nullptr;
    if (stage == nullptr) return false;
    switch (stage->by) {
        case law::Approver::designated_person:
            return by.has(Role::designated_person);
        case law::Approver::controller:
            return by.has(Role::controller);
        case law::Approver::unit_head:
        case law::Approver::data_owner:
        case law::Approver::agency_head:
            return by.has(Role::unit_head);
    }
    base::throw_bug("has_role_for_next: no such approver");
}

void see_lapse(UseApplication& application, base::Instant now) {
    if (application.is_open() && now >= application.lapses_at) application.state = UseState::lapsed;
}

base::Result<std::vector<UseApplication>> of_units(store::ReadTx& tx, const people::Actor& by, base::Instant now) {
    const auto reach = TRY(people::reach_of(tx, by, now));
    if (reach.agency == people::Reach::Agency::yes) return rows::all_use_applications(tx, most_in_memory);
    std::vector<UseApplication> all;
    for (const people::UnitId unit : reach.units) {
        auto some = TRY(rows::use_applications_of_unit(tx, unit));
        std::ranges::move(some, std::back_inserter(all));
    }
    std::ranges::sort(all, std::ranges::greater{}, &UseApplication::id);
    return all;
}

base::Result<std::vector<UseApplication>> in_box(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                                 UseBox box, base::Instant now) {
    switch (box) {
        case UseBox::mine:
            return rows::use_applications_of(tx, by.account());
        case UseBox::inbox: {
            std::vector<UseApplication> mine;
            if (!by.roles().has_any({Role::unit_head, Role::designated_person, Role::controller})) return mine;
            auto waiting = TRY(rows::waiting_use_applications(tx, now));
            for (UseApplication& application : waiting) {
                if (!has_role_for_next(desk, by, application)) continue;
                const auto is_mine = TRY(is_turn_of(tx, desk, by, application, now));
                if (is_mine) mine.push_back(std::move(application));
            }
            return mine;
        }
        case UseBox::unit:
            return of_units(tx, by, now);
        case UseBox::all:
            if (!by.roles().has_any(overseers)) TRY(people::require_agency_administrator(tx, by, now));
            return rows::all_use_applications(tx, most_in_memory);
    }
    base::throw_bug("in_box: no such box");
}

}  // namespace

std::optional<std::string_view> UseApplication::next_stage() const {
    if (state != UseState::submitted || approved_stages >= static_cast<std::int64_t>(stages.size())) return {};
    return stages[static_cast<std::size_t>(approved_stages)];
}

base::Result<std::optional<UseApplication>> find_use_application(store::ReadTx& tx, UseApplicationId id,
                                                                 base::Instant now) {
    auto found = TRY(rows::use_application(tx, id));
    if (found) see_lapse(*found, now);
    return found;
}

base::Result<std::optional<UseApplication>> find_use_application(store::ReadTx& tx, std::string_view number,
                                                                 base::Instant now) {
    auto found = TRY(rows::use_application(tx, number));
    if (found) see_lapse(*found, now);
    return found;
}

base::Result<std::vector<UseStep>> use_steps(store::ReadTx& tx, UseApplicationId id) { return rows::use_steps(tx, id); }

UseTerms terms_left(const UseApplication& application, const std::vector<UseStep>& steps, const law::Numbers& numbers) {
    UseTerms terms = terms_of(application.form, numbers);
    for (const UseStep& step : steps) {
        if (step.form != application.form_number || !step.narrowed) continue;
        auto left = narrowed(terms, *step.narrowed);
        CHECK(left);  // approve_use took it because it narrows
        terms = *std::move(left);
    }
    return terms;
}

base::Result<void> require_use_reader(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                      const UseApplication& application, base::Instant now) {
    TRY(people::require_able(by));
    if (application.applicant == by.account() || is_among(by.account(), application.form.holders) ||
        by.roles().has_any(overseers)) {
        return {};
    }
    const auto reach = TRY(people::reach_of(tx, by, now));
    if (reach.covers(application.unit)) return {};
    // The data owner, and who answers for the managing unit.
    const auto link = TRY(find_link(tx, application.form.holding));
    if (link && reach.covers(link->terms.unit)) return {};
    const auto steps = TRY(rows::use_steps(tx, application.id));
    if (std::ranges::any_of(steps, [&](const UseStep& step) { return step.by == by.account(); })) return {};
    const auto is_mine = TRY(is_turn_of(tx, desk, by, application, now));
    if (is_mine) return {};
    return Error{Fault::refused, "grants.application_not_yours"};
}

base::Result<std::vector<UseAct>> use_acts_open_to(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                                   const UseApplication& application, base::Instant now) {
    std::vector<UseAct> acts;
    if (!application.is_open() || !by.may_act()) return acts;
    if (application.applicant == by.account()) {
        const bool is_untouched = application.state == UseState::sent_back || application.approved_stages == 0;
        if (is_untouched && application.unit == by.unit()) acts.push_back(UseAct::resubmit);
        acts.push_back(UseAct::withdraw);
        return acts;  // nobody decides on their own
    }
    const auto is_mine = TRY(is_turn_of(tx, desk, by, application, now));
    if (is_mine) acts = {UseAct::approve, UseAct::send_back, UseAct::refuse};
    return acts;
}

base::Result<std::vector<people::AccountId>> use_waits_for(store::ReadTx& tx, const Desk& desk,
                                                           const UseApplication& application, base::Instant now) {
    if (application.state == UseState::sent_back) return std::vector{application.applicant};
    const auto steps = TRY(rows::use_steps(tx, application.id));
    return who_may_take(tx, desk, application, steps, most_named, now);
}

base::Result<UsePage> use_applications(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                       const UseQuestion& question, base::Instant now) {
    TRY(people::require_able(by));
    auto all = TRY(in_box(tx, desk, by, question.box, now));
    for (UseApplication& application : all) see_lapse(application, now);
    std::erase_if(all, [&](const UseApplication& application) {
        return (question.state && application.state != *question.state) ||
               (!question.purpose.empty() && application.form.purpose != question.purpose);
    });
    return people::page_of<UsePage>(std::move(all), question);
}

}  // namespace menhu::grants
