#pragma once
// Handles: which person of an answer, sealed, so that a second act names nobody in the open. Inside the room; opening
// is open_handle of lookup.h. Thread rule: one thread each.
#include <string>

#include "crypto/aead.h"
#include "registry/lookup.h"

namespace menhu::registry {

inline constexpr base::Duration handle_life = std::chrono::minutes{15};

// Makes the handles of one answer.
class HandleSealer {
public:
    HandleSealer(const crypto::Secret& key, const grants::Permit& permit, QueryId query, Form form, base::Instant now);
    // `record`: the tag of the record; `person`: that of the ledger.
    std::string seal(const crypto::Tag& record, const crypto::Tag& person, base::Random& random);

private:
    crypto::Aead aead_;
    base::Bytes aad_;
    base::Bytes plain_;
};

}  // namespace menhu::registry
