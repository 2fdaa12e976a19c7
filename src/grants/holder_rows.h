#pragma once
// grants_holders with their dates. Inside the room. Thread rule: as the transaction.
#include <span>
#include <vector>

#include "grants/holder.h"

namespace menhu::grants::rows {

base::Result<std::vector<HolderGrant>> held_at(store::ReadTx& tx, people::AccountId account, base::Instant at);
base::Result<std::int64_t> end_holder(store::WriteTx& tx, GrantId grant, people::AccountId account, base::Instant at);
base::Result<void> put_holder(store::WriteTx& tx, GrantId grant, people::AccountId account, base::Instant at);
// Grants from which the account is taken off at `at`.
base::Result<std::vector<GrantId>> ended_at(store::ReadTx& tx, people::AccountId account, base::Instant at);
base::Result<void> open_holder(store::WriteTx& tx, GrantId grant, people::AccountId account);
// Those of the grant who begin at `at` end at once: they never hold it.
base::Result<void> end_beginners(store::WriteTx& tx, GrantId grant, base::Instant at);

std::span<const store::Statement> holder_statements();

}  // namespace menhu::grants::rows
