#pragma once
// people_duties and people_absences. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "people/absence.h"
#include "people/duty.h"

namespace menhu::people::rows {

// A row of id, unit, its name, kind, account, its name and display name, from, until, note, recorded.
OfficeDuty decode_duty(const store::Row& row);

base::Result<void> insert_duty(store::WriteTx& tx, DutyId id, const NewDuty& duty, AccountId by, base::Instant now);
base::Result<void> update_duty_end(store::WriteTx& tx, DutyId id, base::Instant until);
base::Result<std::optional<OfficeDuty>> duty(store::ReadTx& tx, DutyId id);
base::Result<std::vector<OfficeDuty>> duties_of_unit(store::ReadTx& tx, UnitId unit);
base::Result<std::vector<OfficeDuty>> duties_of_agency(store::ReadTx& tx);
base::Result<std::vector<OfficeDuty>> duties_of_account(store::ReadTx& tx, AccountId account);
base::Result<std::vector<OfficeDuty>> duties_at(store::ReadTx& tx, base::Instant at);
// Duties in force of the kind that the account has, for the unit or the whole agency (a unit of nothing: for that
// only).
base::Result<std::int64_t> count_duties(store::ReadTx& tx, AccountId account, DutyKind kind, std::optional<UnitId> unit,
                                        base::Instant at);

base::Result<void> insert_absence(store::WriteTx& tx, const Absence& absence, AccountId by);
base::Result<void> update_absence_end(store::WriteTx& tx, AbsenceId id, base::Instant at);
base::Result<std::optional<Absence>> absence(store::ReadTx& tx, AbsenceId id, base::Instant now);
base::Result<std::vector<Absence>> absences(store::ReadTx& tx, base::Instant now);
base::Result<std::vector<Absence>> absences_of(store::ReadTx& tx, AccountId account, base::Instant now);
base::Result<std::int64_t> count_absences(store::ReadTx& tx, AccountId account, base::Instant at);

std::span<const store::Statement> duty_statements();

}  // namespace menhu::people::rows
