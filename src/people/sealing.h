#pragma once
// Sealing what this room keeps of credentials and sessions: AES-256-GCM under a key derived from the office's name key.
// Inside the room. Thread rule: any thread.
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/secret.h"
#include "people/ids.h"
#include "people/office.h"

namespace menhu::people {

// `what` ("totp", "session source") and the account are bound to it, so that no sealed value serves in another's place.
base::Bytes seal(const Office& office, std::string_view what, AccountId account, base::ByteView plain,
                 base::Random& random);
// Error: crypto.seal_broken.
base::Result<crypto::Secret> unseal(const Office& office, std::string_view what, AccountId account,
                                    base::ByteView sealed);

}  // namespace menhu::people
