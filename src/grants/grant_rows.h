#pragma once
// grants_grants and grants_holders. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "grants/grant.h"
#include "grants/verdict.h"
#include "store/database.h"

namespace menhu::grants::rows {

struct GrantRow {
    GrantView view;  // without bases, holders, unit name, state and days left
    StoredState state = StoredState::ended;
    std::optional<base::Instant> ended_at;
};

base::Result<void> insert_grant(store::WriteTx& tx, GrantId id, const NewGrant& grant);
base::Result<void> update_state(store::WriteTx& tx, GrantId id, StoredState state,
                                std::optional<base::Instant> ended_at);

base::Result<std::optional<GrantRow>> grant(store::ReadTx& tx, GrantId id, base::Instant now);
base::Result<std::vector<GrantRow>> grants(store::ReadTx& tx, base::Instant now);
base::Result<std::vector<GrantRow>> grants_held(store::ReadTx& tx, people::AccountId account, base::Instant now);
base::Result<std::vector<GrantRow>> grants_of_unit(store::ReadTx& tx, people::UnitId unit, base::Instant now);
base::Result<std::vector<people::AccountId>> holders(store::ReadTx& tx, GrantId id, base::Instant at);
base::Result<std::vector<GrantView::BasisName>> basis_names(store::ReadTx& tx, PurposeId purpose);

std::span<const store::Statement> grant_statements();

}  // namespace menhu::grants::rows
