#pragma once
// The session of a token, with whoever holds it, before it becomes an Actor. Inside the room. Thread rule: as the
// transaction.
#include <cstdint>
#include <string_view>

#include "people/office.h"
#include "people/session_rows.h"

namespace menhu::people {

struct OpenSession {
    std::int64_t id = 0;
    ActorMaker::Parts parts;  // whole, with session limits
};

// Errors: people.no_session, people.session_expired.
base::Result<OpenSession> open_session(store::ReadTx& tx, const Office& office, std::string_view token,
                                       base::Instant now);

}  // namespace menhu::people
