#include "people/absence.h"

#include <algorithm>

#include "people/account.h"
#include "people/duty.h"
#include "people/duty_rows.h"
#include "people/record.h"

namespace menhu::people {
namespace {

using base::Error;
using base::Fault;

// One's own, or that of somebody for whom the actor answers.
base::Result<void> require_entitled(store::ReadTx& tx, const Actor& by, AccountId account, base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    if (by.account() == account) return {};
    TRY(require(by, Role::account_administrator));
    const auto found = TRY(find_account(tx, account, now));
    if (!found) return Error{Fault::not_found, "people.not_found", "account"};
    return require_administrator_of(tx, by, found->unit, now);
}

}  // namespace

base::Result<AbsenceId> add_absence(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                    base::Instant from, base::Instant until, std::string_view reason,
                                    base::Random& random, base::Instant now) {
    TRY(require_entitled(tx, by, account, now));
    if (until <= from || until <= now) return Error{Fault::bad_input, "people.absence_ill_formed"};
    Absence absence;
    absence.id = AbsenceId::make(now, random);
    absence.account = account;
    absence.from = std::max(from, now);  // who acted in the past is not rewritten
    absence.until = until;
    absence.recorded_at = now;
    TRY(rows::insert_absence(tx, absence, by.account()));
    TRY(record(tx, office, by, "people.absence_added",
               {{"absence", absence.id.text()},
                {"about_account", account.text()},
                {"from", base::to_rfc3339(absence.from)},
                {"until", base::to_rfc3339(until)}},
               {{"reason", std::string{reason}}}, now));
    return absence.id;
}

base::Result<void> end_absence(store::WriteTx& tx, const Office& office, const Actor& by, AbsenceId absence,
                               base::Instant now) {
    const auto found = TRY(rows::absence(tx, absence, now));
    if (!found) return Error{Fault::not_found, "people.not_found", "absence"};
    TRY(require_entitled(tx, by, found->account, now));
    if (found->until <= now || found->ended_at) return Error{Fault::conflict, "people.absence_over"};
    TRY(rows::update_absence_end(tx, absence, std::max(now, found->from)));
    return record(tx, office, by, "people.absence_ended",
                  {{"absence", absence.text()}, {"about_account", found->account.text()}}, {}, now);
}

base::Result<std::vector<Absence>> absences(store::ReadTx& tx, base::Instant now) { return rows::absences(tx, now); }

base::Result<std::vector<Absence>> absences_of(store::ReadTx& tx, AccountId account, base::Instant now) {
    return rows::absences_of(tx, account, now);
}

base::Result<bool> is_absent(store::ReadTx& tx, AccountId account, base::Instant at) {
    const auto count = TRY(rows::count_absences(tx, account, at));
    return count > 0;
}

}  // namespace menhu::people
