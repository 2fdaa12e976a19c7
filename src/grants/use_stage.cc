#include "grants/use_stage.h"

#include <algorithm>

#include "grants/link_people.h"
#include "people/account.h"
#include "people/duty.h"
#include "people/same_person.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using people::AccountId;
using people::Role;

bool is_among(AccountId account, const std::vector<AccountId>& accounts) {
    return std::ranges::find(accounts, account) != accounts.end();
}

base::Result<void> add_person(store::ReadTx& tx, AccountId account, std::vector<AccountId>& to, base::Instant now) {
    if (is_among(account, to)) return {};
    const auto all = TRY(people::accounts_of_person(tx, account, now));
    to.insert(to.end(), all.begin(), all.end());
    return {};
}

base::Result<const law::ApprovalStage*> stage_of(const Desk& desk, const UseApplication& application) {
    const auto name = application.next_stage();
    if (!name) return Error{Fault::conflict, "grants.application_moved"};
    const auto* stage = find_stage(desk.profile, *name);
    // The profile was changed under an application on its way: it has to be submitted anew.
    if (stage == nullptr) return Error{Fault::conflict, "grants.stage_gone", std::string{*name}};
    return stage;
}

// The one account that acts as head for this stage; nothing if nobody can.
base::Result<std::optional<AccountId>> head_for(store::ReadTx& tx, const law::ApprovalStage& stage,
                                                const UseApplication& application, const std::vector<AccountId>& except,
                                                base::Instant now) {
    // A unit that there is none of has no head of its own: the whole agency's acts.
    people::UnitId unit = people::operator_unit;
    if (stage.by == law::Approver::unit_head) unit = application.unit;
    if (stage.by == law::Approver::data_owner) {
        const auto link = TRY(find_link(tx, application.form.holding));
        if (link) {
            const auto head = TRY(link_head(tx, *link, now));
            if (head && !is_among(*head, except)) return std::optional{*head};
            unit = link->terms.unit;
        }
    }
    const auto acting = TRY(people::acting_head(tx, unit, except, now));
    if (!acting) return std::optional<AccountId>{};
    return std::optional{acting->account};
}

// The designated persons of the link who may act; empty where it names none, and then the role alone counts.
base::Result<std::vector<AccountId>> designated_for(store::ReadTx& tx, const UseApplication& application,
                                                    const std::vector<AccountId>& except, base::Instant now) {
    const auto link = TRY(find_link(tx, application.form.holding));
    if (!link) return std::vector<AccountId>{};
    auto designated = TRY(link_designated_persons(tx, *link, now));
    std::erase_if(designated, [&](AccountId account) { return is_among(account, except); });
    return designated;
}

base::Result<void> require_role_stage(store::ReadTx& tx, const law::ApprovalStage& stage, const people::Actor& by,
                                      const UseApplication& application, const std::vector<AccountId>& except,
                                      base::Instant now) {
    if (stage.by == law::Approver::controller) {
        if (by.has(Role::controller)) return {};
        return Error{Fault::refused, "grants.application_not_yours"};
    }
    const auto designated = TRY(designated_for(tx, application, except, now));
    if (designated.empty() ? by.has(Role::designated_person) : is_among(by.account(), designated)) return {};
    return Error{Fault::refused, "grants.application_not_yours"};
}

bool is_by_role(law::Approver approver) {
    return approver == law::Approver::designated_person || approver == law::Approver::controller;
}

}  // namespace

std::vector<std::string> stages_for(const law::Profile& profile, Operations operations) {
    std::vector<std::string> names;
    for (const law::ApprovalStage& stage : profile.approval_stages()) {
        const bool counts = stage.only_for.empty() || std::ranges::any_of(stage.only_for, [&](const std::string& code) {
                                const auto operation = operation_from_code(code);
                                return operation && operations.has(*operation);
                            });
        if (counts) names.push_back(stage.name);
    }
    return names;
}

const law::ApprovalStage* find_stage(const law::Profile& profile, std::string_view name) {
    const auto stages = profile.approval_stages();
    const auto found = std::ranges::find(stages, name, &law::ApprovalStage::name);
    return found == stages.end() ? nullptr : &*found;
}

base::Result<std::vector<AccountId>> concerned_in(store::ReadTx& tx, const UseApplication& application,
                                                  base::Instant now) {
    std::vector<AccountId> concerned;
    TRY(add_person(tx, application.applicant, concerned, now));
    for (const AccountId holder : application.form.holders) TRY(add_person(tx, holder, concerned, now));
    return concerned;
}

base::Result<std::vector<AccountId>> stages_taken_by(store::ReadTx& tx, const UseApplication& application,
                                                     const std::vector<UseStep>& steps, base::Instant now) {
    std::vector<AccountId> taken;
    for (const UseStep& step : steps) {
        if (step.act != UseAct::approve || step.form != application.form_number || !step.by) continue;
        TRY(add_person(tx, *step.by, taken, now));
    }
    return taken;
}

base::Result<void> require_stage(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                 const UseApplication& application, const std::vector<UseStep>& steps,
                                 base::Instant now) {
    TRY(people::require_able(by));
    const auto concerned = TRY(concerned_in(tx, application, now));
    if (is_among(by.account(), concerned)) return Error{Fault::refused, "grants.own_application"};
    const auto* stage = TRY(stage_of(desk, application));
    const auto taken = TRY(stages_taken_by(tx, application, steps, now));
    if (is_among(by.account(), taken)) return Error{Fault::refused, "grants.stage_taken"};
    auto except = concerned;
    except.insert(except.end(), taken.begin(), taken.end());
    if (is_by_role(stage->by)) return require_role_stage(tx, *stage, by, application, except, now);
    const auto head = TRY(head_for(tx, *stage, application, except, now));
    if (head != by.account()) return Error{Fault::refused, "grants.application_not_yours"};
    return {};
}

base::Result<std::vector<AccountId>> who_may_take(store::ReadTx& tx, const Desk& desk,
                                                  const UseApplication& application, const std::vector<UseStep>& steps,
                                                  std::size_t most, base::Instant now) {
    std::vector<AccountId> found;
    if (!application.next_stage()) return found;
    const auto* stage = TRY(stage_of(desk, application));
    auto except = TRY(concerned_in(tx, application, now));
    const auto taken = TRY(stages_taken_by(tx, application, steps, now));
    except.insert(except.end(), taken.begin(), taken.end());
    if (!is_by_role(stage->by)) {
        const auto head = TRY(head_for(tx, *stage, application, except, now));
        if (head) found.push_back(*head);
        return found;
    }
    std::vector<AccountId> candidates;
    if (stage->by == law::Approver::designated_person) {
        auto designated = TRY(designated_for(tx, application, except, now));
        candidates = std::move(designated);
    }
    if (candidates.empty()) {
        const Role role = stage->by == law::Approver::controller ? Role::controller : Role::designated_person;
        const auto accounts = TRY(people::accounts(tx, now));
        for (const people::Account& account : accounts) {
            if (account.standing == people::Standing::active && account.roles.has(role))
                candidates.push_back(account.id);
        }
    }
    for (const AccountId candidate : candidates) {
        if (found.size() == most) break;
        if (!is_among(candidate, except)) found.push_back(candidate);
    }
    return found;
}

}  // namespace menhu::grants
