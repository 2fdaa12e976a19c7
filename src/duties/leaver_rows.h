#pragma once
// duties_leavers and their withdrawals. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "duties/leaver.h"

namespace menhu::duties::rows {

base::Result<void> insert_leaver(store::WriteTx& tx, const Leaver& leaver);
base::Result<void> insert_withdrawal(store::WriteTx& tx, LeaverId leaver, std::string_view reason, people::AccountId by,
                                     base::Instant now);
// Once for each reader.
base::Result<void> insert_read(store::WriteTx& tx, LeaverId leaver, people::AccountId by, base::Instant now);
base::Result<std::vector<LeaverId>> read_leavers(store::ReadTx& tx);  // those that somebody has read, each once
base::Result<std::vector<Leaver>> leavers(store::ReadTx& tx);
base::Result<std::optional<Leaver>> leaver(store::ReadTx& tx, LeaverId id);

std::span<const store::Statement> leaver_statements();

}  // namespace menhu::duties::rows
