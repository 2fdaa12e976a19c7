#include "grants/attachment_rows.h"

#include <algorithm>
#include <array>

namespace menhu::grants::rows {
namespace {

constexpr store::Statement insert_statement{
    "grants.insert_attachment",
    "INSERT INTO grants_application_attachments (id, application_id, name, media, bytes, sha256, wrapped_key, sealed, "
    "attached_by, attached_at, removed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL)"};
constexpr store::Statement clear_statement{
    "grants.clear_attachment",
    "UPDATE grants_application_attachments SET wrapped_key = NULL, sealed = NULL, removed_at = $2 WHERE id = $1"};
constexpr store::Statement list_statement{
    "grants.attachments",
    "SELECT id, application_id, name, media, bytes, sha256, attached_by, attached_at "
    "FROM grants_application_attachments WHERE application_id = $1 AND removed_at IS NULL ORDER BY id"};
constexpr store::Statement sealed_statement{
    "grants.sealed_attachment",
    "SELECT id, application_id, name, media, bytes, sha256, attached_by, attached_at, wrapped_key, sealed "
    "FROM grants_application_attachments WHERE id = $1 AND removed_at IS NULL"};
constexpr std::array attachment_table{insert_statement, clear_statement, list_statement, sealed_statement};

Attachment decode(const store::Row& row) {
    Attachment attachment{.id = AttachmentId{row.integer(0)},
                          .application = UseApplicationId{row.integer(1)},
                          .name = std::string{row.text(2)},
                          .media = std::string{row.text(3)},
                          .bytes = row.integer(4),
                          .sha256 = {},
                          .by = people::AccountId{row.integer(6)},
                          .at = row.instant(7)};
    const auto digest = row.bytes(5);
    CHECK(digest.size() == attachment.sha256.size());
    std::ranges::copy(digest, attachment.sha256.begin());
    return attachment;
}

}  // namespace

base::Result<void> insert_attachment(store::WriteTx& tx, const SealedAttachment& file) {
    TRY(tx.run(insert_statement, file.what.id, file.what.application, file.what.name, file.what.media, file.what.bytes,
               file.what.sha256, file.wrapped_key, file.sealed, file.what.by, file.what.at));
    return {};
}

base::Result<void> clear_attachment(store::WriteTx& tx, AttachmentId id, base::Instant now) {
    TRY(tx.run(clear_statement, id, now));
    return {};
}

base::Result<std::vector<Attachment>> attachments(store::ReadTx& tx, UseApplicationId application) {
    return tx.all(list_statement, decode, application);
}

base::Result<std::optional<SealedAttachment>> sealed_attachment(store::ReadTx& tx, AttachmentId id) {
    return tx.one(
        sealed_statement,
        [](const store::Row& row) {
            return SealedAttachment{.what = decode(row),
                                    .wrapped_key = row.maybe_bytes(8).value_or(base::Bytes{}),
                                    .sealed = row.maybe_bytes(9).value_or(base::Bytes{})};
        },
        id);
}

std::span<const store::Statement> attachment_statements() { return attachment_table; }

}  // namespace menhu::grants::rows
