#pragma once
// grants_application_attachments. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "grants/attachment.h"

namespace menhu::grants::rows {

base::Result<void> insert_attachment(store::WriteTx& tx, const SealedAttachment& file);
// What was sealed is gone with its key.
base::Result<void> clear_attachment(store::WriteTx& tx, AttachmentId id, base::Instant now);
// Those that were not taken off, the oldest first.
base::Result<std::vector<Attachment>> attachments(store::ReadTx& tx, UseApplicationId application);
base::Result<std::optional<SealedAttachment>> sealed_attachment(store::ReadTx& tx, AttachmentId id);

std::span<const store::Statement> attachment_statements();

}  // namespace menhu::grants::rows
