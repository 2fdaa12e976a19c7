#pragma once
// The session of a token, with whoever holds it, before it becomes an Actor. Inside the room. Thread rule: as the
// transaction.
#include <cstdint>
#include <string_view>

#include "people/office.h"
#include "people/session.h"
#include "people/session_rows.h"

namespace menhu::people {

struct OpenSession {
    std::int64_t id = 0;
    ActorMaker::Parts parts;  // whole, with session limits
    SessionProof proof;
    std::int64_t second_factors = 0;  // that the account has
};

// Errors: people.no_session, people.session_expired.
base::Result<OpenSession> open_session(store::ReadTx& tx, const Office& office, const Presented& presented,
                                       base::Instant now);
inline base::Result<OpenSession> open_session(store::ReadTx& tx, const Office& office, std::string_view token,
                                              base::Instant now) {
    return open_session(tx, office, Presented{.token = token, .from = {}}, now);
}

}  // namespace menhu::people
