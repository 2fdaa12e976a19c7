#pragma once
// Whether a session that was seen before still lives: what rests on somebody being signed in, as the controller's
// presence at a kinship query does, ends with it (the ministry's rules, article 10).
//
// Promise: computed when asked, to the millisecond: sign-out, either limit, a suspension, the end of the account or of
// its unit, hours outside the rules and separated roles all end it at once. Thread rule: as the transaction.
#include <optional>

#include "base/result.h"
#include "base/time.h"
#include "law/profile.h"
#include "people/ids.h"
#include "people/role.h"
#include "store/database.h"

namespace menhu::people {

struct LiveSession {
    SessionId session{0};
    AccountId account{0};
    UnitId unit{0};
    Roles roles;
};
// Nothing, if it does not live or its account may do nothing with it. Where a request comes from is not known here; the
// holder's own requests are held to the rules about networks. Two SELECTs.
base::Result<std::optional<LiveSession>> live_session(store::ReadTx& tx, const law::Profile& profile, SessionId session,
                                                      base::Instant now);

}  // namespace menhu::people
