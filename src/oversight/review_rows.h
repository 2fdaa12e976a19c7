#pragma once
// oversight_review*. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "oversight/review.h"

namespace menhu::oversight::rows {

base::Result<void> insert_review(store::WriteTx& tx, const Review& review);
base::Result<void> insert_line(store::WriteTx& tx, ReviewId review, const ReviewLine& line);
base::Result<void> insert_decision(store::WriteTx& tx, ReviewId review, people::AccountId account,
                                   const Decided& decided);
base::Result<void> insert_list(store::WriteTx& tx, ReviewId review, const PersonnelUpload& list);
base::Result<void> insert_finding(store::WriteTx& tx, ReviewId review, std::int64_t list, people::AccountId account,
                                  const std::vector<Proposal>& proposals);
base::Result<void> insert_step(store::WriteTx& tx, ReviewId review, const ReviewStep& step);
base::Result<void> insert_outcome(store::WriteTx& tx, ReviewId review, people::AccountId account,
                                  std::string_view outcome);
base::Result<void> insert_record(store::WriteTx& tx, ReviewId review, const ReviewRecord& record);

base::Result<std::vector<Review>> reviews(store::ReadTx& tx);
base::Result<std::optional<Review>> review(store::ReadTx& tx, ReviewId id);
base::Result<std::int64_t> count_of_period(store::ReadTx& tx, std::string_view period);
base::Result<std::vector<ReviewLine>> lines(store::ReadTx& tx, ReviewId review);
base::Result<ReviewProgress> progress(store::ReadTx& tx, ReviewId review);
// The undecided lines of each unit, and those among them of account administrators; without the line of `self`.
struct UndecidedOfUnit {
    people::UnitId unit{0};
    std::int64_t lines = 0;
    std::int64_t of_administrators = 0;
};
base::Result<std::vector<UndecidedOfUnit>> undecided(store::ReadTx& tx, ReviewId review, people::AccountId self);
// Lines whose newest decision the account took in that capacity.
base::Result<std::int64_t> count_decided_by(store::ReadTx& tx, ReviewId review, people::AccountId account,
                                            std::string_view capacity);
base::Result<std::vector<ReviewStep>> steps(store::ReadTx& tx, ReviewId review);
base::Result<std::vector<PersonnelUpload>> lists(store::ReadTx& tx, ReviewId review);
base::Result<std::optional<ReviewRecord>> record(store::ReadTx& tx, ReviewId review);

std::span<const store::Statement> review_statements();

}  // namespace menhu::oversight::rows
