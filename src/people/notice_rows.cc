#include "people/notice_rows.h"

#include <array>

namespace menhu::people::rows {
namespace {

constexpr store::Statement insert_statement{
    "people.insert_notice",
    "INSERT INTO people_notices (id, account_id, kind, about, due, made_at, attempts, next_at, sent_at, failed) "
    "VALUES ($1, $2, $3, $4, $5, $6, 0, $6, NULL, NULL) ON CONFLICT (account_id, kind, about, due) DO NOTHING"};
constexpr std::array notice_table{insert_statement};

}  // namespace

base::Result<void> insert_notice(store::WriteTx& tx, std::int64_t id, const NewNotice& notice, base::Instant now) {
    const std::int64_t due = notice.due ? base::to_millis(*notice.due) : 0;
    TRY(tx.run(insert_statement, id, notice.account.number(), notice_code(notice.kind), notice.about, due, now));
    return {};
}

std::span<const store::Statement> notice_statements() { return notice_table; }

}  // namespace menhu::people::rows
