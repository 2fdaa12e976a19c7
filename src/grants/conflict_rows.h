#pragma once
// grants_conflicts and grants_conflict_acts. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "crypto/tag.h"
#include "grants/conflict.h"
#include "store/database.h"

namespace menhu::grants::rows {

// How many declarations of this account about this person are in force. For the decision; one SELECT by index.
base::Result<std::int64_t> count_conflicts(store::ReadTx& tx, people::AccountId account, const crypto::Tag& person);

// Without what the reader may and what is sealed.
base::Result<void> insert_conflict(store::WriteTx& tx, const Conflict& conflict, const crypto::Tag& person);
base::Result<void> insert_conflict_act(store::WriteTx& tx, ConflictId id, ConflictAct act, people::AccountId by,
                                       base::Instant now);
base::Result<std::optional<Conflict>> conflict(store::ReadTx& tx, ConflictId id);
base::Result<std::optional<crypto::Tag>> conflict_person(store::ReadTx& tx, ConflictId id);
base::Result<std::vector<Conflict>> conflicts(store::ReadTx& tx);  // newest first
// Neither taken over nor withdrawn, oldest first.
base::Result<std::vector<Conflict>> open_conflicts(store::ReadTx& tx);

std::span<const store::Statement> conflict_statements();

}  // namespace menhu::grants::rows
