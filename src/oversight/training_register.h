#pragma once
// The register of training as a head, an administrator or an auditor reads it: every person of a year with their
// records, the hours that count and the hours that the profile asks for, and who falls short (F2.7). Thread rule: as
// the transaction; values otherwise.
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "grants/desk.h"
#include "law/profile.h"
#include "oversight/scope.h"
#include "paper/document.h"
#include "people/actor.h"
#include "people/roll.h"
#include "people/training.h"
#include "store/database.h"

namespace menhu::oversight {

enum class Shown : std::uint8_t { everybody, who_falls_short };

struct TrainingQuestion {
    int year = 0;                            // of the common era
    std::optional<people::UnitId> unit{};    // absent: every unit that the reader may see
    Within within{};                         // set by admit_to_training(), as the next
    std::optional<people::AccountId> own{};  // for who may see only themselves
    Shown shown = Shown::everybody;
};

struct TrainingLine {
    people::RollEntry account;  // as it stands now, or stood at the end of a year that is over
    std::int64_t hours = 0;     // that count
    std::int64_t required = 0;
    std::vector<people::Training> records;  // the withdrawn and the claimed among them

    bool is_short() const { return hours < required; }
};

struct TrainingRegister {
    TrainingQuestion question;
    std::vector<TrainingLine> lines;  // by unit and then by account name
};

// Of whom `by` may read it (scope.h); who answers for nobody reads of themselves. Errors: those of people::require_any;
// people.role_missing for another unit; people.training_ill_formed for a year that has not begun.
base::Result<TrainingQuestion> admit_to_training(store::ReadTx& tx, const people::Actor& by, TrainingQuestion question,
                                                 base::Instant now);

// `question` as admit_to_training() gave it back. A fixed number of statements.
base::Result<TrainingRegister> training_register(store::ReadTx& tx, const law::Profile& profile,
                                                 const TrainingQuestion& question, base::Instant now);

paper::Document training_document(const TrainingRegister& training, const law::Profile& profile,
                                  std::string_view made_by, base::Instant now);

// Enters that it is handed out as a file ("training.printed"), before the file leaves.
base::Result<void> record_training_printed(store::WriteTx& tx, const grants::Desk& desk, const people::Actor& by,
                                           const TrainingRegister& training, paper::Form form,
                                           const crypto::Digest& digest, base::Instant now);

}  // namespace menhu::oversight
