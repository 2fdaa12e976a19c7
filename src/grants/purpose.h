#pragma once
// Purposes (P1, P2.1, P2.2): a business on one or more legal bases. A purpose names the units that may use it, the
// fields that it may need, and what its users acknowledge (L1).
//
// Promises: one makes a purpose, and somebody else approves it: who acts as head of the whole agency. A change is a new
// version and is approved anew; until then the approved one counts. Without a basis in force a purpose cannot be
// approved, and it stops being usable in the instant in which its last basis ends. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "grants/basis.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "grants/operation.h"
#include "people/actor.h"
#include "people/unit.h"
#include "store/database.h"

namespace menhu::grants {

struct NewPurpose {
    std::string code;  // [a-z0-9-]{1,40}, unique
    std::string name_zh;
    std::string name_en;
    std::vector<std::string> bases;   // ids of bases, at least one; to be approved, one of them in force
    std::vector<std::string> units;   // codes of people's units; at least one
    std::vector<std::string> fields;  // names of law::Field; at least one
    Operations operations;            // that a grant for it may give
    // What a case number of this purpose looks like, in the notation of case_pattern.h; empty: any non-empty text.
    std::string case_pattern;
    std::string case_example;        // shown beside the field, e.g. "桃婦字第1150000001號"
    std::string acknowledgement_zh;  // what the user reads before each use (L1)
    std::string acknowledgement_en;
    std::vector<std::string> codes{};  // specific purposes of the personal-data law, of the profile ("057")

    friend bool operator==(const NewPurpose&, const NewPurpose&) = default;
};

// What is stored of its life; that it has stopped for want of a basis is computed.
enum class StoredPurposeState : std::uint8_t { draft, approved };
// changed: approved, and a change waits; stopped: no basis of it is in force.
enum class PurposeState : std::uint8_t { draft, approved, changed, stopped, ended };
std::string_view purpose_state_code(PurposeState state);

struct Purpose {
    PurposeId id;
    NewPurpose what;  // that counts: as approved, or the first draft
    StoredPurposeState stored = StoredPurposeState::approved;
    std::int64_t version = 0;                 // of what counts; 0 while nothing is approved
    std::optional<std::int64_t> pending{};    // the version that waits for approval
    std::optional<base::Instant> ended_at{};  // or will be

    PurposeState state(const std::vector<Basis>& bases, base::Instant now) const;
    // May it be used: approved, not ended, and on a basis in force?
    bool usable(const std::vector<Basis>& bases, base::Instant now) const;
};

// By a keeper of the catalogue (basis.h). Errors: grants.purpose_exists, grants.purpose_ill_formed,
// grants.basis_unknown, grants.unit_unknown, grants.field_unknown, grants.code_unknown, those of people::require.
base::Result<PurposeId> make_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                     const NewPurpose& purpose, base::Random& random, base::Instant now);
// A new version that waits; it takes the place of one that waits already. The code stays. Answers its number. Errors
// too: grants.purpose_unknown, grants.purpose_over.
base::Result<std::int64_t> change_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                          std::string_view code, const NewPurpose& purpose, base::Instant now);
// The version that waits, by who acts as head of the whole agency and did not make it (grants.own_purpose,
// grants.not_agency_head). `version` is the one that was read. Errors: grants.purpose_unknown, grants.purpose_over,
// grants.nothing_to_approve, grants.purpose_moved (another version waits by now), grants.purpose_basis_not_in_force.
base::Result<void> approve_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                                   std::optional<std::int64_t> version, std::string_view note, base::Instant now);
// It is not approved; a changed purpose stays as it was, a draft stays a draft with nothing waiting.
base::Result<void> refuse_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                                  std::optional<std::int64_t> version, std::string_view reason, base::Instant now);
// From `at` on, now or later, it can't be used; by a keeper, or by who acts as head of the agency. An end ahead may be
// set anew. Errors: grants.purpose_unknown, grants.purpose_over, grants.purpose_ill_formed (an end that is past).
base::Result<void> end_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                               base::Instant at, std::string_view reason, base::Instant now);
// Does the actor act as head of the whole agency?
base::Result<bool> heads_agency(store::ReadTx& tx, const people::Actor& by, base::Instant now);
// May the actor approve it now? The same rules as for approving, for who shows the button.
base::Result<bool> may_approve_purpose(store::ReadTx& tx, const people::Actor& by, const Purpose& purpose,
                                       base::Instant now);

base::Result<std::vector<Purpose>> purposes(store::ReadTx& tx);  // by code
base::Result<std::optional<Purpose>> find_purpose(store::ReadTx& tx, std::string_view code);
base::Result<std::optional<Purpose>> find_purpose(store::ReadTx& tx, PurposeId id);

struct PurposeVersion {
    std::int64_t number = 0;
    std::string act;                           // "made", "changed", "approved", "refused", "ending"
    std::optional<std::int64_t> of_number;     // which version was approved or refused
    std::optional<base::Instant> recorded_at;  // nothing: before versions were kept
    people::AccountId by{0};
    std::string note;
    NewPurpose what;  // as it was made, approved, …; without its code
    std::optional<base::Instant> ended_at;
};
base::Result<std::vector<PurposeVersion>> purpose_versions(store::ReadTx& tx, PurposeId purpose);  // newest first
// Grants of it that are open and within their dates at `now`, by purpose.
base::Result<std::int64_t> grants_in_force(store::ReadTx& tx, PurposeId purpose, base::Instant now);

}  // namespace menhu::grants
