#pragma once
// What an account has to prove itself with: password, authenticator (codes by time), passkeys. Their owner enrols and
// removes them; nobody else ever sees one (F2.2).
//
// Promises: secrets are sealed and never shown again; a credential that the account cannot do without is not removed.
// Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "people/passkey.h"
#include "people/session.h"
#include "store/database.h"

namespace menhu::people {

struct Credentials {
    struct Password {
        base::Instant set_at{};
        base::Instant due_at{};
    };
    struct Known {  // a passkey
        PasskeyId id;
        std::string name;
        base::Instant created_at{};
        std::optional<base::Instant> last_used_at;
    };
    std::optional<Password> password;
    std::optional<base::Instant> totp_enrolled_at;
    std::vector<Known> passkeys;
    enum class Second : std::uint8_t { if_enrolled, required } second = Second::if_enrolled;
};
base::Result<Credentials> credentials_of(store::ReadTx& tx, const Office& office, AccountId account, base::Instant now);

// Which second factors are outstanding ("totp", "passkey"), for Duty::must_prove_second.
base::Result<std::vector<std::string_view>> second_factors_of(store::ReadTx& tx, AccountId account);

// May the session's holder enrol or remove a credential? A fresh proof, or nothing done yet but to enrol
// (Duty::must_enrol). Errors: people.step_up_needed, those of require_able.
base::Result<void> may_enrol(const Actor& actor, base::Instant now);

struct TotpOffer {
    std::string secret;  // base 32, shown once
    std::string uri;     // otpauth://totp/…
};
// A secret that counts once a code was confirmed, within the profile's minutes. Errors: those of may_enrol.
base::Result<TotpOffer> offer_totp(store::WriteTx& tx, const Office& office, base::Random& random,
                                   const Presented& presented, base::Instant now);
// Errors: people.no_totp_offer, people.totp_not_confirmed (the code is wrong), those of may_enrol.
base::Result<void> confirm_totp(store::WriteTx& tx, const Office& office, const Presented& presented,
                                std::string_view code, base::Random& random, base::Instant now);
// Errors: people.no_such_credential, people.last_credential, those of may_enrol.
base::Result<void> remove_totp(store::WriteTx& tx, const Office& office, const Presented& presented, base::Instant now);

}  // namespace menhu::people
