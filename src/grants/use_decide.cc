// The stages' steps: approving, in whole or in part, sending back, refusing (S2.2, F2.3).
#include "grants/issue.h"
#include "grants/use_rows.h"
#include "grants/use_stage.h"
#include "grants/use_steps.h"
#include "grants/words.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;

struct Turn {
    UseApplication application;
    std::vector<UseStep> steps;
    std::string stage;
};

// The application at the stage that is the actor's.
base::Result<Turn> turn_of(store::ReadTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                           std::int64_t expects, base::Instant now) {
    auto application = TRY(application_to_move(tx, desk, by, id, expects, now));
    auto steps = TRY(rows::use_steps(tx, id));
    TRY(require_stage(tx, desk, by, application, steps, now));
    std::string stage{*application.next_stage()};
    return Turn{.application = std::move(application), .steps = std::move(steps), .stage = std::move(stage)};
}

Facts facts_of(const Narrowing& narrowing) {
    Facts facts;
    if (narrowing.holders) {
        std::vector<std::string> words;
        for (const people::AccountId holder : *narrowing.holders) words.push_back(holder.text());
        facts.emplace_back("only_holders", joined(words));
    }
    if (narrowing.fields) facts.emplace_back("only_fields", joined(*narrowing.fields));
    if (narrowing.operations) facts.emplace_back("only_operations", narrowing.operations->text());
    if (narrowing.districts) facts.emplace_back("only_districts", joined(*narrowing.districts));
    if (narrowing.until) facts.emplace_back("only_until", base::to_rfc3339(*narrowing.until));
    if (narrowing.quota_day) facts.emplace_back("only_quota_day", std::to_string(*narrowing.quota_day));
    if (narrowing.quota_month) facts.emplace_back("only_quota_month", std::to_string(*narrowing.quota_month));
    if (narrowing.quota_total) facts.emplace_back("only_quota_total", std::to_string(*narrowing.quota_total));
    return facts;
}

base::Result<void> turn_down(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                             std::int64_t expects, std::string_view reason, UseAct act, UseState state,
                             std::string_view entry, base::Instant now) {
    auto turn = TRY(turn_of(tx, desk, by, id, expects, now));
    TRY(check_step_reason(reason, 1));
    turn.application.state = state;
    UseStep step;
    step.act = act;
    step.stage = turn.stage;
    step.reason = reason;
    return take_step(tx, desk, {.account = by.account(), .unit = by.unit()}, std::move(turn.application), step, entry,
                     {}, {}, now);
}

}  // namespace

base::Result<std::optional<GrantId>> approve_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                                 UseApplicationId id, std::int64_t expects, std::string_view note,
                                                 const Narrowing& narrowing, base::Random& random, base::Instant now) {
    auto [application, steps, stage] = TRY(turn_of(tx, desk, by, id, expects, now));
    if (!narrowing.empty() && note.empty()) return Error{Fault::bad_input, "grants.narrowing_needs_reason"};
    TRY(check_step_reason(note, 0));
    const auto terms = TRY(narrowed(terms_left(application, steps, desk.profile.numbers()), narrowing));
    ++application.approved_stages;
    std::optional<GrantId> issued;
    if (application.approved_stages == static_cast<std::int64_t>(application.stages.size())) {
        const auto grant = TRY(issue_grant(tx, desk, by, application, terms, random, now));
        issued = grant;
        application.grant = grant;
        application.state = UseState::approved;
    }
    UseStep step;
    step.act = UseAct::approve;
    step.stage = stage;
    step.reason = note;
    if (!narrowing.empty()) step.narrowed = narrowing;
    TRY(take_step(tx, desk, {.account = by.account(), .unit = by.unit()}, std::move(application), std::move(step),
                  "grants.use_approved", facts_of(narrowing), {}, now));
    return issued;
}

base::Result<void> send_back_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                                 std::int64_t expects, std::string_view reason, base::Instant now) {
    return turn_down(tx, desk, by, id, expects, reason, UseAct::send_back, UseState::sent_back, "grants.use_sent_back",
                     now);
}

base::Result<void> refuse_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                              std::int64_t expects, std::string_view reason, base::Instant now) {
    return turn_down(tx, desk, by, id, expects, reason, UseAct::refuse, UseState::refused, "grants.use_refused", now);
}

}  // namespace menhu::grants
