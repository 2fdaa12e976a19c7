#pragma once
// The rows of schedules, notices and doubts. Inside the room. Thread rule: as the transaction.
#include <vector>

#include "registry/calendar.h"

namespace menhu::registry::rows {

base::Result<std::vector<Schedule>> schedules(store::ReadTx& tx);
base::Result<void> insert_schedule(store::WriteTx& tx, const Schedule& schedule, const people::Actor& by);
base::Result<void> end_schedule(store::WriteTx& tx, std::int64_t id, base::Date until);

base::Result<std::vector<Notice>> notices(store::ReadTx& tx);
base::Result<void> insert_notice(store::WriteTx& tx, const Notice& notice, const people::Actor& by, base::Instant now);
// The oldest that no delivery answered.
base::Result<std::optional<std::int64_t>> open_notice(store::ReadTx& tx, std::string_view table_number);
base::Result<void> answer_notice(store::WriteTx& tx, std::int64_t id, std::int64_t delivery);

struct DoubtRow {
    Doubt doubt;
    base::Bytes sealed;
};
base::Result<std::vector<DoubtRow>> doubts(store::ReadTx& tx, std::int64_t delivery);
base::Result<std::vector<DeliveryId>> doubted(store::ReadTx& tx);
base::Result<void> insert_doubt(store::WriteTx& tx, const Doubt& doubt, base::ByteView sealed, const people::Actor& by);

std::span<const store::Statement> calendar_statements();

}  // namespace menhu::registry::rows
