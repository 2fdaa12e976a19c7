#pragma once
// The sessions of an account, as their owner sees and ends them. Thread rule: as the transaction.
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/ids.h"
#include "people/office.h"
#include "people/session.h"
#include "store/database.h"

namespace menhu::people {

struct MySession {
    SessionId id;
    base::Instant started_at{};
    base::Instant last_at{};  // the last act, to within the step in which the idle limit slides
    std::string method;       // "password", "password_totp", "passkey", …
    std::string from;         // network address; "console"
    enum class Place : std::uint8_t { here, elsewhere } place = Place::elsewhere;
};
// Those that live and are signed in whole, the newest first. Errors: those of identify.
base::Result<std::vector<MySession>> my_sessions(store::ReadTx& tx, const Office& office, const Presented& presented,
                                                 base::Instant now);

// How many other sessions of the account live.
base::Result<std::int64_t> sessions_elsewhere(store::ReadTx& tx, const Office& office, const Presented& presented,
                                              base::Instant now);

// Ends one of the owner's sessions, at once. Errors: people.no_such_session, people.not_your_session; those of identify
// and require_able.
base::Result<void> end_my_session(store::WriteTx& tx, const Office& office, const Presented& presented,
                                  SessionId session, base::Instant now);

}  // namespace menhu::people
