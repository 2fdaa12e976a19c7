#include "registry/copy_rows.h"

#include <algorithm>
#include <array>

namespace menhu::registry::rows {
namespace {

using store::Row;
using store::Statement;

#define RECIPIENT_COLUMNS                                                                            \
    "id, name, organisation, contact, public_key, from_on, until_on, registered_by, registered_at, " \
    "confirmed_by, confirmed_at, channel, revoked_by, revoked_at, revoked_why"
constexpr Statement insert_recipient_row{"registry.insert_recipient",
                                         "INSERT INTO registry_recipients (" RECIPIENT_COLUMNS
                                         ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
constexpr Statement recipients_all{"registry.recipients",
                                   "SELECT " RECIPIENT_COLUMNS " FROM registry_recipients ORDER BY id DESC"};
constexpr Statement recipient_by_id{"registry.recipient",
                                    "SELECT " RECIPIENT_COLUMNS " FROM registry_recipients WHERE id = $1"};
#undef RECIPIENT_COLUMNS
constexpr Statement confirm_recipient_row{
    "registry.confirm_recipient",
    "UPDATE registry_recipients SET confirmed_by = $2, channel = $3, confirmed_at = $4 WHERE id = $1"};
constexpr Statement revoke_recipient_row{
    "registry.revoke_recipient",
    "UPDATE registry_recipients SET revoked_by = $2, revoked_why = $3, revoked_at = $4 WHERE id = $1"};

#define APPROVAL_COLUMNS                                                                                     \
    "id, letter_number, letter_on, grant_id, copy_of, scope, carriage, copies_most, people_most, until_on, " \
    "destroy_by, registered_by, registered_at, confirmed_by, confirmed_at, revoked_by, revoked_at, revoked_why"
constexpr Statement insert_approval_row{
    "registry.insert_copy_approval",
    "INSERT INTO registry_copy_approvals (" APPROVAL_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"};
constexpr Statement approvals_all{"registry.copy_approvals",
                                  "SELECT " APPROVAL_COLUMNS " FROM registry_copy_approvals ORDER BY id DESC"};
constexpr Statement approval_by_id{"registry.copy_approval",
                                   "SELECT " APPROVAL_COLUMNS " FROM registry_copy_approvals WHERE id = $1"};
#undef APPROVAL_COLUMNS
constexpr Statement confirm_approval_row{
    "registry.confirm_copy_approval",
    "UPDATE registry_copy_approvals SET confirmed_by = $2, confirmed_at = $3 WHERE id = $1"};
constexpr Statement revoke_approval_row{
    "registry.revoke_copy_approval",
    "UPDATE registry_copy_approvals SET revoked_by = $2, revoked_why = $3, revoked_at = $4 WHERE id = $1"};
constexpr Statement insert_approval_recipient{
    "registry.insert_copy_approval_recipient",
    "INSERT INTO registry_copy_approval_recipients (approval_id, recipient_id) VALUES ($1, $2)"};
constexpr Statement approval_recipients{
    "registry.copy_approval_recipients",
    "SELECT recipient_id FROM registry_copy_approval_recipients WHERE approval_id = $1 ORDER BY recipient_id"};
constexpr Statement count_made{"registry.copies_made",
                               "SELECT COUNT(*) FROM registry_copies WHERE approval_id = $1 AND (state = 'made' OR "
                               "(state = 'making' AND begun_at >= $2))"};
constexpr Statement highest_number{"registry.last_copy_number",
                                   "SELECT COALESCE(MAX(copy_number), 0) FROM registry_copies WHERE approval_id = $1"};

#define COPY_COLUMNS                                                                                               \
    "id, kind, copy_of, outcome_id, account_id, unit_id, grant_id, approval_id, recipient_id, copy_number, form, " \
    "people, wrapped_key, sealed_head, state, problem, bytes, sha256, log, entry_index, begun_at, fetch_until, "   \
    "fetched_at, gone_at, destroy_by"
constexpr Statement insert_copy_row{
    "registry.insert_copy",
    "INSERT INTO registry_copies (" COPY_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
    "$19, $20, $21, $22, $23, $24, $25)"};
constexpr Statement copy_by_id{"registry.copy", "SELECT " COPY_COLUMNS " FROM registry_copies WHERE id = $1"};
constexpr Statement copies_all{"registry.copies", "SELECT " COPY_COLUMNS " FROM registry_copies ORDER BY id DESC"};
constexpr Statement copies_of_account{"registry.copies_of_account", "SELECT " COPY_COLUMNS
                                                                    " FROM registry_copies WHERE account_id = $1 "
                                                                    "ORDER BY id DESC"};
constexpr Statement copies_of_unit{"registry.copies_of_unit", "SELECT " COPY_COLUMNS
                                                              " FROM registry_copies WHERE unit_id = $1 "
                                                              "ORDER BY id DESC"};
#undef COPY_COLUMNS
constexpr Statement update_copy_row{
    "registry.update_copy",
    "UPDATE registry_copies SET state = $2, problem = $3, bytes = $4, sha256 = $5, fetch_until = $6, fetched_at = $7, "
    "gone_at = $8 WHERE id = $1"};
constexpr Statement copies_to_end{"registry.copies_to_end",
                                  "SELECT id FROM registry_copies WHERE fetch_until <= $1 AND gone_at IS NULL "
                                  "ORDER BY id LIMIT $2"};
constexpr Statement insert_part{"registry.insert_copy_part",
                                "INSERT INTO registry_copy_parts (copy_id, part, body) VALUES ($1, $2, $3)"};
constexpr Statement parts_of_copy{"registry.copy_parts",
                                  "SELECT body FROM registry_copy_parts WHERE copy_id = $1 ORDER BY part"};
constexpr Statement delete_parts{"registry.delete_copy_parts", "DELETE FROM registry_copy_parts WHERE copy_id = $1"};
constexpr Statement insert_end{
    "registry.insert_copy_end",
    "INSERT INTO registry_copy_ends (copy_id, destroyed_on, method, witness, certificate, recorded_by, recorded_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
constexpr Statement ends_all{"registry.copy_ends",
                             "SELECT copy_id, destroyed_on, method, witness, certificate, recorded_by, recorded_at "
                             "FROM registry_copy_ends ORDER BY copy_id"};
constexpr Statement end_by_copy{"registry.copy_end",
                                "SELECT copy_id, destroyed_on, method, witness, certificate, recorded_by, recorded_at "
                                "FROM registry_copy_ends WHERE copy_id = $1"};
constexpr std::array table{insert_recipient_row,
                           recipients_all,
                           recipient_by_id,
                           confirm_recipient_row,
                           revoke_recipient_row,
                           insert_approval_row,
                           approvals_all,
                           approval_by_id,
                           confirm_approval_row,
                           revoke_approval_row,
                           insert_approval_recipient,
                           approval_recipients,
                           count_made,
                           highest_number,
                           insert_copy_row,
                           copy_by_id,
                           copies_all,
                           copies_of_account,
                           copies_of_unit,
                           update_copy_row,
                           copies_to_end,
                           insert_part,
                           parts_of_copy,
                           delete_parts,
                           insert_end,
                           ends_all,
                           end_by_copy};

base::Date day(std::string_view text) {
    const auto date = base::from_iso(text);
    CHECK(date);
    return *date;
}

std::optional<people::AccountId> account(const Row& row, int column) {
    const auto number = row.maybe_integer(column);
    if (!number) return std::nullopt;
    return people::AccountId{*number};
}

Recipient decode_recipient(const Row& row) {
    return {.id = RecipientId{row.integer(0)},
            .name = std::string{row.text(1)},
            .organisation = std::string{row.text(2)},
            .contact = std::string{row.text(3)},
            .key = std::string{row.text(4)},
            .from = day(row.text(5)),
            .until = day(row.text(6)),
            .registered_by = people::AccountId{row.integer(7)},
            .registered_at = row.instant(8),
            .confirmed_by = account(row, 9),
            .confirmed_at = row.maybe_instant(10),
            .channel = std::string{row.text(11)},
            .revoked_by = account(row, 12),
            .revoked_at = row.maybe_instant(13),
            .revoked_why = std::string{row.text(14)}};
}

std::vector<CopyOf> copy_of_list(std::string_view text) {
    std::vector<CopyOf> out;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        const auto of = copy_of_from_code(word);
        CHECK(of);
        out.push_back(*of);
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return out;
}

std::string copy_of_text(const std::vector<CopyOf>& list) {
    std::string out;
    for (const auto of : list) {
        if (!out.empty()) out += ' ';
        out += copy_of_code(of);
    }
    return out;
}

CopyApproval decode_approval(const Row& row) {
    CopyApproval out;
    out.id = CopyApprovalId{row.integer(0)};
    out.letter_number = row.text(1);
    out.letter_on = day(row.text(2));
    out.grant = grants::GrantId{row.integer(3)};
    out.of = copy_of_list(row.text(4));
    out.scope = row.text(5);
    const auto carriage = carriage_from_code(row.text(6));
    CHECK(carriage);
    out.carriage = *carriage;
    out.copies_most = row.integer(7);
    out.people_most = row.integer(8);
    out.until = day(row.text(9));
    out.destroy_by = day(row.text(10));
    out.registered_by = people::AccountId{row.integer(11)};
    out.registered_at = row.instant(12);
    out.confirmed_by = account(row, 13);
    out.confirmed_at = row.maybe_instant(14);
    out.revoked_by = account(row, 15);
    out.revoked_at = row.maybe_instant(16);
    out.revoked_why = row.text(17);
    return out;
}

base::Bytes bytes_of(const Row& row, int column) {
    const auto view = row.bytes(column);
    return {view.begin(), view.end()};
}

CopyRow decode_copy(const Row& row) {
    return {.id = row.integer(0),
            .kind = std::string{row.text(1)},
            .copy_of = std::string{row.text(2)},
            .outcome = row.integer(3),
            .account = row.integer(4),
            .unit = row.integer(5),
            .grant = row.integer(6),
            .approval = row.maybe_integer(7),
            .recipient = row.maybe_integer(8),
            .number = row.integer(9),
            .form = std::string{row.text(10)},
            .people = row.integer(11),
            .wrapped_key = bytes_of(row, 12),
            .sealed_head = bytes_of(row, 13),
            .state = std::string{row.text(14)},
            .problem = std::string{row.text(15)},
            .bytes = row.integer(16),
            .sha256 = row.maybe_bytes(17),
            .log = row.integer(18),
            .index = row.integer(19),
            .begun_at = row.instant(20),
            .fetch_until = row.maybe_instant(21),
            .fetched_at = row.maybe_instant(22),
            .gone_at = row.maybe_instant(23),
            .destroy_by = std::string{row.text(24)}};
}

CopyEndRow decode_end(const Row& row) {
    return {.copy = row.integer(0),
            .end = {.destroyed_on = day(row.text(1)),
                    .method = std::string{row.text(2)},
                    .witness = std::string{row.text(3)},
                    .certificate = std::string{row.text(4)}},
            .by = people::AccountId{row.integer(5)},
            .at = row.instant(6)};
}

std::int64_t first_integer(const Row& row) { return row.integer(0); }

}  // namespace

base::Result<void> insert_recipient(store::WriteTx& tx, const Recipient& one) {
    TRY(tx.run(insert_recipient_row, one.id, one.name, one.organisation, one.contact, one.key, base::to_iso(one.from),
               base::to_iso(one.until), one.registered_by, one.registered_at, one.confirmed_by, one.confirmed_at,
               one.channel, one.revoked_by, one.revoked_at, one.revoked_why));
    return {};
}

base::Result<void> confirm_recipient(store::WriteTx& tx, RecipientId id, people::AccountId by, std::string_view channel,
                                     base::Instant now) {
    TRY(tx.run(confirm_recipient_row, id, by, channel, now));
    return {};
}

base::Result<void> revoke_recipient(store::WriteTx& tx, RecipientId id, people::AccountId by, std::string_view why,
                                    base::Instant now) {
    TRY(tx.run(revoke_recipient_row, id, by, why, now));
    return {};
}

base::Result<std::vector<Recipient>> recipients(store::ReadTx& tx) { return tx.all(recipients_all, decode_recipient); }

base::Result<std::optional<Recipient>> recipient(store::ReadTx& tx, RecipientId id) {
    return tx.one(recipient_by_id, decode_recipient, id);
}

base::Result<void> insert_approval(store::WriteTx& tx, const CopyApproval& one) {
    TRY(tx.run(insert_approval_row, one.id, one.letter_number, base::to_iso(one.letter_on), one.grant,
               copy_of_text(one.of), one.scope, carriage_code(one.carriage), one.copies_most, one.people_most,
               base::to_iso(one.until), base::to_iso(one.destroy_by), one.registered_by, one.registered_at,
               one.confirmed_by, one.confirmed_at, one.revoked_by, one.revoked_at, one.revoked_why));
    for (const auto recipient : one.recipients) TRY(tx.run(insert_approval_recipient, one.id, recipient));
    return {};
}

base::Result<void> confirm_approval(store::WriteTx& tx, CopyApprovalId id, people::AccountId by, base::Instant now) {
    TRY(tx.run(confirm_approval_row, id, by, now));
    return {};
}

base::Result<void> revoke_approval(store::WriteTx& tx, CopyApprovalId id, people::AccountId by, std::string_view why,
                                   base::Instant now) {
    TRY(tx.run(revoke_approval_row, id, by, why, now));
    return {};
}

base::Result<std::vector<CopyApproval>> approvals(store::ReadTx& tx) { return tx.all(approvals_all, decode_approval); }

base::Result<std::optional<CopyApproval>> approval(store::ReadTx& tx, CopyApprovalId id) {
    return tx.one(approval_by_id, decode_approval, id);
}

base::Result<std::vector<RecipientId>> recipients_of(store::ReadTx& tx, CopyApprovalId id) {
    return tx.all(approval_recipients, [](const Row& row) { return RecipientId{row.integer(0)}; }, id);
}

base::Result<std::int64_t> copies_made(store::ReadTx& tx, CopyApprovalId id, base::Instant since) {
    const auto count = TRY(tx.one(count_made, first_integer, id, since));
    return count.value_or(0);
}

base::Result<std::int64_t> last_copy_number(store::ReadTx& tx, CopyApprovalId id) {
    const auto number = TRY(tx.one(highest_number, first_integer, id));
    return number.value_or(0);
}

base::Result<void> insert_copy(store::WriteTx& tx, const CopyRow& one) {
    TRY(tx.run(insert_copy_row, one.id, one.kind, one.copy_of, one.outcome, one.account, one.unit, one.grant,
               one.approval, one.recipient, one.number, one.form, one.people, one.wrapped_key, one.sealed_head,
               one.state, one.problem, one.bytes, one.sha256, one.log, one.index, one.begun_at, one.fetch_until,
               one.fetched_at, one.gone_at, one.destroy_by));
    return {};
}

base::Result<void> update_copy(store::WriteTx& tx, const CopyRow& one) {
    TRY(tx.run(update_copy_row, one.id, one.state, one.problem, one.bytes, one.sha256, one.fetch_until, one.fetched_at,
               one.gone_at));
    return {};
}

base::Result<std::optional<CopyRow>> copy(store::ReadTx& tx, std::int64_t id) {
    return tx.one(copy_by_id, decode_copy, id);
}

base::Result<std::vector<CopyRow>> copies(store::ReadTx& tx, std::optional<std::int64_t> account,
                                          std::optional<std::int64_t> unit) {
    if (account) return tx.all(copies_of_account, decode_copy, *account);
    if (unit) return tx.all(copies_of_unit, decode_copy, *unit);
    return tx.all(copies_all, decode_copy);
}

base::Result<std::vector<std::int64_t>> copies_over(store::ReadTx& tx, base::Instant now, std::int64_t limit) {
    return tx.all(copies_to_end, first_integer, now, limit);
}

base::Result<void> insert_copy_part(store::WriteTx& tx, std::int64_t copy, std::int64_t part, base::ByteView body) {
    TRY(tx.run(insert_part, copy, part, body));
    return {};
}

base::Result<std::vector<base::Bytes>> copy_parts(store::ReadTx& tx, std::int64_t copy) {
    return tx.all(parts_of_copy, [](const Row& row) { return bytes_of(row, 0); }, copy);
}

base::Result<void> delete_copy_parts(store::WriteTx& tx, std::int64_t copy) {
    TRY(tx.run(delete_parts, copy));
    return {};
}

base::Result<void> insert_copy_end(store::WriteTx& tx, const CopyEndRow& one) {
    TRY(tx.run(insert_end, one.copy, base::to_iso(one.end.destroyed_on), one.end.method, one.end.witness,
               one.end.certificate, one.by, one.at));
    return {};
}

base::Result<std::vector<CopyEndRow>> copy_ends(store::ReadTx& tx) { return tx.all(ends_all, decode_end); }

base::Result<std::optional<CopyEndRow>> copy_end(store::ReadTx& tx, std::int64_t copy) {
    return tx.one(end_by_copy, decode_end, copy);
}

std::span<const store::Statement> copy_statements() { return table; }

}  // namespace menhu::registry::rows
