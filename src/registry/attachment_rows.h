#pragma once
// The rows of attachments. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "store/database.h"

namespace menhu::registry::rows {

struct AttachmentRow {
    std::int64_t id = 0;
    std::int64_t account = 0;
    std::int64_t unit = 0;
    std::int64_t grant = 0;
    std::string kind;
    std::string shown;
    std::string keeps;
    std::int64_t source = 0;
    std::int64_t source_log = 0;
    std::int64_t source_first = 0;
    std::int64_t source_last = 0;
    std::int64_t entry_log = 0;
    std::int64_t entry_index = 0;
    std::int64_t case_key = 0;
    std::int64_t people = 0;
    std::int64_t bytes = 0;
    base::Bytes sha256;
    std::optional<base::Bytes> wrapped_head_key;
    std::optional<base::Bytes> sealed_head;
    std::optional<base::Bytes> wrapped_key;
    base::Instant made_at{};
    base::Instant ends_at{};
    base::Instant due_at{};
    std::optional<base::Instant> destroyed_at;
    std::int64_t opened = 0;
    std::string paper;
    std::string paper_on;
    base::Instant register_until{};
};
base::Result<void> insert_attachment(store::WriteTx& tx, const AttachmentRow& row, base::ByteView sealed_file);
base::Result<std::optional<AttachmentRow>> attachment(store::ReadTx& tx, std::int64_t id);
// Nothing once it was destroyed.
base::Result<std::optional<base::Bytes>> attachment_file(store::ReadTx& tx, std::int64_t id);

struct AttachmentFilter {
    std::int64_t before = 0;
    std::optional<std::int64_t> account;
    std::optional<std::int64_t> unit;
    std::optional<std::string> kind;
    std::optional<std::int64_t> case_key;
    std::optional<base::Bytes> sha256;
    std::int64_t state = 0;  // AttachmentSearch::State
};
base::Result<std::vector<AttachmentRow>> attachments(store::ReadTx& tx, const AttachmentFilter& filter,
                                                     base::Instant now, std::int64_t limit);
base::Result<std::int64_t> count_attachments(store::ReadTx& tx, const AttachmentFilter& filter, base::Instant now);
struct Unsaid {
    std::int64_t count = 0;
    std::optional<base::Instant> first;
};
base::Result<Unsaid> unsaid_attachments(store::ReadTx& tx, std::int64_t account, base::Instant until);

base::Result<void> count_opened(store::WriteTx& tx, std::int64_t id);
base::Result<void> put_paper(store::WriteTx& tx, std::int64_t id, std::string_view paper, std::string_view on,
                             std::int64_t by, base::Instant now);
// Key and file.
base::Result<void> forget_attachment(store::WriteTx& tx, std::int64_t id, base::Instant now);
base::Result<std::vector<std::int64_t>> ended_attachments(store::ReadTx& tx, base::Instant now, std::int64_t limit);
// Case number and reason of those whose time in the register is over, at most `limit`; answers how many.
base::Result<std::int64_t> forget_heads(store::WriteTx& tx, base::Instant now, std::int64_t limit);

std::span<const store::Statement> attachment_statements();

}  // namespace menhu::registry::rows
