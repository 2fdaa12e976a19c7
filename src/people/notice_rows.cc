#include "people/notice_rows.h"

#include <array>

namespace menhu::people::rows {
namespace {

constexpr store::Statement insert_statement{
    "people.insert_notice",
    "INSERT INTO people_notices (id, account_id, kind, about, due, made_at, attempts, next_at, sent_at, failed) "
    "VALUES ($1, $2, $3, $4, $5, $6, 0, $6, NULL, NULL) ON CONFLICT (account_id, kind, about, due) DO NOTHING"};
constexpr store::Statement waiting_statement{
    "people.waiting_notices",
    "SELECT id, account_id, kind, about, due, made_at, attempts FROM people_notices WHERE sent_at IS NULL "
    "AND failed IS NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $2"};
constexpr store::Statement taken_statement{"people.take_notice",
                                           "UPDATE people_notices SET attempts = $2, next_at = $3 WHERE id = $1"};
constexpr store::Statement sent_statement{"people.notice_sent", "UPDATE people_notices SET sent_at = $2 WHERE id = $1"};
constexpr store::Statement failed_statement{"people.notice_failed",
                                            "UPDATE people_notices SET failed = $2 WHERE id = $1"};
constexpr std::array notice_table{insert_statement, waiting_statement, taken_statement, sent_statement,
                                  failed_statement};

NoticeRow decode(const store::Row& row) {
    const auto kind = notice_from_code(row.text(2));
    CHECK(kind);
    NoticeRow one{.notice = {.id = row.integer(0),
                             .account = AccountId{row.integer(1)},
                             .kind = *kind,
                             .about = std::string{row.text(3)},
                             .due = std::nullopt,
                             .attempts = row.integer(6),
                             .address = {}},
                  .made_at = row.instant(5)};
    if (row.integer(4) != 0) one.notice.due = row.instant(4);
    return one;
}

}  // namespace

base::Result<void> insert_notice(store::WriteTx& tx, std::int64_t id, const NewNotice& notice, base::Instant now) {
    const std::int64_t due = notice.due ? base::to_millis(*notice.due) : 0;
    TRY(tx.run(insert_statement, id, notice.account.number(), notice_code(notice.kind), notice.about, due, now));
    return {};
}

base::Result<std::vector<NoticeRow>> waiting_notices(store::ReadTx& tx, std::int64_t limit, base::Instant now) {
    return tx.all(waiting_statement, decode, now, limit);
}

base::Result<void> update_notice_taken(store::WriteTx& tx, std::int64_t id, std::int64_t attempts,
                                       base::Instant next_at) {
    TRY(tx.run(taken_statement, id, attempts, next_at));
    return {};
}

base::Result<void> update_notice_sent(store::WriteTx& tx, std::int64_t id, base::Instant at) {
    TRY(tx.run(sent_statement, id, at));
    return {};
}

base::Result<void> update_notice_failed(store::WriteTx& tx, std::int64_t id, std::string_view why) {
    TRY(tx.run(failed_statement, id, why));
    return {};
}

std::span<const store::Statement> notice_statements() { return notice_table; }

}  // namespace menhu::people::rows
