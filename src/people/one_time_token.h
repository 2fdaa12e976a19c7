#pragma once
// One-time tokens: what a person gets instead of a password that somebody else would know. An activation token starts
// a new account, a recovery token starts an account anew whose holder lost password or device (F2.2; baseline 4-2-8).
//
// Promises: a token works once, before its end, computed to the millisecond; only its hash is kept; of an account only
// the newest token works. Its session may do nothing but enrol credentials (Duty::must_enrol). A recovery forgets the
// account's former credentials when it is redeemed, so whoever held them is out. Thread rule: as the transaction;
// redeem_token takes a Database and blocks for one commit.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/office.h"
#include "people/sign_in.h"
#include "store/database.h"

namespace menhu::people {

enum class TokenUse : std::uint8_t { activation, recovery };
std::string_view token_use_code(TokenUse use);  // "activation", "recovery"

// 128 bits of chance in Crockford's base 32, in groups of four: "7KQ2-…", 26 letters and digits.
std::string new_one_time_token(base::Random& random);
// What is kept of it. Spaces and hyphens do not count, nor does the case; O is read as 0, I and L as 1.
crypto::Digest one_time_token_hash(std::string_view typed);

// Ends every earlier token of the account. Makes no entry: the act that hands the token out has its own.
base::Result<void> add_one_time_token(store::WriteTx& tx, const Office& office, AccountId account, TokenUse use,
                                      const crypto::Digest& token_hash, base::Instant until, base::Instant now);

// Starts the session. A wrong, used or late token, and one of an account that may not be used now, get one answer:
// SignInRefused with "people.token_refused". `from` is where it came from; sealed in the ledger.
base::Result<store::Committed<SignInAnswer>> redeem_token(store::Database& database, const Office& office,
                                                          base::Random& random, std::string_view token,
                                                          std::string_view from, base::Instant now);

// A new account, made by an account administrator, whose password nobody but its holder will ever know: the token,
// shown once, begins it (baseline 4-2-8). It works for the number claim_code_validity of the profile from when the
// account does. Errors: people.account_ill_formed, people.account_exists, people.unit_not_in_force,
// people.roles_separated, people.not_your_unit, those of require().
struct Activation {
    AccountId account{0};
    std::string token;
    base::Instant expires_at{};
};
base::Result<Activation> create_account_to_activate(store::WriteTx& tx, const Office& office, const Actor& by,
                                                    const NewAccount& account, base::Random& random, base::Instant now);

// A recovery by an account administrator, or by the operator at the console for an administrator's account. Ends the
// account's sessions at once, opens its lock. Answers the token, which is shown once, and its end (number
// recovery_token of the profile). Errors: people.own_account, people.not_found, people.account_closed, those of
// require().
struct Recovery {
    std::string token;
    base::Instant expires_at{};
};
base::Result<Recovery> recover_account(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                       std::string_view reason, base::Random& random, base::Instant now);

}  // namespace menhu::people
