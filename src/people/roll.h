#pragma once
// The roll: every account as it stood at an instant, past or present, in one pass over the terms (F2.1, A5). What a
// single account may do is account.h's to answer; this is for lists of all. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "law/profile.h"
#include "people/actor.h"
#include "people/ids.h"
#include "people/role.h"
#include "people/unit.h"
#include "store/database.h"

namespace menhu::people {

struct RollEntry {
    AccountId account{0};
    std::string name;          // what is typed at sign-in
    std::string display_name;  // the person's
    UnitId unit{0};
    std::string unit_code;
    std::string unit_name;
    std::string unit_name_en;
    UnitKind unit_kind = UnitKind::section;
    Roles roles;                // of the term, whatever the standing
    base::Instant term_from{};  // since when unit, roles and state are these
    Standing standing = Standing::closed;
    // Of validity, within the unit's (a contractor's contract); `until` is not included.
    base::Instant from{};
    std::optional<base::Instant> until;
    base::Instant opened_at{};                    // when its first term took effect
    std::string opened_by;                        // the display name of who recorded that; empty: the console
    std::optional<base::Instant> closed_at;       // as known now, whenever that was
    std::string contract_number;                  // of a contractor's unit, by the version of that instant; else empty
    std::optional<base::Instant> applied_at;      // of the application that it last stood on; absent: there was none
    std::optional<base::Instant> approved_at;     // when the head endorsed that
    std::string approved_by;                      // the display name of who did
    std::string pledge_version;                   // the last one acknowledged; empty: none
    std::optional<base::Instant> pledged_at;      // when
    std::optional<base::Instant> last_signed_in;  // absent if that was after the instant: earlier ones are not kept
};

// `at`: how it stood then. Left out are accounts that had no term yet and those closed before `closed_since`. `now`:
// when it is asked; not before `at`.
struct RollQuestion {
    base::Instant at{};
    base::Instant closed_since{};
    base::Instant now{};
};
// By unit code and then by name. Two statements; 2,000 accounts take some ten milliseconds. Whether an account was idle
// on a past day is known only if nobody has signed in with it since.
base::Result<std::vector<RollEntry>> roll(store::ReadTx& tx, const law::Profile& profile, const RollQuestion& question);

}  // namespace menhu::people
