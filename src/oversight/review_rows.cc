#include "oversight/review_rows.h"

#include <algorithm>
#include <array>

namespace menhu::oversight::rows {
namespace {

constexpr store::Statement insert_review_statement{
    "oversight.insert_review",
    "INSERT INTO oversight_reviews (id, period, period_from, period_until, looks_from, opened_at, opened_by, due) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr store::Statement insert_line_statement{
    "oversight.insert_review_line",
    "INSERT INTO oversight_review_lines (review_id, account_id, account_name, display_name, employee_number, unit_id, "
    "unit_code, unit_name, roles, standing, valid_from, valid_until, last_signed_in, proposals) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
constexpr store::Statement insert_decision_statement{
    "oversight.insert_review_decision",
    "INSERT INTO oversight_review_decisions (review_id, account_id, number, decision, note, roles, decided_by, "
    "decided_by_name, capacity, decided_at) VALUES ($1, $2, (SELECT COALESCE(MAX(n.number), 0) + 1 "
    "FROM oversight_review_decisions n WHERE n.review_id = $1 AND n.account_id = $2), $3, $4, $5, $6, $7, $8, $9)"};
constexpr store::Statement insert_list_statement{
    "oversight.insert_review_list",
    "INSERT INTO oversight_review_lists (review_id, number, sha256, list_rows, matched, uploaded_at, uploaded_by, "
    "uploaded_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr store::Statement insert_finding_statement{
    "oversight.insert_review_finding",
    "INSERT INTO oversight_review_findings (review_id, list_number, account_id, proposals) VALUES ($1, $2, $3, $4)"};
constexpr store::Statement insert_step_statement{
    "oversight.insert_review_step",
    "INSERT INTO oversight_review_steps (review_id, number, act, acted_by, acted_by_name, capacity, acted_at, reason) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr store::Statement insert_outcome_statement{
    "oversight.insert_review_outcome",
    "INSERT INTO oversight_review_outcomes (review_id, account_id, outcome) VALUES ($1, $2, $3)"};
constexpr store::Statement insert_record_statement{
    "oversight.insert_review_record",
    "INSERT INTO oversight_review_records (review_id, record, digest, log, entry_index) VALUES ($1, $2, $3, $4, $5)"};
constexpr store::Statement reviews_statement{
    "oversight.reviews",
    "SELECT id, period, period_from, period_until, looks_from, opened_at, opened_by, due FROM oversight_reviews "
    "ORDER BY period_from DESC"};
constexpr store::Statement review_statement{
    "oversight.review",
    "SELECT id, period, period_from, period_until, looks_from, opened_at, opened_by, due FROM oversight_reviews "
    "WHERE id = $1"};
constexpr store::Statement count_period_statement{"oversight.count_review_of_period",
                                                  "SELECT COUNT(*) FROM oversight_reviews WHERE period = $1"};
constexpr store::Statement lines_statement{
    "oversight.review_lines",
    "SELECT l.account_id, l.account_name, l.display_name, l.employee_number, l.unit_id, l.unit_code, l.unit_name, "
    "l.roles, l.standing, l.valid_from, l.valid_until, l.last_signed_in, l.proposals, f.proposals, d.decision, d.note, "
    "d.roles, d.decided_by, d.decided_by_name, d.capacity, d.decided_at, o.outcome FROM oversight_review_lines l "
    "LEFT JOIN oversight_review_findings f ON f.review_id = l.review_id AND f.account_id = l.account_id "
    "AND f.list_number = (SELECT MAX(s.number) FROM oversight_review_lists s WHERE s.review_id = $1) "
    "LEFT JOIN oversight_review_decisions d ON d.review_id = l.review_id AND d.account_id = l.account_id "
    "AND d.number = (SELECT MAX(n.number) FROM oversight_review_decisions n WHERE n.review_id = l.review_id "
    "AND n.account_id = l.account_id) "
    "LEFT JOIN oversight_review_outcomes o ON o.review_id = l.review_id AND o.account_id = l.account_id "
    "WHERE l.review_id = $1 ORDER BY l.unit_code, l.account_name"};
constexpr store::Statement progress_statement{
    "oversight.review_progress",
    "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM oversight_review_decisions d "
    "WHERE d.review_id = l.review_id AND d.account_id = l.account_id) THEN 0 ELSE 1 END), 0) AS BIGINT) "
    "FROM oversight_review_lines l WHERE l.review_id = $1"};
constexpr store::Statement undecided_statement{
    "oversight.undecided_review_lines",
    "SELECT l.unit_id, COUNT(*), CAST(SUM(CASE WHEN (l.roles & $3) <> 0 THEN 1 ELSE 0 END) AS BIGINT) "
    "FROM oversight_review_lines l WHERE l.review_id = $1 AND l.account_id <> $2 "
    "AND NOT EXISTS (SELECT 1 FROM oversight_review_decisions d WHERE d.review_id = l.review_id "
    "AND d.account_id = l.account_id) GROUP BY l.unit_id ORDER BY l.unit_id"};
constexpr store::Statement decided_by_statement{
    "oversight.review_lines_decided_by",
    "SELECT COUNT(*) FROM oversight_review_decisions d WHERE d.review_id = $1 AND d.decided_by = $2 "
    "AND d.capacity = $3 AND d.number = (SELECT MAX(n.number) FROM oversight_review_decisions n "
    "WHERE n.review_id = d.review_id AND n.account_id = d.account_id)"};
constexpr store::Statement steps_statement{
    "oversight.review_steps",
    "SELECT number, act, acted_by, acted_by_name, capacity, acted_at, reason FROM oversight_review_steps "
    "WHERE review_id = $1 ORDER BY number"};
constexpr store::Statement lists_statement{
    "oversight.review_lists",
    "SELECT number, sha256, list_rows, matched, uploaded_at, uploaded_by, uploaded_by_name "
    "FROM oversight_review_lists WHERE review_id = $1 ORDER BY number"};
constexpr store::Statement record_statement{
    "oversight.review_record",
    "SELECT record, digest, log, entry_index FROM oversight_review_records WHERE review_id = $1"};
constexpr std::array review_table{insert_review_statement,  insert_line_statement,    insert_decision_statement,
                                  insert_list_statement,    insert_finding_statement, insert_step_statement,
                                  insert_outcome_statement, insert_record_statement,  reviews_statement,
                                  review_statement,         count_period_statement,   lines_statement,
                                  progress_statement,       undecided_statement,      decided_by_statement,
                                  steps_statement,          lists_statement,          record_statement};

crypto::Digest digest_of(base::ByteView bytes) {
    crypto::Digest digest{};
    CHECK(bytes.size() == digest.size());
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

Review decode_review(const store::Row& row) {
    const auto due = base::from_iso(row.text(7));
    CHECK(due);
    return {.id = ReviewId{row.integer(0)},
            .period = std::string{row.text(1)},
            .period_from = row.instant(2),
            .period_until = row.instant(3),
            .looks_from = row.instant(4),
            .opened_at = row.instant(5),
            .opened_by = people::AccountId{row.integer(6)},
            .due = *due};
}

ReviewLine decode_line(const store::Row& row) {
    ReviewLine line{.account = people::AccountId{row.integer(0)},
                    .account_name = std::string{row.text(1)},
                    .display_name = std::string{row.text(2)},
                    .employee_number = std::string{row.text(3)},
                    .unit = people::UnitId{row.integer(4)},
                    .unit_code = std::string{row.text(5)},
                    .unit_name = std::string{row.text(6)},
                    .roles = people::Roles::from_bits(row.integer(7)),
                    .standing = std::string{row.text(8)},
                    .from = row.instant(9),
                    .until = row.maybe_instant(10),
                    .last_signed_in = row.maybe_instant(11),
                    .proposals = proposals_of(row.text(12)),
                    .decided = std::nullopt,
                    .outcome = row.maybe_text(21).value_or("")};
    if (!row.is_null(13)) {
        for (const Proposal more : proposals_of(row.text(13))) line.proposals.push_back(more);
        std::ranges::sort(line.proposals);
        const auto rest = std::ranges::unique(line.proposals);
        line.proposals.erase(rest.begin(), rest.end());
    }
    if (row.is_null(14)) return line;
    const auto decision = decision_from_code(row.text(14));
    CHECK(decision);
    auto& decided = line.decided.emplace();
    decided = {.decision = *decision,
               .note = std::string{row.text(15)},
               .roles = std::nullopt,
               .by = people::AccountId{row.integer(17)},
               .by_name = std::string{row.text(18)},
               .capacity = std::string{row.text(19)},
               .at = row.instant(20)};
    if (const auto roles = row.maybe_integer(16)) decided.roles = people::Roles::from_bits(*roles);
    return line;
}

}  // namespace

base::Result<void> insert_review(store::WriteTx& tx, const Review& review) {
    TRY(tx.run(insert_review_statement, review.id, review.period, review.period_from, review.period_until,
               review.looks_from, review.opened_at, review.opened_by, base::to_iso(review.due)));
    return {};
}

base::Result<void> insert_line(store::WriteTx& tx, ReviewId review, const ReviewLine& line) {
    TRY(tx.run(insert_line_statement, review, line.account, line.account_name, line.display_name, line.employee_number,
               line.unit, line.unit_code, line.unit_name, line.roles.bits(), line.standing, line.from, line.until,
               line.last_signed_in, words_of(line.proposals)));
    return {};
}

base::Result<void> insert_decision(store::WriteTx& tx, ReviewId review, people::AccountId account,
                                   const Decided& decided) {
    std::optional<std::int64_t> roles;
    if (decided.roles) roles = decided.roles->bits();
    TRY(tx.run(insert_decision_statement, review, account, decision_code(decided.decision), decided.note, roles,
               decided.by, decided.by_name, decided.capacity, decided.at));
    return {};
}

base::Result<void> insert_list(store::WriteTx& tx, ReviewId review, const PersonnelUpload& list) {
    TRY(tx.run(insert_list_statement, review, list.number, list.digest, list.rows, list.matched, list.at, list.by,
               list.by_name));
    return {};
}

base::Result<void> insert_finding(store::WriteTx& tx, ReviewId review, std::int64_t list, people::AccountId account,
                                  const std::vector<Proposal>& proposals) {
    TRY(tx.run(insert_finding_statement, review, list, account, words_of(proposals)));
    return {};
}

base::Result<void> insert_step(store::WriteTx& tx, ReviewId review, const ReviewStep& step) {
    TRY(tx.run(insert_step_statement, review, step.number, step.act, step.by, step.by_name, step.capacity, step.at,
               step.reason));
    return {};
}

base::Result<void> insert_outcome(store::WriteTx& tx, ReviewId review, people::AccountId account,
                                  std::string_view outcome) {
    TRY(tx.run(insert_outcome_statement, review, account, outcome));
    return {};
}

base::Result<void> insert_record(store::WriteTx& tx, ReviewId review, const ReviewRecord& record) {
    TRY(tx.run(insert_record_statement, review, record.bytes, record.digest, record.log, record.index));
    return {};
}

base::Result<std::vector<Review>> reviews(store::ReadTx& tx) { return tx.all(reviews_statement, decode_review); }

base::Result<std::optional<Review>> review(store::ReadTx& tx, ReviewId id) {
    return tx.one(review_statement, decode_review, id);
}

base::Result<std::int64_t> count_of_period(store::ReadTx& tx, std::string_view period) {
    const auto count =
        TRY(tx.one(count_period_statement, [](const store::Row& row) { return row.integer(0); }, period));
    return count.value_or(0);
}

base::Result<std::vector<ReviewLine>> lines(store::ReadTx& tx, ReviewId review) {
    return tx.all(lines_statement, decode_line, review);
}

base::Result<ReviewProgress> progress(store::ReadTx& tx, ReviewId review) {
    const auto found = TRY(tx.one(
        progress_statement,
        [](const store::Row& row) { return ReviewProgress{.accounts = row.integer(0), .undecided = row.integer(1)}; },
        review));
    return found.value_or(ReviewProgress{});
}

base::Result<std::vector<UndecidedOfUnit>> undecided(store::ReadTx& tx, ReviewId review, people::AccountId self) {
    return tx.all(
        undecided_statement,
        [](const store::Row& row) {
            return UndecidedOfUnit{
                .unit = people::UnitId{row.integer(0)}, .lines = row.integer(1), .of_administrators = row.integer(2)};
        },
        review, self, people::Roles{people::Role::account_administrator}.bits());
}

base::Result<std::int64_t> count_decided_by(store::ReadTx& tx, ReviewId review, people::AccountId account,
                                            std::string_view capacity) {
    const auto count = TRY(
        tx.one(decided_by_statement, [](const store::Row& row) { return row.integer(0); }, review, account, capacity));
    return count.value_or(0);
}

base::Result<std::vector<ReviewStep>> steps(store::ReadTx& tx, ReviewId review) {
    return tx.all(
        steps_statement,
        [](const store::Row& row) {
            return ReviewStep{.number = row.integer(0),
                              .act = std::string{row.text(1)},
                              .by = people::AccountId{row.integer(2)},
                              .by_name = std::string{row.text(3)},
                              .capacity = std::string{row.text(4)},
                              .at = row.instant(5),
                              .reason = std::string{row.text(6)}};
        },
        review);
}

base::Result<std::vector<PersonnelUpload>> lists(store::ReadTx& tx, ReviewId review) {
    return tx.all(
        lists_statement,
        [](const store::Row& row) {
            return PersonnelUpload{.number = row.integer(0),
                                   .digest = digest_of(row.bytes(1)),
                                   .rows = row.integer(2),
                                   .matched = row.integer(3),
                                   .at = row.instant(4),
                                   .by = people::AccountId{row.integer(5)},
                                   .by_name = std::string{row.text(6)}};
        },
        review);
}

base::Result<std::optional<ReviewRecord>> record(store::ReadTx& tx, ReviewId review) {
    return tx.one(
        record_statement,
        [](const store::Row& row) {
            const base::ByteView bytes = row.bytes(0);
            return ReviewRecord{.bytes = base::Bytes{bytes.begin(), bytes.end()},
                                .digest = digest_of(row.bytes(1)),
                                .log = static_cast<int>(row.integer(2)),
                                .index = row.integer(3)};
        },
        review);
}

std::span<const store::Statement> review_statements() { return review_table; }

}  // namespace menhu::oversight::rows
