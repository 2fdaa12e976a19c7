#pragma once
// The record of a link's yearly review (F2.3), as a document. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "grants/link.h"
#include "grants/link_review.h"
#include "law/profile.h"
#include "paper/document.h"
#include "store/database.h"

namespace menhu::duties {

// What a review saw, read back from its facts.
struct ReviewFacts {
    std::string from;
    std::string to;
    std::int64_t queries = 0;
    std::int64_t refusals = 0;
    std::int64_t grants = 0;
    std::int64_t units = 0;
    std::optional<std::string> last_used_on;
};
ReviewFacts review_facts(const grants::LinkReview& review);

// Link, letter, people in charge on that day, what was seen, what was found; with places to sign.
base::Result<paper::Document> link_review_document(store::ReadTx& tx, const law::Profile& profile,
                                                   const grants::Link& link, const grants::LinkReview& review);

}  // namespace menhu::duties
