#pragma once
// Absences: while the head of a unit is away, the deputy acts (U1.1). Thread rule: as the transaction.
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

struct AbsenceTag;
using AbsenceId = base::Id<AbsenceTag>;

struct Absence {
    AbsenceId id{0};
    AccountId account{0};
    std::string account_name;
    std::string display_name;
    UnitId unit{0};  // of the account at the time of asking
    base::Instant from{};
    base::Instant until{};  // not included
    std::optional<base::Instant> ended_at;
    base::Instant recorded_at{};

    bool in_force(base::Instant at) const { return from <= at && at < until && (!ended_at || at < *ended_at); }
};

// One's own, or by an administrator who answers for the unit. `reason` is sealed in the ledger and kept nowhere else.
// Errors: people.absence_ill_formed (it ends before it begins, or has ended), people.not_found, people.not_your_unit,
// those of require_any().
base::Result<AbsenceId> add_absence(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                    base::Instant from, base::Instant until, std::string_view reason,
                                    base::Random& random, base::Instant now);
// From now on; before its beginning it never was. Errors: people.not_found, people.absence_over, those above.
base::Result<void> end_absence(store::WriteTx& tx, const Office& office, const Actor& by, AbsenceId absence,
                               base::Instant now);

base::Result<std::vector<Absence>> absences(store::ReadTx& tx, base::Instant now);  // those that are not over, by start
base::Result<std::vector<Absence>> absences_of(store::ReadTx& tx, AccountId account, base::Instant now);  // all
base::Result<bool> is_absent(store::ReadTx& tx, AccountId account, base::Instant at);

}  // namespace menhu::people
