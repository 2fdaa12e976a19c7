#pragma once
// The register of security training (F2.7): who was trained, on which day, for how many hours, by whom, and with what
// evidence. A record is never changed and never deleted; it is confirmed once, or withdrawn with a reason.
//
// Promises: what somebody enters about themselves does not count until the head or an administrator of their unit has
// confirmed it. Hours count in the calendar year of Asia/Taipei of the day on which the training was held. Thread rule:
// as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "law/profile.h"
#include "people/actor.h"
#include "people/ids.h"
#include "people/office.h"
#include "people/role.h"
#include "store/database.h"

namespace menhu::people {

struct TrainingTag;
using TrainingId = base::Id<TrainingTag>;

struct NewTraining {
    AccountId account{0};
    base::Date on{};         // not later than today
    std::int64_t hours = 0;  // 1 to 200
    std::string title;       // of the course; 1 to 200 code points
    std::string provider;    // who held it; at most 200
    std::string evidence;    // certificate, its number or where it is kept; 1 to 500
};

// claimed: entered by the one who was trained, and confirmed by nobody yet.
enum class TrainingState : std::uint8_t { claimed, counted, withdrawn };
std::string_view training_state_code(TrainingState state);  // "claimed", …

struct Training {
    TrainingId id{0};
    AccountId account{0};
    base::Date on{};
    std::int64_t hours = 0;
    std::string title;
    std::string provider;
    std::string evidence;
    AccountId entered_by{0};
    std::string entered_by_name;  // the person's; empty for the operator at the console
    base::Instant entered_at{};
    TrainingState state = TrainingState::claimed;
    std::string confirmed_by_name;           // empty if nobody had to
    std::optional<base::Instant> closed_at;  // of the withdrawal, or else of the confirmation
    std::string reason;                      // of a withdrawal
};

// By the head or deputy of the account's unit, or an administrator who answers for it (duty.h); by the account's own
// holder as a claim. Errors: people.not_found, people.training_ill_formed (detail: which part),
// people.training_not_yours, those of require_any().
base::Result<TrainingId> add_training(store::WriteTx& tx, const Office& office, const Actor& by,
                                      const NewTraining& training, base::Random& random, base::Instant now);
// By the head or an administrator of the unit, never on one's own record (people.training_own). Errors too:
// people.not_found, people.training_not_claimed.
base::Result<void> confirm_training(store::WriteTx& tx, const Office& office, const Actor& by, TrainingId training,
                                    base::Instant now);
// As confirm_training; a claim its own holder may withdraw too. `reason`: 1 to 500 code points, without names of
// others; sealed in the ledger. Errors too: people.training_withdrawn, people.training_ill_formed.
base::Result<void> withdraw_training(store::WriteTx& tx, const Office& office, const Actor& by, TrainingId training,
                                     std::string_view reason, base::Instant now);

// The hours a year that somebody with these roles needs by the profile; 0 if it asks for none.
std::int64_t training_hours_required(const law::Profile& profile, Roles roles);

// The records of a year, by account and then by day; of one account if it is given.
base::Result<std::vector<Training>> training_of_year(store::ReadTx& tx, int year,
                                                     std::optional<AccountId> account = std::nullopt);
// The hours that count of every account that has any in [from, to]; by account.
struct TrainedHours {
    AccountId account{0};
    std::int64_t hours = 0;
};
base::Result<std::vector<TrainedHours>> trained_hours(store::ReadTx& tx, base::Date from, base::Date to);
// Those of one account.
base::Result<std::int64_t> trained_hours_of(store::ReadTx& tx, AccountId account, base::Date from, base::Date to);

// What people entered about themselves and nobody has confirmed yet, with the unit that they belong to now; the oldest
// first.
struct UnconfirmedTraining {
    TrainingId id{0};
    AccountId account{0};
    UnitId unit{0};
};
base::Result<std::vector<UnconfirmedTraining>> unconfirmed_training(store::ReadTx& tx, base::Instant now);

}  // namespace menhu::people
