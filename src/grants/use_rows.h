#pragma once
// grants_applications with their forms and steps. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "grants/use_application.h"

namespace menhu::grants::rows {

base::Result<void> insert_use_application(store::WriteTx& tx, const UseApplication& application);
base::Result<void> insert_use_form(store::WriteTx& tx, UseApplicationId id, std::int64_t number, const UseForm& form,
                                   base::Instant now);
// Its number is given here.
base::Result<void> insert_use_step(store::WriteTx& tx, UseApplicationId id, const UseStep& step);
// State, version, form number, stages, approved stages, purpose, grant and lapse; if its version is still
// `expects`, else nothing changes and the answer is 0.
base::Result<std::int64_t> update_use_application(store::WriteTx& tx, const UseApplication& application,
                                                  std::int64_t expects);

// With the state as it is stored; that it has lapsed is the caller's to see.
base::Result<std::optional<UseApplication>> use_application(store::ReadTx& tx, UseApplicationId id);
base::Result<std::optional<UseApplication>> use_application(store::ReadTx& tx, std::string_view number);
base::Result<std::vector<UseStep>> use_steps(store::ReadTx& tx, UseApplicationId id);
// How many were submitted in [from, until), ever; for the next number.
base::Result<std::int64_t> count_submitted(store::ReadTx& tx, base::Instant from, base::Instant until);
// Open renewals of a grant that have not lapsed at `now`, but this one.
base::Result<std::int64_t> count_open_renewals(store::ReadTx& tx, GrantId grant, UseApplicationId except,
                                               base::Instant now);
// Grants with such a renewal, or with one that was approved.
base::Result<std::vector<GrantId>> grants_being_renewed(store::ReadTx& tx, base::Instant now);

// The newest first.
base::Result<std::vector<UseApplication>> waiting_use_applications(store::ReadTx& tx, base::Instant now);  // submitted
base::Result<std::vector<UseApplication>> use_applications_of(store::ReadTx& tx, people::AccountId account);
base::Result<std::vector<UseApplication>> use_applications_of_unit(store::ReadTx& tx, people::UnitId unit);
base::Result<std::vector<UseApplication>> all_use_applications(store::ReadTx& tx, std::int64_t limit);
// Open ones whose time has passed, the oldest first.
base::Result<std::vector<UseApplication>> lapsed_use_applications(store::ReadTx& tx, base::Instant now,
                                                                  std::int64_t limit);

std::span<const store::Statement> use_statements();

}  // namespace menhu::grants::rows
