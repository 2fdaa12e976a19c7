#pragma once
// people_notices. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "people/notice.h"
#include "people/notices_waiting.h"

namespace menhu::people::rows {

base::Result<void> insert_notice(store::WriteTx& tx, std::int64_t id, const NewNotice& notice, base::Instant now);

struct NoticeRow {
    Notice notice;  // without address
    base::Instant made_at{};
};
// Those whose turn it is, the oldest turn first.
base::Result<std::vector<NoticeRow>> waiting_notices(store::ReadTx& tx, std::int64_t limit, base::Instant now);
base::Result<void> update_notice_taken(store::WriteTx& tx, std::int64_t id, std::int64_t attempts,
                                       base::Instant next_at);
base::Result<void> update_notice_sent(store::WriteTx& tx, std::int64_t id, base::Instant at);
base::Result<void> update_notice_failed(store::WriteTx& tx, std::int64_t id, std::string_view why);

std::span<const store::Statement> notice_statements();

}  // namespace menhu::people::rows
