#pragma once
// The rows of recipients, approvals and copies. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "registry/copy.h"
#include "registry/copy_approval.h"
#include "registry/recipient.h"
#include "store/database.h"

namespace menhu::registry::rows {

base::Result<void> insert_recipient(store::WriteTx& tx, const Recipient& recipient);
base::Result<void> confirm_recipient(store::WriteTx& tx, RecipientId id, people::AccountId by, std::string_view channel,
                                     base::Instant now);
base::Result<void> revoke_recipient(store::WriteTx& tx, RecipientId id, people::AccountId by, std::string_view why,
                                    base::Instant now);
base::Result<std::vector<Recipient>> recipients(store::ReadTx& tx);
base::Result<std::optional<Recipient>> recipient(store::ReadTx& tx, RecipientId id);

// With its recipients.
base::Result<void> insert_approval(store::WriteTx& tx, const CopyApproval& approval);
base::Result<void> confirm_approval(store::WriteTx& tx, CopyApprovalId id, people::AccountId by, base::Instant now);
base::Result<void> revoke_approval(store::WriteTx& tx, CopyApprovalId id, people::AccountId by, std::string_view why,
                                   base::Instant now);
// Without recipients and copies_made.
base::Result<std::vector<CopyApproval>> approvals(store::ReadTx& tx);
base::Result<std::optional<CopyApproval>> approval(store::ReadTx& tx, CopyApprovalId id);
base::Result<std::vector<RecipientId>> recipients_of(store::ReadTx& tx, CopyApprovalId id);
// Made, or being made since `since`.
base::Result<std::int64_t> copies_made(store::ReadTx& tx, CopyApprovalId id, base::Instant since);
// Over all that were ever begun, so that no number is given twice.
base::Result<std::int64_t> last_copy_number(store::ReadTx& tx, CopyApprovalId id);

struct CopyRow {
    std::int64_t id = 0;
    std::string kind;
    std::string copy_of;
    std::int64_t outcome = 0;
    std::int64_t account = 0;
    std::int64_t unit = 0;
    std::int64_t grant = 0;
    std::optional<std::int64_t> approval;
    std::optional<std::int64_t> recipient;
    std::int64_t number = 0;
    std::string form;
    std::int64_t people = 0;
    base::Bytes wrapped_key;
    base::Bytes sealed_head;
    std::string state;
    std::string problem;
    std::int64_t bytes = 0;
    std::optional<base::Bytes> sha256;
    std::int64_t log = 0;
    std::int64_t index = 0;
    base::Instant begun_at{};
    std::optional<base::Instant> fetch_until;
    std::optional<base::Instant> fetched_at;
    std::optional<base::Instant> gone_at;
    std::string destroy_by;
};
base::Result<void> insert_copy(store::WriteTx& tx, const CopyRow& copy);
// What moves: state, problem, bytes, sha256, fetch_until, fetched_at, gone_at.
base::Result<void> update_copy(store::WriteTx& tx, const CopyRow& copy);
base::Result<std::optional<CopyRow>> copy(store::ReadTx& tx, std::int64_t id);
// The newest first; of an account, of a unit, or of all (nothing given).
base::Result<std::vector<CopyRow>> copies(store::ReadTx& tx, std::optional<std::int64_t> account,
                                          std::optional<std::int64_t> unit);
base::Result<std::vector<std::int64_t>> copies_over(store::ReadTx& tx, base::Instant now, std::int64_t limit);

base::Result<void> insert_copy_part(store::WriteTx& tx, std::int64_t copy, std::int64_t part, base::ByteView body);
base::Result<std::vector<base::Bytes>> copy_parts(store::ReadTx& tx, std::int64_t copy);
base::Result<void> delete_copy_parts(store::WriteTx& tx, std::int64_t copy);

struct CopyEndRow {
    std::int64_t copy = 0;
    CopyEnd end;
    people::AccountId by{0};
    base::Instant at{};
};
base::Result<void> insert_copy_end(store::WriteTx& tx, const CopyEndRow& end);
base::Result<std::vector<CopyEndRow>> copy_ends(store::ReadTx& tx);
base::Result<std::optional<CopyEndRow>> copy_end(store::ReadTx& tx, std::int64_t copy);

std::span<const store::Statement> copy_statements();

}  // namespace menhu::registry::rows
