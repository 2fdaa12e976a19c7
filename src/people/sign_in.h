#pragma once
// Sign-in by password, in three steps over the database: read the hash; Argon2id away from the writer; write the
// outcome.
//
// Promises: an unknown account costs the same Argon2id run as a known one and gets the same answer; so do a suspended,
// a closed and an expired one. Five failures for one name, known or not, lock that name for fifteen minutes (numbers
// of the profile; baseline 4-2-3); the outcome is written in the order of the writer, so a hundred guesses at the same
// time are still five. Every outcome is entered in the ledger; of a name that failed only a keyed commitment.
// Thread rule: any thread; blocks for one Argon2id run (tens of milliseconds) and one commit.
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::crypto {
class Secret;
}

namespace menhu::people {

inline constexpr std::string_view from_console = "console";

// How many factors were proved; token: a one-time token, so that credentials may be enrolled and nothing else done.
enum class Factors : std::uint8_t { token, one, two };

struct SignedIn {
    std::string token;  // for the cookie; nowhere else
    AccountId account;
    SessionLimits limits;
    Duty duty;
};

// The one answer to every wrong attempt, or that the name is locked; to who was right, why it still cannot be.
struct SignInRefused {
    std::string_view code;  // "people.sign_in_refused", "people.sign_in_locked", …
    std::string_view reason_zh;
    std::string_view reason_en;
    std::optional<base::Instant> locked_until;
};

using SignInAnswer = std::variant<SignedIn, SignInRefused>;

// `from` is where the attempt came from, e.g. "192.0.2.7"; it is sealed in the ledger; at the console `from_console`.
// Who has a second factor gets a session that waits for it (Duty::must_prove_second) for the profile's minutes, see
// prove.h.
base::Result<store::Committed<SignInAnswer>> sign_in(store::Database& database, const Office& office,
                                                     base::Random& random, std::string_view account_name,
                                                     const crypto::Secret& password, std::string_view from,
                                                     base::Instant now);

}  // namespace menhu::people
