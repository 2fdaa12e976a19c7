#pragma once
// What follows from a proof, whichever it was. Inside the room. Thread rule: as the transaction.
#include <string_view>

#include "people/attempts.h"
#include "people/open_session.h"
#include "people/sign_in.h"

namespace menhu::people {

// The attempt of whoever holds the session.
Attempt attempt_of(const Office& office, const OpenSession& session, std::string_view from);

// The second factor was proved: the session is whole, with another token. `by` is "totp" or "passkey".
base::Result<SignInAnswer> complete_sign_in(store::WriteTx& tx, const Office& office, base::Random& random,
                                            const OpenSession& session, std::string_view by, std::string_view from,
                                            base::Instant now);

// The holder proved again who they are: fresh from now on. `by` is "password", "totp" or "passkey".
base::Result<SignInAnswer> refresh_proof(store::WriteTx& tx, const Office& office, const OpenSession& session,
                                         const Presented& presented, std::string_view by, base::Instant now);

// A wrong proof within a session: counted; if it locks the name the session ends.
base::Result<SignInAnswer> fail_proof(store::WriteTx& tx, const Office& office, const OpenSession& session,
                                      std::string_view from, std::string_view why, std::string_view code,
                                      base::Instant now);

}  // namespace menhu::people
