#pragma once
// grants_link_reviews, and how the grants under a link were used. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "grants/link_review.h"
#include "store/database.h"

namespace menhu::grants::rows {

base::Result<void> insert_link_review(store::WriteTx& tx, const LinkReview& review);
base::Result<std::vector<LinkReview>> link_reviews(store::ReadTx& tx, LinkId link);
base::Result<std::optional<LinkReview>> link_review(store::ReadTx& tx, LinkReviewId id);
// Days are numbers since 1970, as in grants_used; both included. By queries, the most first; those without any are
// among them if they were in force on one of the days.
base::Result<std::vector<LinkGrantUse>> use_of_link(store::ReadTx& tx, std::string_view code, std::int64_t first,
                                                    std::int64_t last);
// The last day of use not after `last`; nothing if there is none.
base::Result<std::optional<std::int64_t>> last_day_of_use(store::ReadTx& tx, std::string_view code, std::int64_t last);

std::span<const store::Statement> link_review_statements();

}  // namespace menhu::grants::rows
