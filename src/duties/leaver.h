#pragma once
// A leaver in one motion (F2.2: on transfer, resignation and retirement rights change at once; U2): the account's next
// term, its grants, duties of office and open applications, the letter to the provider, all in one transaction.
//
// Promises: what takes effect later does so by itself, to the millisecond; it is previewed by the same function that
// records it; until then it can be taken back. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "duties/letter.h"
#include "grants/holder.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::duties {

enum class LeaverKind : std::uint8_t { transfer, resignation, retirement, leave };
std::string_view leaver_kind_code(LeaverKind kind);
std::optional<LeaverKind> leaver_kind_from_code(std::string_view code);

struct NewLeaver {
    people::AccountId account{0};
    LeaverKind kind = LeaverKind::resignation;
    base::Date on{};                     // the first day on which the rights are others; today: at once
    std::optional<base::Date> until;     // of a leave: the first day back; absent: until somebody restores it
    std::optional<people::UnitId> unit;  // of a transfer
    std::optional<people::Roles> roles;  // of a transfer; absent: suspended there until somebody applies
    std::optional<people::AccountId> hand_over_to;  // takes over the grants; of the same unit
    std::string reason;
};

// One thing that is done, in words for people.
struct Effect {
    std::string code;  // "account_closes", …
    std::string zh;
    std::string en;
    std::string clause;
};

struct LeaverPreview {
    std::vector<Effect> effects;
    std::int64_t sessions = 0;  // open ones of the account
    std::vector<grants::HolderGrant> grants;
    std::vector<Effect> open_work;  // what waits for the account, or comes from it
    std::optional<base::Date> letter_due;
    base::Instant effective_at{};
};
// By an account administrator who answers for the account's unit. Errors: people.not_found, people.own_account,
// people.account_closed, people.not_your_unit, duties.leaver_ill_formed (detail: which part), duties.leaver_day_past,
// people.change_planned (something else is recorded ahead), grants.own_grant, grants.holder_not_in_unit,
// those of people::plan_change.
base::Result<LeaverPreview> preview_leaver(store::ReadTx& tx, const people::Office& office, const people::Actor& by,
                                           const NewLeaver& leaver, base::Instant now);
base::Result<LeaverId> record_leaver(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                     const NewLeaver& leaver, base::Random& random, base::Instant now);
// Before it took effect. Errors: duties.leaver_not_found, duties.leaver_over.
base::Result<void> withdraw_leaver(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                   LeaverId leaver, std::string_view reason, base::Random& random, base::Instant now);

enum class LeaverState : std::uint8_t { planned, in_force, over, withdrawn };
std::string_view leaver_state_code(LeaverState state);

struct Leaver {
    LeaverId id{0};
    people::AccountId account{0};
    std::string account_name;
    std::string display_name;
    people::UnitId unit{0};  // when it was recorded
    std::string unit_name;
    LeaverKind kind = LeaverKind::resignation;
    base::Date on{};
    base::Instant effective_at{};
    std::optional<base::Date> until;
    std::optional<base::Instant> until_at;
    std::optional<people::UnitId> to_unit;
    std::string to_unit_name;
    std::optional<people::Roles> to_roles;
    std::optional<people::AccountId> hand_over_to;
    std::string reason;
    std::vector<Effect> effects;
    people::AccountId recorded_by{0};
    std::string recorded_by_name;
    base::Instant recorded_at{};
    std::optional<base::Instant> withdrawn_at;
    std::string withdrawn_reason;

    LeaverState state(base::Instant now) const;
};
base::Result<std::vector<Leaver>> leavers(store::ReadTx& tx);         // the newest first
base::Result<std::vector<LeaverId>> read_leavers(store::ReadTx& tx);  // whose accesses somebody has read
base::Result<std::optional<Leaver>> find_leaver(store::ReadTx& tx, LeaverId leaver);

// May the actor read it? Administrators and heads who answer for its unit, auditors, checkers. And the list of what was
// looked up: those who act as head of the unit, auditors, checkers; not the administrators.
base::Result<bool> may_read_leaver(store::ReadTx& tx, const people::Actor& actor, const Leaver& leaver,
                                   base::Instant now);
base::Result<bool> may_read_accesses(store::ReadTx& tx, const people::Actor& actor, const Leaver& leaver,
                                     base::Instant now);
// From when that list is: the profile's days before the change, up to it (or to now, if it is ahead).
struct AccessSpan {
    base::Instant from{};
    base::Instant to{};
};
AccessSpan accesses_of(const law::Profile& profile, const Leaver& leaver, base::Instant now);
// Enters that they are read.
base::Result<void> record_accesses_read(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                        const Leaver& leaver, base::Instant now);

}  // namespace menhu::duties
