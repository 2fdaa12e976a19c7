#pragma once
// Starting a session for somebody whose identity was established, by whichever method: the one place where standing,
// sign-in rules, the second factor and other sessions of the account are looked at, and where the entry is made.
//
// Promise: who has a second factor, or must have one, gets a session that may do nothing before it was proved or
// enrolled (Duty). Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/office.h"
#include "people/sign_in.h"
#include "store/database.h"

namespace menhu::people {

enum class Method : std::uint8_t {
    password,
    password_totp,
    password_passkey,
    passkey,
    token,
    oidc,
    ldap,
    certificate,
};
std::string_view method_code(Method method);  // "password", "password_totp", …

struct Start {
    AccountId account{0};
    Method method = Method::password;
    // How many factors the method proved: two if a provider vouches for several, or a passkey verified its user.
    Factors factors = Factors::one;
    std::string from;  // network address; sealed
    // When the person was seen, if that was before now: a provider may let in whom it knows from before.
    std::optional<base::Instant> proved_at{};
};

// Answers a refusal, recorded and not counted against the name, if the account may not be used (also now, or from
// here), or is signed in elsewhere where its rules refuse that.
base::Result<SignInAnswer> start_session(store::WriteTx& tx, const Office& office, base::Random& random,
                                         const Start& start, base::Instant now);

}  // namespace menhu::people
