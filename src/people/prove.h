#pragma once
// Proving who one is: the second factor after the password, and again before what needs a fresh proof (step-up;
// baseline 4-1-2). Passkeys have their own file (passkey.h).
//
// Promises: wrong codes count like wrong passwords and lock the name; a code works once; after the second factor the
// session has another token. Who locks the name at a proof within a session loses that session. Thread rule: as the
// transaction; what takes a Database blocks for a commit, and for an Argon2id run where a password is checked.
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "people/session.h"
#include "people/sign_in.h"
#include "store/database.h"

namespace menhu::crypto {
class Secret;
}

namespace menhu::people {

// Nothing, if who acts was proved within the profile's minutes (number step_up; a sign-in counts). The operator at the
// console needs no more than the console. Error: people.step_up_needed.
base::Result<void> require_fresh(const Actor& actor, base::Instant now);

// The code that completes a sign-in. Refusals: people.code_wrong, people.sign_in_locked, those of start_session.
// Errors: people.nothing_to_prove, people.no_such_credential (the second factor is a passkey), those of identify.
base::Result<store::Committed<SignInAnswer>> prove_by_code(store::Database& database, const Office& office,
                                                           base::Random& random, const Presented& presented,
                                                           std::string_view code, base::Instant now);

// Again, within a session. The answer's token is the session's. Refusals: people.sign_in_refused, people.code_wrong,
// people.sign_in_locked. Errors: people.no_such_credential, those of identify and require_able.
base::Result<store::Committed<SignInAnswer>> prove_again_by_password(store::Database& database, const Office& office,
                                                                     const Presented& presented,
                                                                     const crypto::Secret& password, base::Instant now);
base::Result<store::Committed<SignInAnswer>> prove_again_by_code(store::Database& database, const Office& office,
                                                                 const Presented& presented, std::string_view code,
                                                                 base::Instant now);

}  // namespace menhu::people
