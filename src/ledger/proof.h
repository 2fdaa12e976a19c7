#pragma once
// Receipts (c2sp.org/tlog-proof): that an entry is in the log, in a text that anyone can check offline. Pure; any
// thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "ledger/policy.h"
#include "ledger/tree.h"

namespace menhu::ledger {

struct Proof {
    std::optional<base::Bytes> extra{};  // in our receipts the entry itself, so that the receipt stands alone
    std::int64_t index = 0;
    std::vector<Hash> hashes{};
    std::string checkpoint{};  // the signed note, verbatim
};

std::string proof_text(const Proof& proof);
// Error: ledger.proof_malformed.
base::Result<Proof> parse_proof(std::string_view text);

// That the entry with this leaf hash is where the receipt says, in a checkpoint that the policy accepts; answers that
// checkpoint. Errors: those of TrustPolicy::check, ledger.proof_malformed, ledger.proof_wrong.
base::Result<Checkpoint> verify_proof(std::string_view text, const Hash& leaf, const TrustPolicy& policy);
// The same for a receipt that carries its entry. Error also: ledger.proof_without_entry.
base::Result<Checkpoint> verify_proof(std::string_view text, const TrustPolicy& policy);

}  // namespace menhu::ledger
