#pragma once
// Applications to use data: who asks for which fields of whom, for what, until when, how often, and what becomes of the
// data afterwards; and the way to a grant, stage after stage as the profile has it (S2.2, F2.3).
//
// Promises: a grant is made in one way only: by the last stage of an application, in the same transaction. The stages
// of a form are fixed when it is submitted. Nobody takes a stage of an application in which they are applicant or
// holder, under whatever account, and nobody takes two. A stage may narrow what is asked and never widen it. A step
// names the version that its maker has read; if somebody else has moved the application it changes nothing. That an
// application has lapsed is computed when asked, to the millisecond. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "format/network.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "grants/use_terms.h"
#include "law/approval.h"
#include "law/sign_in_rules.h"
#include "people/actor.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants {

enum class UseKind : std::uint8_t { fresh, renewal };  // "new", "renewal"
enum class UseState : std::uint8_t { submitted, sent_back, withdrawn, refused, approved, lapsed };
enum class UseAct : std::uint8_t { submit, approve, send_back, resubmit, refuse, withdraw, lapse };
std::string_view use_kind_code(UseKind kind);
std::optional<UseKind> use_kind_from_code(std::string_view code);
std::string_view use_state_code(UseState state);  // "submitted", …
std::optional<UseState> use_state_from_code(std::string_view code);
std::string_view use_act_code(UseAct act);
std::optional<UseAct> use_act_from_code(std::string_view code);

// How often the applicant expects to ask; it becomes the quotas. What is absent gets the profile's number.
struct ExpectedUse {
    std::optional<std::int64_t> day;
    std::optional<std::int64_t> month;
    std::optional<std::int64_t> total;
};

struct UseForm {
    UseKind kind = UseKind::fresh;
    std::optional<GrantId> renews;           // the grant that a renewal continues
    std::string purpose;                     // code
    std::string holding;                     // code of the link
    std::vector<people::AccountId> holders;  // of the applicant's unit
    std::vector<std::string> fields;         // that the profile knows; what purpose or link lack is not granted
    Operations operations;                   // of the purpose's
    Population population;
    base::Instant from{};   // of a renewal: when the grant before it ends, if that is later
    base::Instant until{};  // not included; at most the profile's grant_period_max after `from`
    ExpectedUse expected;
    std::optional<law::Hours> hours;        // none: at any time
    std::uint8_t weekdays = 0;              // a bit for each, Monday the lowest; 0: every day
    std::vector<format::Network> networks;  // empty: from anywhere
    std::string afterwards;                 // what becomes of the data when they have been used (U1.3, S2.3)
    std::string reason;
};

// What is wrong with a form, in words for its sender; `field` as in UseForm ("population.districts", "expected.day").
struct UseProblem {
    std::string field;
    std::string zh;
    std::string en;
};
// Everything that is wrong, for an applicant of this unit.
base::Result<std::vector<UseProblem>> check_use_form(store::ReadTx& tx, const Desk& desk, const UseForm& form,
                                                     const people::Actor& applicant, base::Instant now);
// What it asks for, with the profile's numbers where it gives none.
UseTerms terms_of(const UseForm& form, const law::Numbers& numbers);

struct UseApplication {
    UseApplicationId id{0};
    std::string number;  // "115-D0001"
    UseKind kind = UseKind::fresh;
    UseState state = UseState::submitted;  // at the instant asked about
    std::int64_t version = 1;
    std::int64_t form_number = 1;
    std::vector<std::string> stages;  // names of those of its form, in order
    std::int64_t approved_stages = 0;
    people::AccountId applicant{0};
    people::UnitId unit{0};
    PurposeId purpose{0};
    std::optional<GrantId> grant;  // issued on it
    base::Instant submitted_at{};  // first
    base::Instant lapses_at{};     // unless somebody acts before
    UseForm form;

    bool is_open() const { return state == UseState::submitted || state == UseState::sent_back; }
    // Whose turn it is; nothing unless it is submitted.
    std::optional<std::string_view> next_stage() const;
};

struct UseStep {
    std::int64_t number = 0;
    base::Instant at{};
    UseAct act = UseAct::submit;
    std::int64_t form = 1;
    std::string stage;                    // empty: the applicant's step
    std::optional<people::AccountId> by;  // nothing: the passing of time
    std::string reason;
    std::optional<Narrowing> narrowed;
};

struct UseSubmitted {
    UseApplicationId id{0};
    std::string number;
};
// By a case worker or a head, for the own unit. Errors: grants.application_ill_formed (see check_use_form),
// grants.renewal_pending (another one for that grant is under way), those of people::require_any.
base::Result<UseSubmitted> apply_for_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                         const UseForm& form, base::Random& random, base::Instant now);
// The applicant's: corrected after it was sent back, or while nobody has approved; the stages begin anew. All steps:
// grants.application_unknown, grants.application_not_yours, grants.application_moved (somebody else was faster, or it
// is over).
base::Result<void> resubmit_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                                std::int64_t expects, const UseForm& form, base::Instant now);
// The applicant's, until the end.
base::Result<void> withdraw_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                                std::int64_t expects, std::string_view reason, base::Instant now);

// By whoever's stage is next. Errors too: grants.own_application, grants.stage_taken (they took one already),
// grants.narrowing_needs_reason, those of narrowed(); of the last stage those of issuing: grants.purpose_not_usable,
// grants.unit_not_allowed, grants.link_not_in_force, grants.no_holder_left, grants.nothing_left_to_grant,
// grants.period_over. Answers the grant, if it was the last stage.
base::Result<std::optional<GrantId>> approve_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                                 UseApplicationId id, std::int64_t expects, std::string_view note,
                                                 const Narrowing& narrowing, base::Random& random, base::Instant now);
// With a reason.
base::Result<void> send_back_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                                 std::int64_t expects, std::string_view reason, base::Instant now);
base::Result<void> refuse_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId id,
                              std::int64_t expects, std::string_view reason, base::Instant now);
// Enters those whose time has passed, at most `limit`; answers how many. The nightly job calls it.
base::Result<std::int64_t> lapse_use_applications(store::WriteTx& tx, const Desk& desk, std::int64_t limit,
                                                  base::Instant now);

// ---- reading ----

base::Result<std::optional<UseApplication>> find_use_application(store::ReadTx& tx, UseApplicationId id,
                                                                 base::Instant now);
base::Result<std::optional<UseApplication>> find_use_application(store::ReadTx& tx, std::string_view number,
                                                                 base::Instant now);
base::Result<std::vector<UseStep>> use_steps(store::ReadTx& tx, UseApplicationId id);
// What the form's approvals so far leave of it.
UseTerms terms_left(const UseApplication& application, const std::vector<UseStep>& steps, const law::Numbers& numbers);
// Nothing, if the actor may read it: applicant, holders, who may or did take a step, who answers for the unit,
// designated persons, checkers, auditors and ethics officers. Error: grants.application_not_yours.
base::Result<void> require_use_reader(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                      const UseApplication& application, base::Instant now);
// What the actor may do with it now.
base::Result<std::vector<UseAct>> use_acts_open_to(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                                   const UseApplication& application, base::Instant now);
// Whose turn it is: at most ten accounts; none if nobody can act.
base::Result<std::vector<people::AccountId>> use_waits_for(store::ReadTx& tx, const Desk& desk,
                                                           const UseApplication& application, base::Instant now);

// mine: of which I am applicant or holder; inbox: whose next stage is mine; unit: of units for which I answer; all: for
// designated persons, checkers, auditors, ethics officers and administrators of the whole agency.
enum class UseBox : std::uint8_t { mine, inbox, unit, all };
struct UseQuestion {
    UseBox box = UseBox::mine;
    std::optional<UseState> state{};
    std::string purpose{};                     // code; empty: any
    std::optional<UseApplicationId> before{};  // the last one of the page before
    std::int64_t limit = 50;
};
struct UsePage {
    std::vector<UseApplication> items;  // the newest first
    std::int64_t total = 0;
    bool has_more = false;
};
base::Result<UsePage> use_applications(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                       const UseQuestion& question, base::Instant now);

}  // namespace menhu::grants
