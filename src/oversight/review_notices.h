#pragma once
// Who is told what about a review, and who heads the agency. Inside the room. Thread rule: as the transaction.
#include <optional>

#include "base/random.h"
#include "oversight/review.h"
#include "people/duty.h"

namespace menhu::oversight {

// Who acts as head of the whole agency at `now`: the head, or the deputy while the head is away or there is none.
base::Result<std::optional<people::OfficeDuty>> agency_head(store::ReadTx& tx, base::Instant now);

// To every administrator by duty: it is there, and due. To the head: it waits for the signature. Back to the
// administrators: it was sent back.
base::Result<void> notify_opened(store::WriteTx& tx, const Review& review, base::Random& random, base::Instant now);
base::Result<void> notify_submitted(store::WriteTx& tx, const Review& review, base::Random& random, base::Instant now);
base::Result<void> notify_sent_back(store::WriteTx& tx, const Review& review, base::Random& random, base::Instant now);

}  // namespace menhu::oversight
