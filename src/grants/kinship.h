#pragma once
// Kinship authorisations (the ministry's rules, article 10; F2.4): a kinship query takes two people. A controller
// registers who may ask, about whom, in which case, until when, and hands over a code; whoever asks opens it in their
// session; the controller signs in beside. Only while a link for kinship data is in force with the ministry's approval
// letter.
//
// Promises: whether it may be used is computed when asked, to the millisecond, and ends with either session. It may be
// used more than once while it holds; each use has its entry, which names both. Nobody is named in clear, in tables or
// in the ledger; the code is shown once and kept as a keyed hash. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/personal.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "grants/desk.h"
#include "grants/grant.h"
#include "grants/ids.h"
#include "grants/refusal.h"
#include "people/actor.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants {

using AuthorisationId = base::Id<struct AuthorisationTag>;

struct NewAuthorisation {
    people::AccountId asker{0};
    GrantId grant{0};
    base::Personal<std::string> person_id;    // in any writing that format::read_national_id forgives
    base::Personal<std::string> father_name;  // as the ministry's form asks; may be empty
    base::Personal<std::string> mother_name;
    std::string case_number;
    base::Instant from{};
    base::Instant until{};  // not included; at most kinship_authorisation_max after from, and inside the grant
    std::string reason;
};
struct Authorised {
    AuthorisationId id{0};
    std::string code;  // "7KQ2M-9XWTC"; shown once
};
// By a controller, who is neither the asker nor the same person with another account, with a fresh proof. Errors:
// grants.kinship_not_approved, grants.kinship_own, grants.kinship_person_id, grants.kinship_text, grants.not_found,
// grants.kinship_grant (no kinship in it, or it is not in force), grants.kinship_asker (no holder of the grant, or an
// account that may not act), grants.kinship_period, grants.kinship_case_number, grants.kinship_conflict, those of
// people::require and require_fresh.
base::Result<Authorised> authorise_kinship(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                           const NewAuthorisation& authorisation, base::Random& random,
                                           base::Instant now);

// The asker types the code in the session in which the question will be asked. A wrong code is a value, so that it is
// counted and entered; after as many as lock an account (number sign_in_failures) the authorisation is barred. Errors:
// grants.kinship_not_found (also for who is not its asker), grants.kinship_over (withdrawn, barred or expired),
// grants.kinship_not_approved, those of people::require_able.
enum class Opened : std::uint8_t { opened, wrong_code };
base::Result<Opened> open_kinship(store::WriteTx& tx, const Desk& desk, const people::Actor& by, AuthorisationId id,
                                  std::string_view code, base::Instant now);

// A controller, with a fresh proof, in another session and of another person than the asker, is present for so many
// minutes (number kinship_presence) from now. Answers until when. Errors: grants.kinship_not_found, grants.kinship_own,
// grants.kinship_over, grants.kinship_not_approved, grants.kinship_not_begun, grants.kinship_asker_absent
// (the asker's session must be there first), grants.kinship_conflict, those of require and require_fresh.
base::Result<base::Instant> attend_kinship(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                           AuthorisationId id, base::Instant now);

// By a controller, at once. Errors: grants.kinship_not_found, grants.kinship_over, grants.kinship_text.
base::Result<void> withdraw_kinship(store::WriteTx& tx, const Desk& desk, const people::Actor& by, AuthorisationId id,
                                    std::string_view reason, base::Instant now);

// Where it stands, for lists. in_force says nothing of sessions; those are for readiness().
enum class AuthorisationState : std::uint8_t { planned, in_force, expired, withdrawn, barred };
std::string_view authorisation_state_code(AuthorisationState state);

struct Authorisation {
    AuthorisationId id{0};
    GrantId grant{0};
    people::AccountId asker{0};
    people::AccountId controller{0};  // who registered it
    base::Instant from{};
    base::Instant until{};
    base::Instant recorded_at{};
    AuthorisationState state = AuthorisationState::expired;
    std::int64_t uses = 0;
    std::optional<base::Instant> last_used_at;
    int entry_log = 0;  // where it was entered
    std::int64_t entry_index = 0;
};
// What happened to it, in order.
struct AuthorisationAct {
    std::string act;  // "opened", "attended", "used", "withdrawn", "wrong_code"
    people::AccountId by{0};
    base::Instant at{};
    std::optional<base::Instant> until;
};
// Newest first. The asker's own; for a controller, a checker and an auditor all. Errors: those of require_able.
base::Result<std::vector<Authorisation>> authorisations(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                                        base::Instant now);
base::Result<std::vector<Authorisation>> own_authorisations(store::ReadTx& tx, const Desk& desk,
                                                            const people::Actor& asker, base::Instant now);
// Error of these: grants.kinship_not_found, also for who may not see it.
base::Result<Authorisation> authorisation(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                          AuthorisationId id, base::Instant now);
base::Result<std::vector<AuthorisationAct>> authorisation_acts(store::ReadTx& tx, const people::Actor& by,
                                                               AuthorisationId id);

// What it is about, for its asker and for controllers: opened from the ledger's sealed part. Errors:
// grants.kinship_not_found, those of ledger::open_secret.
struct AuthorisedSubject {
    base::Personal<std::string> person_id;
    base::Personal<std::string> father_name;
    base::Personal<std::string> mother_name;
    std::string case_number;
    std::string reason;
};
base::Result<AuthorisedSubject> authorised_subject(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                                   AuthorisationId id);

// All that is missing before the asker may ask, as a question would be refused for it; empty: ready. By who may see the
// authorisation; "in this session" is the asker's own if the asker looks, else the one in which it was opened.
base::Result<std::vector<Why>> readiness(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                         AuthorisationId id, base::Instant now);

// The grants that have kinship in them and are in force or will be, whose link is approved. For a controller.
base::Result<std::vector<GrantView>> kinship_grants(store::ReadTx& tx, const people::Actor& by, base::Instant now);

// Off until the ministry's letter is on a link for kinship data that is in force.
enum class KinshipUse : std::uint8_t { off, on };
base::Result<KinshipUse> kinship_use(store::ReadTx& tx, base::Instant now);

}  // namespace menhu::grants
