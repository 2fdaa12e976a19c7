#pragma once
// Whom a verifier trusts (c2sp.org/tlog-policy): lines `log`, `witness`, `group`, `quorum`. Pure; any thread.
//
// A checkpoint is accepted when a listed log signed it under the name that is its origin, no listed key's signature is
// wrong, and the quorum cosigned it. Whoever checks demands the whole quorum: a signature that is not demanded can be
// altered unnoticed.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/note.h"

namespace menhu::ledger {

class TrustPolicy {
public:
    // Error: ledger.policy_malformed, with the number of the line.
    static base::Result<TrustPolicy> parse(std::string_view text);
    // One log, no witnesses. Error: ledger.key_malformed.
    static base::Result<TrustPolicy> of_log(std::string_view vkey);

    // The checkpoint of a signed note that satisfies the policy.
    // Errors: ledger.note_malformed, ledger.checkpoint_malformed, ledger.log_unknown (no listed log signed it),
    // ledger.signature_wrong, ledger.quorum_missed.
    base::Result<Checkpoint> check(std::string_view note) const;

private:
    struct Member {  // a witness, or a group of earlier members
        std::string name;
        std::vector<NoteKey> key;  // one for a witness, none for a group
        std::vector<std::size_t> members;
        std::size_t threshold = 0;
    };
    base::Result<void> read_line(std::string_view line);
    std::size_t find(std::string_view name) const;

    std::vector<NoteKey> logs_;
    std::vector<Member> members_;
    std::vector<std::size_t> quorum_;  // empty: none
    bool has_quorum_ = false;
};

}  // namespace menhu::ledger
