#include "grants/link_review_rows.h"

#include <array>

namespace menhu::grants::rows {
namespace {

constexpr store::Statement insert_statement{"grants.insert_link_review",
                                            "INSERT INTO grants_link_reviews (id, link_id, reviewed_at, reviewed_by, "
                                            "reviewer_name, since, needed, note, facts) "
                                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr store::Statement of_link_statement{
    "grants.link_reviews",
    "SELECT id, link_id, reviewed_at, reviewed_by, reviewer_name, since, needed, note, facts FROM grants_link_reviews "
    "WHERE link_id = $1 ORDER BY reviewed_at DESC, id DESC"};
constexpr store::Statement one_statement{
    "grants.link_review",
    "SELECT id, link_id, reviewed_at, reviewed_by, reviewer_name, since, needed, note, facts FROM grants_link_reviews "
    "WHERE id = $1"};
// $2 and $3: days; $4 and $5: the same as instants. A day above 0 is a day; 0 is all days, below are months.
constexpr store::Statement use_statement{
    "grants.use_of_link",
    "SELECT g.id, p.code, p.name_zh, p.name_en, g.unit_id, CAST(COALESCE(SUM(u.used), 0) AS BIGINT) AS queries "
    "FROM grants_grants g JOIN grants_purposes p ON p.id = g.purpose_id "
    "LEFT JOIN grants_used u ON u.grant_id = g.id AND u.day > 0 AND u.day >= $2 AND u.day <= $3 "
    "WHERE g.holding = $1 AND (u.day IS NOT NULL OR (g.valid_from < $5 AND g.valid_until > $4 "
    "AND (g.ended_at IS NULL OR g.ended_at > $4))) "
    "GROUP BY g.id, p.code, p.name_zh, p.name_en, g.unit_id ORDER BY queries DESC, g.id"};
constexpr store::Statement last_statement{
    "grants.last_use_of_link",
    "SELECT MAX(u.day) FROM grants_used u JOIN grants_grants g ON g.id = u.grant_id "
    "WHERE g.holding = $1 AND u.day > 0 AND u.day <= $2"};
constexpr std::array review_table{insert_statement, of_link_statement, one_statement, use_statement, last_statement};

constexpr std::int64_t milliseconds_a_day = 86'400'000;

LinkReview decode(const store::Row& row) {
    return {.id = LinkReviewId{row.integer(0)},
            .link = LinkId{row.integer(1)},
            .at = row.instant(2),
            .by = people::AccountId{row.integer(3)},
            .by_name = std::string{row.text(4)},
            .since = base::taipei_date(row.instant(5)),
            .need = row.text(6) == "needed" ? Need::needed : Need::not_needed,
            .note = std::string{row.text(7)},
            .facts = std::string{row.text(8)}};
}

// The beginning of a day of Asia/Taipei, from its number.
base::Instant start_of(std::int64_t day) {
    constexpr std::int64_t eight_hours = 28'800'000;
    return base::from_millis(day * milliseconds_a_day - eight_hours);
}

}  // namespace

base::Result<void> insert_link_review(store::WriteTx& tx, const LinkReview& review) {
    TRY(tx.run(insert_statement, review.id, review.link, review.at, review.by, review.by_name,
               base::taipei_start(review.since),
               std::string_view{review.need == Need::needed ? "needed" : "not_needed"}, review.note, review.facts));
    return {};
}

base::Result<std::vector<LinkReview>> link_reviews(store::ReadTx& tx, LinkId link) {
    return tx.all(of_link_statement, decode, link);
}

base::Result<std::optional<LinkReview>> link_review(store::ReadTx& tx, LinkReviewId id) {
    return tx.one(one_statement, decode, id);
}

base::Result<std::vector<LinkGrantUse>> use_of_link(store::ReadTx& tx, std::string_view code, std::int64_t first,
                                                    std::int64_t last) {
    return tx.all(
        use_statement,
        [](const store::Row& row) {
            return LinkGrantUse{.grant = GrantId{row.integer(0)},
                                .purpose_code = std::string{row.text(1)},
                                .purpose_zh = std::string{row.text(2)},
                                .purpose_en = std::string{row.text(3)},
                                .unit = people::UnitId{row.integer(4)},
                                .queries = row.integer(5)};
        },
        code, first, last, start_of(first), start_of(last + 1));
}

base::Result<std::optional<std::int64_t>> last_day_of_use(store::ReadTx& tx, std::string_view code, std::int64_t last) {
    const auto found =
        TRY(tx.one(last_statement, [](const store::Row& row) { return row.maybe_integer(0); }, code, last));
    return found ? *found : std::optional<std::int64_t>{};
}

std::span<const store::Statement> link_review_statements() { return review_table; }

}  // namespace menhu::grants::rows
