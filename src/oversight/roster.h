#pragma once
// The roster (使用者清冊): everyone who could reach the data on a day, contractors included, with unit, contract,
// roles, the grants held, the dates of application, effect and revocation, who approved, pledge, training and standing
// (A5, F2.1).
//
// Promises: a past day is answered from the terms of the accounts, so a later change does not change it; what was
// learned later (a revocation, a record of training) is said as known now. Opening it and handing it out are acts with
// entries of their own. A roster costs a fixed number of statements, however many accounts there are. Thread rule: as
// the transaction; values otherwise.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "grants/desk.h"
#include "grants/held.h"
#include "law/profile.h"
#include "oversight/scope.h"
#include "paper/document.h"
#include "people/actor.h"
#include "people/roll.h"
#include "store/database.h"

namespace menhu::oversight {

enum class Whom : std::uint8_t { everybody, own_people, contractors };

struct RosterQuestion {
    base::Date on{};                       // not after today
    std::optional<people::UnitId> unit{};  // absent: every unit that the reader may see
    Within within{};                       // set by admit_to_roster()
    Whom whom = Whom::everybody;
};

struct RosterLine {
    people::RollEntry account;
    std::vector<grants::HeldGrant> grants;  // held at any moment of the day
    std::int64_t training_hours = 0;        // that count, from the year's first day up to that day
    std::int64_t training_required = 0;     // a year, by the profile
};

struct Roster {
    RosterQuestion question;
    base::Instant at{};             // the last instant of the day, or now if the day is today
    std::vector<RosterLine> lines;  // by unit and then by account name; whoever is not closed, with a standing
};

// Whether `by` may open it, and of whom (scope.h): an account administrator, an auditor, the Civil Affairs Bureau, a
// unit head. Errors: those of people::require_any; people.role_missing for another unit; oversight.roster_day_ahead.
base::Result<RosterQuestion> admit_to_roster(store::ReadTx& tx, const people::Actor& by, RosterQuestion question,
                                             base::Instant now);

// Enters that the roster is opened ("roster.read"), before it is shown.
base::Result<void> record_roster_read(store::WriteTx& tx, const grants::Desk& desk, const people::Actor& by,
                                      const RosterQuestion& question, base::Instant now);
// `question` as admit_to_roster() gave it back.
base::Result<Roster> roster(store::ReadTx& tx, const law::Profile& profile, const RosterQuestion& question,
                            base::Instant now);

// As a document to be printed and signed: landscape, 密件, with a sum of the standings. `made_by` is the display name
// of who asked.
paper::Document roster_document(const Roster& roster, const law::Profile& profile, std::string_view made_by,
                                base::Instant now);

// Enters that it is handed out as a file ("roster.printed"), with the SHA-256 of the file, before the file leaves.
base::Result<void> record_roster_printed(store::WriteTx& tx, const grants::Desk& desk, const people::Actor& by,
                                         const RosterQuestion& question, paper::Form form, std::int64_t lines,
                                         const crypto::Digest& digest, base::Instant now);

// 使用中, 停用, …
std::string_view standing_title(people::Standing standing);

}  // namespace menhu::oversight
