#pragma once
// Signing in at the command line: the same steps as on the page, and the session ends with the command. Thread rule:
// one thread.
#include <string>

#include "app/house.h"
#include "app/terminal.h"
#include "people/actor.h"

namespace menhu::app {

class SignedInAccount {
public:
    // Asks for the password on standard input, and for a code if the account has an authenticator. Errors:
    // app.sign_in_refused (detail: the reason), app.sign_in_enrol_first, app.sign_in_needs_page (its second factor is a
    // passkey); those of people.
    static base::Result<SignedInAccount> ask(House& house, const Terminal& terminal, base::Random& random,
                                             const std::string& account, base::Instant now);
    // With a password that the program itself has made.
    static base::Result<SignedInAccount> with(House& house, base::Random& random, const std::string& account,
                                              const crypto::Secret& password, base::Instant now);
    SignedInAccount(SignedInAccount&& other) noexcept : house_{other.house_}, token_{std::exchange(other.token_, {})} {}
    SignedInAccount& operator=(SignedInAccount&&) = delete;
    ~SignedInAccount();

    const std::string& token() const { return token_; }
    // Who it is now.
    base::Result<people::Actor> actor(base::Instant now) const;
    // Ends the session; the destructor forgets the token only.
    base::Result<void> sign_out(base::Instant now);

private:
    SignedInAccount(House& house, std::string token) : house_{house}, token_{std::move(token)} {}
    House& house_;
    std::string token_;
};

}  // namespace menhu::app
