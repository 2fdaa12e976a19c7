#pragma once
// people_notices. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <span>

#include "people/notice.h"

namespace menhu::people::rows {

base::Result<void> insert_notice(store::WriteTx& tx, std::int64_t id, const NewNotice& notice, base::Instant now);

std::span<const store::Statement> notice_statements();

}  // namespace menhu::people::rows
