#pragma once
// Applications for accounts: to open one, change, suspend, restore or close it (U1.1, F2.1, F2.2). The applicant
// applies, the head of the unit endorses, the account administrator carries it out; every step is an entry.
//
// Promises: nobody takes a step in their own application, as applicant or as the person concerned, and nobody both
// endorses and carries out. Carrying out makes the account, or changes it, in the same transaction. That an application
// has lapsed is computed when asked. An applicant without an account holds a claim code, which is stored only as its
// hash, sees the application with it and begins with it: nobody else ever knows how to sign in to the account.
// Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/office.h"
#include "people/role.h"
#include "store/database.h"

namespace menhu::people {

struct ApplicationTag;
using ApplicationId = base::Id<ApplicationTag>;

enum class ApplicationKind : std::uint8_t { open, change, suspend, restore, close };
enum class ApplicationState : std::uint8_t { submitted, endorsed, carried_out, sent_back, withdrawn, refused, lapsed };
enum class ApplicationAct : std::uint8_t {
    submit,
    endorse,
    carry_out,
    send_back,
    resubmit,
    refuse,
    withdraw,
    lapse,
};
// system: time passed.
enum class ActedAs : std::uint8_t { applicant, head, deputy, administrator, system };
std::string_view application_kind_code(ApplicationKind kind);  // "open", …
std::optional<ApplicationKind> application_kind_from_code(std::string_view code);
std::string_view application_state_code(ApplicationState state);
std::optional<ApplicationState> application_state_from_code(std::string_view code);
std::string_view application_act_code(ApplicationAct act);
std::optional<ApplicationAct> application_act_from_code(std::string_view code);
std::string_view acted_as_code(ActedAs as);
std::optional<ActedAs> acted_as_from_code(std::string_view code);

// The training that an applicant claims; it is entered in the register by who carries the application out (F2.7).
struct ClaimedTraining {
    std::int64_t hours = 0;
    base::Date on{};
    std::string evidence;
};

struct ApplicationForm {
    ApplicationKind kind = ApplicationKind::open;
    std::optional<AccountId> account;  // which one, unless it is to be opened
    std::string account_name;          // these five, and roles and pledge, count for open and change
    std::string display_name;
    std::string email;
    std::string employee_number;
    std::string duties;  // what for
    UnitId unit{0};
    Roles roles;
    Lasting lasting = Lasting::permanent;
    base::Instant from{};                // it takes effect then, or when it is carried out if that is later
    std::optional<base::Instant> until;  // not included
    std::string pledge_version;          // that was acknowledged; empty: none
    std::optional<ClaimedTraining> training;
    std::string reason;
};

// What is wrong with a form, in words for its sender; `field` as above, of the training "training_hours" and so on.
struct FormProblem {
    std::string_view field;
    std::string zh;
    std::string en;
};
// `applicant`: who is signed in, if anybody; others are not told that an account name is taken. Everything that is
// wrong; conflicts of roles are told with the profile's reason.
base::Result<std::vector<FormProblem>> check_form(store::ReadTx& tx, const Office& office, const ApplicationForm& form,
                                                  std::optional<AccountId> applicant, base::Instant now);

struct Application {
    ApplicationId id{0};
    std::string number;  // "115-00042"
    ApplicationKind kind = ApplicationKind::open;
    ApplicationState state = ApplicationState::submitted;  // at the instant asked about
    std::int64_t version = 1;
    std::optional<AccountId> applicant;  // nothing: somebody without an account
    std::optional<AccountId> account;    // concerned; of `open` once it is carried out
    UnitId unit{0};
    std::string unit_name;
    ApplicationForm form;
    base::Instant submitted_at{};
    base::Instant lapses_at{};
};

struct ApplicationStep {
    std::int64_t number = 0;
    base::Instant at{};
    ApplicationAct act = ApplicationAct::submit;
    std::optional<AccountId> by;
    std::string by_name;     // of the account
    std::string by_display;  // of its holder
    ActedAs as = ActedAs::applicant;
    std::string reason;
};

// Who shows the claim code may follow this one application: a right, like Actor; only open_claim makes one.
class Claim {
public:
    ApplicationId application() const { return application_; }

private:
    friend base::Result<Claim> open_claim(store::ReadTx& tx, std::string_view number, std::string_view code,
                                          base::Instant now);
    explicit Claim(ApplicationId application) : application_{application} {}
    ApplicationId application_;
};
// Error: people.claim_unknown, whatever does not fit.
base::Result<Claim> open_claim(store::ReadTx& tx, std::string_view number, std::string_view code, base::Instant now);

struct Submitted {
    ApplicationId id{0};
    std::string number;
    std::string claim_code;  // of `open`; shown once. Else empty
};
// To open an account, by somebody who is not signed in. Errors: people.application_ill_formed (see check_form),
// people.application_pending (one for this account or name is under way), people.applications_too_many.
base::Result<Submitted> apply_unsigned(store::WriteTx& tx, const Office& office, const ApplicationForm& form,
                                       base::Random& random, base::Instant now);
// For oneself, for somebody of one's unit as its head or deputy, or as its account administrator. Errors too:
// people.application_not_yours.
base::Result<Submitted> apply(store::WriteTx& tx, const Office& office, const Actor& by, const ApplicationForm& form,
                              base::Random& random, base::Instant now);

// The applicant's: corrected while nobody has endorsed it or after it was sent back; withdrawn while it is open.
// Errors: people.not_found, people.application_not_yours, people.application_moved (its state does not allow it),
// those of apply.
base::Result<void> resubmit(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                            const ApplicationForm& form, base::Instant now);
base::Result<void> resubmit(store::WriteTx& tx, const Office& office, const Claim& by, const ApplicationForm& form,
                            base::Instant now);
base::Result<void> withdraw(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                            std::string_view reason, base::Instant now);
base::Result<void> withdraw(store::WriteTx& tx, const Office& office, const Claim& by, std::string_view reason,
                            base::Instant now);

// By who acts as head (duty.h) while it is submitted. Errors: people.not_found, people.application_moved,
// people.own_application, people.application_not_yours.
base::Result<void> endorse(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                           std::string_view note, base::Instant now);
// By an account administrator who answers for the unit, when it is endorsed. Errors too: people.same_person (who
// endorsed it), people.account_exists, people.change_planned, people.unit_not_in_force, people.roles_separated,
// people.account_closed, people.not_your_unit.
base::Result<void> carry_out(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                             std::string_view note, base::Random& random, base::Instant now);
// By whoever's step is next, with a reason.
base::Result<void> send_back(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                             std::string_view reason, base::Instant now);
base::Result<void> refuse(store::WriteTx& tx, const Office& office, const Actor& by, ApplicationId id,
                          std::string_view reason, base::Instant now);
// Enters those whose time has passed, at most `limit`; answers how many. The nightly job calls it.
base::Result<std::int64_t> lapse_applications(store::WriteTx& tx, const Office& office, std::int64_t limit,
                                              base::Instant now);

// ---- reading ----

base::Result<std::optional<Application>> find_application(store::ReadTx& tx, ApplicationId id, base::Instant now);
base::Result<std::vector<ApplicationStep>> application_steps(store::ReadTx& tx, ApplicationId id);
// Nothing, if the actor may read it: applicant, person concerned, who may or did take a step, who answers for the unit,
// and auditors. Error: people.application_not_yours.
base::Result<void> require_reader(store::ReadTx& tx, const Actor& by, const Application& application,
                                  base::Instant now);

// What the actor, or the holder of the code, may do with it now.
base::Result<std::vector<ApplicationAct>> acts_open_to(store::ReadTx& tx, const Actor& by,
                                                       const Application& application, base::Instant now);
std::vector<ApplicationAct> acts_open_to_applicant(const Application& application);
// Whose turn it is; nothing if it is over.
base::Result<std::optional<ActedAs>> waits_for(store::ReadTx& tx, const Application& application, base::Instant now);

// What whoever decides should know; never a reason that stops the application.
struct ApplicationWarning {
    std::string_view code;
    std::string zh;
    std::string en;
    std::string clause;
};
base::Result<std::vector<ApplicationWarning>> application_warnings(store::ReadTx& tx, const Office& office,
                                                                   const Application& application, base::Instant now);

// mine: of which I am the applicant or the person concerned; inbox: whose next step is mine; unit: of the units for
// which I am head, deputy or administrator; all: for auditors and administrators of the whole agency.
enum class Box : std::uint8_t { mine, inbox, unit, all };
struct ApplicationQuestion {
    Box box = Box::mine;
    std::optional<ApplicationState> state;
    std::optional<ApplicationKind> kind;
    std::optional<ApplicationId> before;  // the last one of the page before
    std::int64_t limit = 50;
};
struct ApplicationPage {
    std::vector<Application> items;  // the newest first
    std::int64_t total = 0;
    bool has_more = false;
};
base::Result<ApplicationPage> applications(store::ReadTx& tx, const Actor& by, const ApplicationQuestion& question,
                                           base::Instant now);

}  // namespace menhu::people
