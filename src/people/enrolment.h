#pragma once
// What follows when a credential was enrolled or is to go. Inside the room. Thread rule: as the transaction.
#include <cstdint>

#include "people/open_session.h"

namespace menhu::people {

enum class Enrolled : std::uint8_t { password, totp, passkey };

// The session rests on what was enrolled in it: one that began with a token is whole when the account can be signed in
// to as its rules want.
base::Result<void> rest_session_on(store::WriteTx& tx, const OpenSession& session, Enrolled enrolled,
                                   base::Instant now);

// Error: people.last_credential, if the account cannot do without the one that is to go.
base::Result<void> require_dispensable(store::ReadTx& tx, const Office& office, const OpenSession& session,
                                       Enrolled which);

// Has the account a password that opens it?
base::Result<bool> has_password(store::ReadTx& tx, AccountId account);

}  // namespace menhu::people
