#pragma once
// Enters the acts of reviews in the ledger, in the act's transaction. Inside the room. Thread rule: as the transaction.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/ledger.h"
#include "oversight/review.h"

namespace menhu::oversight {

struct ReviewAct {
    std::string_view kind;  // "oversight.review_opened"; the list is in docs/formats/entries.md
    ReviewId review{0};
    std::vector<std::pair<std::string, std::string>> facts{};
    std::vector<std::pair<std::string, std::int64_t>> counts{};
    std::string_view reason{};  // in words; sealed
};
base::Result<ledger::Receipt> record_act(store::WriteTx& tx, const people::Office& office, people::AccountId by,
                                         people::UnitId unit, const ReviewAct& act, base::Instant now);

}  // namespace menhu::oversight
