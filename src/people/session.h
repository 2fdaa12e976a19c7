#pragma once
// Sessions: 32 random bytes, in the cookie as 43 characters of base64url, in the store as their SHA-256 only.
// Two limits from the profile (idle, absolute), a warning, and one extension (S1.3; baseline 1-1-6).
//
// Promises: expiry is computed when asked, to the millisecond. The idle limit slides in steps: it is written at most
// every 15 seconds, so a session may end up to 15 seconds before its idle limit and never after it. Thread rule: as
// the transaction.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

// What a request shows of its sender: the token, and the network address that it came from; at the console
// `from_console` (sign_in.h), which no rule about networks binds.
struct Presented {
    std::string_view token;
    std::string_view from;
};

// Who holds this token? One SELECT. An account that was suspended, closed or has expired since, or is outside its
// hours or networks, is still named (see Actor::roles), so that what it asks can be refused with a reason and recorded.
// Errors (Fault::unauthorized): people.no_session, people.session_expired. With the token alone nobody has said where
// it was shown: whom a rule binds to networks is outside them.
base::Result<Actor> identify(store::ReadTx& tx, const Office& office, const Presented& presented, base::Instant now);
base::Result<Actor> identify(store::ReadTx& tx, const Office& office, std::string_view token, base::Instant now);

// The same, and slides the idle limit (one UPDATE, at most every 15 seconds). For acts of the user; what a page does
// by itself, such as asking how long the session lasts, uses the ReadTx form.
base::Result<Actor> identify(store::WriteTx& tx, const Office& office, const Presented& presented, base::Instant now);
base::Result<Actor> identify(store::WriteTx& tx, const Office& office, std::string_view token, base::Instant now);

// Is this error one after which the user must sign in?
bool is_sign_in_needed(const base::Error& error);

// The value that every changing request carries in X-Menhu-CSRF: derived from the token, so it needs no store.
std::string csrf_token(std::string_view token);
// Constant time.
bool csrf_matches(std::string_view token, std::string_view csrf);

// The one extension (number of the profile): both limits move on by one idle period, the idle one from now.
// Errors: those of identify and require_able; people.extension_used.
base::Result<SessionLimits> extend_session(store::WriteTx& tx, const Office& office, const Presented& presented,
                                           base::Instant now);

// Ends the session and enters it in the ledger. No error if it has ended already.
base::Result<void> sign_out(store::WriteTx& tx, const Office& office, std::string_view token, base::Instant now);

// Ends and enters in the ledger every session whose limit has passed; removes ended ones, stale sign-in attempts,
// challenges and tokens. A timer calls it about every half minute. Answers how many sessions had expired.
base::Result<std::int64_t> expire_sessions(store::WriteTx& tx, const Office& office, base::Instant now);

}  // namespace menhu::people
