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
#include "people/sign_in.h"
#include "store/database.h"

namespace menhu::federation {
class Directory;
}
namespace menhu::crypto {
class Secret;
}

namespace menhu::people {

// Refusals beside those of start_session: people.proof_used, people.identity_unbound, people.sign_in_locked.
base::Result<store::Committed<SignInAnswer>> sign_in_proven(store::Database& database, const Office& office,
                                                            base::Random& random, const federation::Proven& proven,
                                                            std::string_view from, base::Instant now);

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

}  // namespace menhu::people
