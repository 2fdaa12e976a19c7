#pragma once
// Whose turn a stage is, and who may not take it. Inside the room. Thread rule: as the transaction.
#include <span>
#include <string_view>
#include <vector>

#include "grants/use_application.h"

namespace menhu::grants {

// The names of the profile's stages through which these operations go, in order.
std::vector<std::string> stages_for(const law::Profile& profile, Operations operations);
// nullptr if the profile no longer has it.
const law::ApprovalStage* find_stage(const law::Profile& profile, std::string_view name);

// Applicant and holders, with every other account of theirs.
base::Result<std::vector<people::AccountId>> concerned_in(store::ReadTx& tx, const UseApplication& application,
                                                          base::Instant now);
// Who approved the form that counts, with every other account of theirs.
base::Result<std::vector<people::AccountId>> stages_taken_by(store::ReadTx& tx, const UseApplication& application,
                                                             const std::vector<UseStep>& steps, base::Instant now);

// Nothing, if the next stage is the actor's. Errors: see approve_use.
base::Result<void> require_stage(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                 const UseApplication& application, const std::vector<UseStep>& steps,
                                 base::Instant now);
// The accounts that could take the next stage now; at most `most`.
base::Result<std::vector<people::AccountId>> who_may_take(store::ReadTx& tx, const Desk& desk,
                                                          const UseApplication& application,
                                                          const std::vector<UseStep>& steps, std::size_t most,
                                                          base::Instant now);

}  // namespace menhu::grants
