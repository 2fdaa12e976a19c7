#pragma once
// people_training and people_training_acts. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "people/training.h"

namespace menhu::people::rows {

base::Result<void> insert_training(store::WriteTx& tx, TrainingId id, const NewTraining& training, AccountId by,
                                   base::Instant now);
enum class TrainingAct : std::uint8_t { confirmed, withdrawn };
base::Result<void> insert_training_act(store::WriteTx& tx, TrainingId id, TrainingAct act, AccountId by,
                                       std::string_view reason, base::Instant now);
base::Result<std::optional<Training>> training(store::ReadTx& tx, TrainingId id);
// Both days included; by account and day.
base::Result<std::vector<Training>> training_between(store::ReadTx& tx, base::Date from, base::Date to);
base::Result<std::vector<Training>> training_of(store::ReadTx& tx, AccountId account, base::Date from, base::Date to);
base::Result<std::vector<TrainedHours>> hours_between(store::ReadTx& tx, base::Date from, base::Date to);
base::Result<std::int64_t> hours_of(store::ReadTx& tx, AccountId account, base::Date from, base::Date to);
base::Result<std::vector<UnconfirmedTraining>> unconfirmed(store::ReadTx& tx, base::Instant now);

std::span<const store::Statement> training_statements();

}  // namespace menhu::people::rows
