#pragma once
// Sign-in of somebody whose identity was proved outside (federation): the same sessions, standing, hours, networks,
// second factors and entries as any other sign-in (start_session.h). Roles are the account's, whatever the provider
// says.
//
// Promises: an identity that is bound to no account signs nobody in and makes no account; a proof serves once; a locked
// name stays locked. Of an account bound to the directory the directory checks the password, with the same one answer
// to every wrong attempt, the same count and lock, and while one Argon2id run goes on beside it. Thread rule: any
// thread; blocks for one commit, sign_in_by_directory for the directory and an Argon2id run before.
#include <optional>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "federation/proven.h"
#include "people/office.h"
#include "people/session.h"
#include "people/sign_in.h"
#include "store/database.h"

namespace menhu::federation {
class Directory;
}
namespace menhu::crypto {
class Secret;
}

namespace menhu::people {

// `presented`: where it came from, and the token of a session that the browser holds (or empty). If that session is of
// the same account and may act, it was proved again (step-up) and goes on; else a new one starts. Refusals beside those
// of start_session: people.proof_used, people.identity_unbound, people.sign_in_locked.
base::Result<store::Committed<SignInAnswer>> sign_in_proven(store::Database& database, const Office& office,
                                                            base::Random& random, const federation::Proven& proven,
                                                            const Presented& presented, base::Instant now);

// Enters that a provider's word was not believed (`code`: of the error), since that may be an attack. By nobody: whose
// sign-in it was to be is not known.
base::Result<void> record_refused_proof(store::Database& database, const Office& office, std::string_view provider,
                                        std::string_view code, std::string_view from, base::Instant now);

// Whether somebody bound to the directory may also use a password that is kept here.
enum class LocalPasswords : std::uint8_t { refused, accepted };

struct DirectorySignIn {
    const federation::Directory* directory;  // null: none is set up
    LocalPasswords local_passwords = LocalPasswords::refused;
};

// Nothing: the account is not bound to the directory (or there is no such account, or its local password may do), so
// sign_in() is to be asked. Errors: those of federation::Directory::prove, where a local password may not do.
base::Result<std::optional<store::Committed<SignInAnswer>>> sign_in_by_directory(
    store::Database& database, const Office& office, base::Random& random, const DirectorySignIn& how,
    std::string_view account_name, const crypto::Secret& password, std::string_view from, base::Instant now);

// Step-up of an account bound to the directory: as sign_in_by_directory, within the session (prove.h). Nothing: the
// password is to be checked here. Errors: those of identify and require_able; of federation::Directory::prove.
base::Result<std::optional<store::Committed<SignInAnswer>>> prove_again_by_directory(
    store::Database& database, const Office& office, const DirectorySignIn& how, const Presented& presented,
    const crypto::Secret& password, base::Instant now);

}  // namespace menhu::people
