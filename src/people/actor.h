#pragma once
// Who acts. An Actor is a right: only identify() makes one from a session's token, and only operator_actor() one for
// the command line. A function that takes an Actor cannot be called by nobody.
//
// Promise: the roles() of an account that may do nothing (suspended, closed, expired, outside its hours or networks, or
// before it has done its duty: a first change of password, a second factor) are empty, so that a guard by role holds
// for them too. Thread rule: values; an Actor is good for the call for which it was made, and is not kept.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "people/ids.h"
#include "people/role.h"

namespace menhu::people {

// The state of an account, computed when asked. idle: unused for longer than the profile allows (U2); separated: its
// roles may no longer meet in one hand (F2.6); outside_hours, outside_network: not now, not from here (1-1-7).
enum class Standing : std::uint8_t {
    active,
    not_yet_valid,
    expired,
    suspended,
    closed,
    idle,
    separated,
    outside_hours,
    outside_network
};
std::string_view standing_code(Standing standing);  // "active", …

enum class PasswordDuty : std::uint8_t { none, must_change };

// What must be done in a session before anything else. must_prove_second: the password was right, the second factor is
// outstanding; must_enrol: a credential is wanting, so that only credentials may be enrolled.
enum class Duty : std::uint8_t { none, must_prove_second, must_change_password, must_enrol };
std::string_view duty_code(Duty duty);  // "none", …

// The limits of the session that an Actor came with.
struct SessionLimits {
    base::Instant idle_expires_at{};
    base::Instant absolute_expires_at{};
    base::Duration warning{};     // how long before a limit the user is warned
    base::Instant fresh_until{};  // who it is was proved so lately that it counts as fresh (people/prove.h)
    enum class Extension : std::uint8_t { left, used } extension{};  // exactly one extension (S1.3)
    enum class Slide : std::uint8_t { due, recent } slide{};         // due: a write may touch() it, see session.h
    SessionId session{0};  // which one; for what lasts only as long as it lives (live_session.h)
};

class Actor {
public:
    AccountId account() const { return account_; }
    UnitId unit() const { return unit_; }
    // What the account may do now; empty if may_act() is not.
    Roles roles() const { return may_act() ? roles_ : Roles{}; }
    // What the account was given, whatever its state; for showing only.
    Roles granted_roles() const { return roles_; }
    bool has(Role role) const { return roles().has(role); }
    Standing standing() const { return standing_; }
    Duty duty() const { return duty_; }
    bool may_act() const { return standing_ == Standing::active && duty_ == Duty::none; }
    bool is_operator_at_console() const { return account_ == operator_account; }

    const std::string& account_name() const { return account_name_; }  // what is typed at sign-in
    const std::string& display_name() const { return display_name_; }
    const std::string& unit_name() const { return unit_name_; }
    // "68000010" for a district office's people; empty otherwise.
    const std::string& district() const { return district_; }
    // Nothing for the operator at the console.
    const std::optional<SessionLimits>& session() const { return session_; }

private:
    friend class ActorMaker;  // session_rows.cc, operator.cc
    Actor(AccountId account, UnitId unit) : account_{account}, unit_{unit} {}

    AccountId account_;
    UnitId unit_;
    Roles roles_;
    Standing standing_ = Standing::closed;
    Duty duty_ = Duty::must_prove_second;
    std::string account_name_;
    std::string display_name_;
    std::string unit_name_;
    std::string district_;
    std::optional<SessionLimits> session_;
};

// Nothing, if the actor may act and has the role (or one of the roles). Errors, all Fault::refused:
// people.must_change_password, people.must_enrol, people.must_prove_second, people.outside_hours,
// people.outside_network, people.account_inactive, people.role_missing.
base::Result<void> require(const Actor& actor, Role role);
base::Result<void> require_any(const Actor& actor, Roles roles);
// The first half of these: may it act at all?
base::Result<void> require_able(const Actor& actor);

}  // namespace menhu::people
