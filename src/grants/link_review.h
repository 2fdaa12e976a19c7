#pragma once
// How a link is used, its yearly review, and what it asks of those in charge (F2.3; 辦法 8: a link unused for a year is
// asked about, and stops when it stays unused for six months more). Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "grants/link.h"

namespace menhu::grants {

struct LinkGrantUse {
    GrantId grant{0};
    std::string purpose_code;
    std::string purpose_zh;
    std::string purpose_en;
    people::UnitId unit{0};
    std::int64_t queries = 0;
};
// From the first day to the last, both included, in Asia/Taipei.
struct LinkUsage {
    base::Date from{};
    base::Date to{};
    std::int64_t queries = 0;
    std::int64_t refusals = 0;         // questions under its grants that were refused
    std::vector<LinkGrantUse> grants;  // those that were used or in force, by queries
    std::int64_t units = 0;            // that asked
    std::optional<base::Date> last_used_on;
};
base::Result<LinkUsage> link_usage(store::ReadTx& tx, const Link& link, base::Date from, base::Date to);
// Of all time; nothing if it never was.
base::Result<std::optional<base::Date>> last_used_on(store::ReadTx& tx, std::string_view code);

enum class Need : std::uint8_t { needed, not_needed };

struct LinkReview {
    LinkReviewId id{0};
    LinkId link{0};
    base::Instant at{};
    people::AccountId by{0};
    std::string by_name;
    base::Date since{};  // what was seen begins on
    Need need = Need::needed;
    std::string note;
    std::string facts;  // a JSON object: queries, refusals, grants, units, last_used_on, from, to
};
// By a designated person or an administrator of the whole agency. What is not needed any more is ended on the first day
// that the notice allows, unless an ending is planned already. Errors: grants.link_unknown, grants.link_over,
// grants.link_ill_formed, those of people::require.
base::Result<LinkReviewId> review_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       std::string_view code, Need need, std::string_view note, base::Random& random,
                                       base::Instant now);
base::Result<std::vector<LinkReview>> link_reviews(store::ReadTx& tx, LinkId link);  // newest first
base::Result<std::optional<LinkReview>> find_link_review(store::ReadTx& tx, LinkReviewId review);

// What a link asks of those in charge, with the clause.
struct LinkNotice {
    std::string code;  // "link_renewal_open", …
    std::string zh;
    std::string en;
    std::string clause;
    std::optional<base::Instant> due;
};
struct LinkStanding {
    std::optional<base::Date> last_used_on;
    base::Date review_due{};  // the last day
    std::vector<LinkNotice> notices;
};
base::Result<LinkStanding> link_standing(store::ReadTx& tx, const law::Profile& profile, const Link& link,
                                         base::Instant now);

}  // namespace menhu::grants
