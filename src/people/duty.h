#pragma once
// Duties of office: who is head, deputy, account administrator, designated person or handler of which unit, from when
// until when (U1.1, F2.1, F2.2). A role says what somebody may do; a duty says for which unit.
//
// Promises: who answered for a unit on any past day stays answerable; a duty only ever gets an end, and never one in
// the past. A unit has one head and one deputy at a time. While the head is away (absence.h) or there is none, the
// deputy acts. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <set>
#include <span>
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

struct DutyTag;
using DutyId = base::Id<DutyTag>;

enum class DutyKind : std::uint8_t { head, deputy, account_administrator, designated_person, handler };
std::string_view duty_kind_code(DutyKind kind);  // "head", …
std::optional<DutyKind> duty_kind_from_code(std::string_view code);

struct NewDuty {
    std::optional<UnitId> unit;  // nothing: the whole agency
    DutyKind kind = DutyKind::head;
    AccountId account{0};
    base::Instant from{};                // may lie in the past: somebody was head before this was entered
    std::optional<base::Instant> until;  // not included
    std::string note;
};

struct OfficeDuty {
    DutyId id{0};
    std::optional<UnitId> unit;
    std::string unit_name;  // empty for the whole agency
    DutyKind kind = DutyKind::head;
    AccountId account{0};
    std::string account_name;
    std::string display_name;
    base::Instant from{};
    std::optional<base::Instant> until;
    std::string note;
    base::Instant recorded_at{};

    bool in_force(base::Instant at) const { return from <= at && (!until || at < *until); }
};

// By an account administrator who answers for the unit, never for the own account. Errors: people.not_found,
// people.duty_ill_formed, people.duty_role_missing (a head needs the role unit_head, and so on), people.duty_taken (the
// unit has a head or deputy then), people.own_account, people.not_your_unit, those of require().
base::Result<DutyId> assign_duty(store::WriteTx& tx, const Office& office, const Actor& by, const NewDuty& duty,
                                 base::Random& random, base::Instant now);
// From `at` on, now or later. Errors: people.not_found, people.duty_ill_formed (`at` is past or after its end), and
// those of assign_duty about who acts.
base::Result<void> end_duty(store::WriteTx& tx, const Office& office, const Actor& by, DutyId duty, base::Instant at,
                            std::string_view note, base::Instant now);
// Every duty of an account that goes on at `at` ends then, for the given unit or for all; for who has the right to end
// the account. Answers how many. One entry each.
base::Result<std::int64_t> end_duties_of(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                         std::optional<UnitId> unit, base::Instant at, base::Instant now);

// By their beginning. Of a unit: its own ones, not those of the whole agency.
base::Result<std::vector<OfficeDuty>> duties_of_unit(store::ReadTx& tx, UnitId unit);
base::Result<std::vector<OfficeDuty>> duties_of_account(store::ReadTx& tx, AccountId account);
base::Result<std::vector<OfficeDuty>> duties_at(store::ReadTx& tx, base::Instant at);  // all in force then
base::Result<std::optional<OfficeDuty>> find_duty(store::ReadTx& tx, DutyId duty);

// Who answered for the unit at an instant, past, present or future as far as it is recorded. `administrator` is the
// unit's, or else the whole agency's. `acting` is who acts as head: the head; the deputy while the head is away or
// there is none; or else whoever acts for the parent unit, and at last for the whole agency.
struct Answerable {
    std::optional<OfficeDuty> head;
    std::optional<OfficeDuty> deputy;
    std::optional<OfficeDuty> administrator;
    std::optional<OfficeDuty> acting;
};
base::Result<Answerable> answerable(store::ReadTx& tx, UnitId unit, base::Instant at);

// Who acts as head of the unit at `at` if none of `except` may. A head among `except` is not replaced by the own
// deputy, who is not to judge the head's own affairs, but by who acts for the parent unit.
base::Result<std::optional<OfficeDuty>> acting_head(store::ReadTx& tx, UnitId unit, std::span<const AccountId> except,
                                                    base::Instant at);

// Nothing, if the actor is an account administrator who answers for the unit. Errors: those of require();
// people.not_your_unit.
base::Result<void> require_administrator_of(store::ReadTx& tx, const Actor& by, UnitId unit, base::Instant now);
// The same for the whole agency.
base::Result<void> require_agency_administrator(store::ReadTx& tx, const Actor& by, base::Instant now);
// The units for which the actor is head, deputy or (with the role) account administrator at `now`.
struct Reach {
    std::set<UnitId> units;
    enum class Agency : std::uint8_t { no, yes } agency = Agency::no;  // the whole agency
    bool covers(UnitId unit) const { return agency == Agency::yes || units.contains(unit); }
    bool empty() const { return agency == Agency::no && units.empty(); }
};
base::Result<Reach> reach_of(store::ReadTx& tx, const Actor& by, base::Instant now);

// Does the account answer for the unit (or for the whole agency) with this duty at `at`?
base::Result<bool> has_duty(store::ReadTx& tx, AccountId account, DutyKind kind, std::optional<UnitId> unit,
                            base::Instant at);

}  // namespace menhu::people
