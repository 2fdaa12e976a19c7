#pragma once
// Break-glass: when no account administrator can act, the operator at the console makes an emergency one for some
// hours (number of the profile). It is loud: an entry, an alarm in the log, and a notice to every head, administrator,
// auditor and ethics officer until one of them has acknowledged it. Thread rule: as the transaction.
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
#include "store/database.h"

namespace menhu::people {

struct BreakGlassTag;
using BreakGlassId = base::Id<BreakGlassTag>;

// The sign-in name of the emergency account: one for the installation, opened anew each time.
inline constexpr std::string_view break_glass_account = "break-glass";

struct BrokenGlass {
    BreakGlassId id{0};
    std::string account_name;
    std::string token;  // one-time, shown once
    base::Instant until{};
};
// By the operator at the console. `unit` is where the account belongs when it is made. It administers accounts of the
// whole agency and may do nothing else. Its former credentials are forgotten when the token is redeemed.
// Errors: people.reason_missing, people.not_found (the unit), those of require().
base::Result<BrokenGlass> break_glass(store::WriteTx& tx, const Office& office, const Actor& by, UnitId unit,
                                      std::string_view reason, base::Random& random, base::Instant now);

struct BreakGlassRow {
    BreakGlassId id{0};
    AccountId account{0};
    std::string account_name;
    std::string reason;
    base::Instant from{};
    base::Instant until{};
    std::optional<base::Instant> acknowledged_at;
    std::string acknowledged_by;  // display name
    std::string note;
};
base::Result<std::vector<BreakGlassRow>> break_glasses(store::ReadTx& tx);  // the newest first
base::Result<std::vector<BreakGlassRow>> unacknowledged_break_glasses(store::ReadTx& tx);
// By a head, an account administrator, an auditor or an ethics officer, and not by the emergency account itself.
// Errors: people.not_found, people.break_glass_acknowledged, people.own_account, people.reason_missing, those of
// require_any().
base::Result<void> acknowledge_break_glass(store::WriteTx& tx, const Office& office, const Actor& by, BreakGlassId id,
                                           std::string_view note, base::Instant now);
// Who is told, and who may acknowledge.
constexpr Roles break_glass_readers{Role::unit_head, Role::account_administrator, Role::auditor, Role::ethics_officer};

}  // namespace menhu::people
