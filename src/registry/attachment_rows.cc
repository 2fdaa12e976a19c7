#include "registry/attachment_rows.h"

#include <array>

namespace menhu::registry::rows {

namespace {

using store::Row;
using store::Statement;

#define ATTACHMENT_COLUMNS                                                                                      \
    "id, account_id, unit_id, grant_id, kind, shown, keeps, source_id, source_log, source_first, source_last, " \
    "entry_log, entry_index, case_key, people, bytes, sha256, wrapped_head_key, sealed_head, wrapped_key, "     \
    "made_at, ends_at, due_at, destroyed_at, opened, paper, paper_on, register_until"
constexpr Statement insert_row{"registry.insert_attachment",
                               "INSERT INTO registry_attachments (" ATTACHMENT_COLUMNS
                               ", sealed_file) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
                               "$15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)"};
constexpr Statement by_id{"registry.attachment",
                          "SELECT " ATTACHMENT_COLUMNS " FROM registry_attachments WHERE id = $1"};
constexpr Statement file_by_id{
    "registry.attachment_file",
    "SELECT sealed_file FROM registry_attachments WHERE id = $1 AND wrapped_key IS NOT NULL"};
#define ATTACHMENT_WHERE                                                                                    \
    " FROM registry_attachments WHERE id < $1 AND (CAST($2 AS BIGINT) IS NULL OR account_id = $2)"          \
    " AND (CAST($3 AS BIGINT) IS NULL OR unit_id = $3) AND (CAST($4 AS TEXT) IS NULL OR kind = $4)"         \
    " AND (CAST($5 AS BIGINT) IS NULL OR case_key = $5)"                                                    \
    " AND (CAST($6 AS BYTEA) IS NULL OR sha256 = $6)"                                                       \
    " AND (CAST($7 AS BIGINT) = 0 OR (CAST($7 AS BIGINT) = 1 AND wrapped_key IS NOT NULL AND ends_at > $8)" \
    " OR (CAST($7 AS BIGINT) = 2 AND (wrapped_key IS NULL OR ends_at <= $8))"                               \
    " OR (CAST($7 AS BIGINT) = 3 AND paper = 'unsaid'))"
constexpr Statement filtered{"registry.attachments",
                             "SELECT " ATTACHMENT_COLUMNS ATTACHMENT_WHERE " ORDER BY id DESC LIMIT $9"};
constexpr Statement count_filtered{"registry.count_attachments", "SELECT COUNT(*)" ATTACHMENT_WHERE};
#undef ATTACHMENT_WHERE
#undef ATTACHMENT_COLUMNS
constexpr Statement unsaid_of{"registry.attachments_unsaid",
                              "SELECT COUNT(*), MIN(due_at) FROM registry_attachments WHERE account_id = $1 "
                              "AND paper = 'unsaid' AND due_at < $2"};
constexpr Statement opened_row{"registry.attachment_opened",
                               "UPDATE registry_attachments SET opened = opened + 1 WHERE id = $1"};
constexpr Statement paper_row{
    "registry.attachment_paper",
    "UPDATE registry_attachments SET paper = $2, paper_on = $3, paper_by = $4, paper_at = $5 WHERE id = $1"};
constexpr Statement forget_row{"registry.forget_attachment",
                               "UPDATE registry_attachments SET wrapped_key = NULL, sealed_file = NULL, "
                               "destroyed_at = $2 WHERE id = $1"};
constexpr Statement ended_rows{
    "registry.attachments_ended",
    "SELECT id FROM registry_attachments WHERE ends_at <= $1 AND wrapped_key IS NOT NULL ORDER BY id LIMIT $2"};
constexpr Statement forget_head_rows{
    "registry.forget_attachment_heads",
    "UPDATE registry_attachments SET wrapped_head_key = NULL, sealed_head = NULL WHERE id IN (SELECT id FROM "
    "registry_attachments WHERE register_until <= $1 AND wrapped_head_key IS NOT NULL AND wrapped_key IS NULL ORDER BY "
    "id "
    "LIMIT $2)"};
constexpr std::array table{insert_row, by_id,     file_by_id, filtered,   count_filtered,  unsaid_of,
                           opened_row, paper_row, forget_row, ended_rows, forget_head_rows};

AttachmentRow decode(const Row& row) {
    return {.id = row.integer(0),
            .account = row.integer(1),
            .unit = row.integer(2),
            .grant = row.integer(3),
            .kind = std::string{row.text(4)},
            .shown = std::string{row.text(5)},
            .keeps = std::string{row.text(6)},
            .source = row.integer(7),
            .source_log = row.integer(8),
            .source_first = row.integer(9),
            .source_last = row.integer(10),
            .entry_log = row.integer(11),
            .entry_index = row.integer(12),
            .case_key = row.integer(13),
            .people = row.integer(14),
            .bytes = row.integer(15),
            .sha256 = *row.maybe_bytes(16),
            .wrapped_head_key = row.maybe_bytes(17),
            .sealed_head = row.maybe_bytes(18),
            .wrapped_key = row.maybe_bytes(19),
            .made_at = row.instant(20),
            .ends_at = row.instant(21),
            .due_at = row.instant(22),
            .destroyed_at = row.maybe_instant(23),
            .opened = row.integer(24),
            .paper = std::string{row.text(25)},
            .paper_on = std::string{row.text(26)},
            .register_until = row.instant(27)};
}

std::int64_t first_integer(const Row& row) { return row.integer(0); }

}  // namespace

base::Result<void> insert_attachment(store::WriteTx& tx, const AttachmentRow& row, base::ByteView sealed_file) {
    TRY(tx.run(insert_row, row.id, row.account, row.unit, row.grant, row.kind, row.shown, row.keeps, row.source,
               row.source_log, row.source_first, row.source_last, row.entry_log, row.entry_index, row.case_key,
               row.people, row.bytes, row.sha256, row.wrapped_head_key, row.sealed_head, row.wrapped_key, row.made_at,
               row.ends_at, row.due_at, row.destroyed_at, row.opened, row.paper, row.paper_on, row.register_until,
               sealed_file));
    return {};
}

base::Result<std::optional<AttachmentRow>> attachment(store::ReadTx& tx, std::int64_t id) {
    return tx.one(by_id, decode, id);
}

base::Result<std::optional<base::Bytes>> attachment_file(store::ReadTx& tx, std::int64_t id) {
    auto found = TRY(tx.one(file_by_id, [](const Row& row) { return row.maybe_bytes(0); }, id));
    if (!found) return std::optional<base::Bytes>{};
    return *std::move(found);
}

base::Result<std::vector<AttachmentRow>> attachments(store::ReadTx& tx, const AttachmentFilter& filter,
                                                     base::Instant now, std::int64_t limit) {
    return tx.all(filtered, decode, filter.before, filter.account, filter.unit, filter.kind, filter.case_key,
                  filter.sha256, filter.state, now, limit);
}

base::Result<std::int64_t> count_attachments(store::ReadTx& tx, const AttachmentFilter& filter, base::Instant now) {
    const auto count = TRY(tx.one(count_filtered, first_integer, filter.before, filter.account, filter.unit,
                                  filter.kind, filter.case_key, filter.sha256, filter.state, now));
    return count.value_or(0);
}

base::Result<Unsaid> unsaid_attachments(store::ReadTx& tx, std::int64_t account, base::Instant until) {
    const auto found = TRY(
        tx.one(unsaid_of, [](const Row& row) { return Unsaid{row.integer(0), row.maybe_instant(1)}; }, account, until));
    return found.value_or(Unsaid{});
}

base::Result<void> count_opened(store::WriteTx& tx, std::int64_t id) {
    TRY(tx.run(opened_row, id));
    return {};
}

base::Result<void> put_paper(store::WriteTx& tx, std::int64_t id, std::string_view paper, std::string_view on,
                             std::int64_t by, base::Instant now) {
    TRY(tx.run(paper_row, id, paper, on, by, now));
    return {};
}

base::Result<void> forget_attachment(store::WriteTx& tx, std::int64_t id, base::Instant now) {
    TRY(tx.run(forget_row, id, now));
    return {};
}

base::Result<std::vector<std::int64_t>> ended_attachments(store::ReadTx& tx, base::Instant now, std::int64_t limit) {
    return tx.all(ended_rows, first_integer, now, limit);
}

base::Result<std::int64_t> forget_heads(store::WriteTx& tx, base::Instant now, std::int64_t limit) {
    return tx.run(forget_head_rows, now, limit);
}

std::span<const Statement> attachment_statements() { return table; }

}  // namespace menhu::registry::rows
