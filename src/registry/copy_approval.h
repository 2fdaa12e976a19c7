#pragma once
// The Civil Affairs Bureau's approvals to copy (S2.4): no copy of the data without one. Its letter is registered by one
// keeper and confirmed by another who has compared it with the paper; it says of which grant, which outcomes, to whom,
// how many copies of how many people, until when, and by when they are destroyed.
//
// Promise: whether it is in force is computed when asked. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "grants/ids.h"
#include "people/actor.h"
#include "registry/recipient.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

using CopyApprovalId = base::Id<struct CopyApprovalTag>;

// What is copied: the outcome of a match, a roster, a sampling frame.
enum class CopyOf : std::uint8_t { match, roster, frame };
inline constexpr CopyOf all_copy_of[] = {CopyOf::match, CopyOf::roster, CopyOf::frame};
std::string_view copy_of_code(CopyOf of);
std::optional<CopyOf> copy_of_from_code(std::string_view code);

// How it is carried, encrypted in either case: over a network, or on a medium that goes from hand to hand (S2.3).
enum class Carriage : std::uint8_t { network, media };
std::string_view carriage_code(Carriage carriage);
std::optional<Carriage> carriage_from_code(std::string_view code);

enum class CopyApprovalState : std::uint8_t { waiting, in_force, used_up, expired, revoked };
std::string_view copy_approval_state_code(CopyApprovalState state);

struct NewCopyApproval {
    std::string letter_number;
    base::Date letter_on;
    grants::GrantId grant{0};
    std::vector<CopyOf> of;
    std::string scope;  // which data, in the words of the letter
    std::vector<RecipientId> recipients;
    Carriage carriage = Carriage::network;
    std::int64_t copies_most = 1;
    std::int64_t people_most = 1;  // in one copy
    base::Date until;              // the last day on which a copy may be made
    base::Date destroy_by;         // the last day of every copy
};
struct CopyApproval : NewCopyApproval {
    CopyApprovalId id{0};
    std::int64_t copies_made = 0;
    people::AccountId registered_by{0};
    base::Instant registered_at{};
    std::optional<people::AccountId> confirmed_by;
    std::optional<base::Instant> confirmed_at;
    std::optional<people::AccountId> revoked_by;
    std::optional<base::Instant> revoked_at;
    std::string revoked_why;

    CopyApprovalState state(base::Instant now) const;
    bool may_confirm(const people::Actor& by) const;
    bool may_revoke(const people::Actor& by) const;
    bool covers(CopyOf one) const;
    bool names(RecipientId recipient) const;
};

// By a keeper, as the next two. Errors: registry.copy_approval_ill_formed (detail: which part),
// registry.recipient_unknown, grants.not_found (no such grant), those of people::require_any.
base::Result<CopyApprovalId> register_copy_approval(store::WriteTx& tx, const Registry& registry,
                                                    const people::Actor& by, const NewCopyApproval& approval,
                                                    base::Random& random, base::Instant now);
// By another than registered it. Errors: registry.copy_approval_unknown, registry.copy_approval_state,
// registry.copy_second_person.
base::Result<void> confirm_copy_approval(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                         CopyApprovalId id, base::Instant now);
// At once, for good. Errors: registry.copy_approval_unknown, registry.copy_approval_state,
// registry.copy_approval_ill_formed (reason).
base::Result<void> revoke_copy_approval(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                        CopyApprovalId id, std::string_view reason, base::Instant now);

// The newest first.
base::Result<std::vector<CopyApproval>> copy_approvals(store::ReadTx& tx, base::Instant now);
base::Result<std::optional<CopyApproval>> find_copy_approval(store::ReadTx& tx, CopyApprovalId id, base::Instant now);

}  // namespace menhu::registry
