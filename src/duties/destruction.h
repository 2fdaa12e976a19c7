#pragma once
// What a contractor destroys when its use of the data is over (U1.3: within one month, entered in the register,
// reported to the agency by letter with evidence). A use is over when the last of the contractor's grants ends, or the
// contract under them; a renewal that follows without a gap goes on with it.
//
// Promises: what is to be destroyed by when is computed when asked, from grants and contracts as they stand, so that no
// job can forget it; the deadline is counted by the Civil Code (articles 120 to 122). Who records it as done is the
// agency, not the contractor. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::duties {

// Computed from unit and event, so that the same duty has the same id whenever it is asked for.
using DestructionId = base::Id<struct DestructionTag>;

enum class DestructionCause : std::uint8_t { contract_ended, grants_ended };
std::string_view destruction_cause_code(DestructionCause cause);  // "contract_ended", "grants_ended"
enum class DestructionState : std::uint8_t { due, overdue, done };
std::string_view destruction_state_code(DestructionState state);

struct DestructionDone {
    base::Date destroyed_on{};
    std::string method;   // shredded, overwritten, …
    std::string scope;    // which data: tables, lists, documents
    std::string backups;  // what became of backups and copies
    std::string witness;
    std::string evidence;       // what the contractor handed in: photographs, logs, certificates
    std::string letter_number;  // of the contractor's letter to the agency
    base::Date letter_on{};
};

struct Destruction {
    DestructionId id{0};
    people::UnitId unit{0};
    std::string unit_name;
    std::optional<people::UnitId> managing_unit;  // that commissions the contractor
    DestructionCause cause = DestructionCause::contract_ended;
    std::string contract_number;  // empty if none is recorded
    base::Instant event_at{};     // the use is over from this instant on
    base::Date due{};             // the last day
    DestructionState state = DestructionState::due;
    std::int64_t grants = 0;  // that the use was under; 0 for one that is done
    std::optional<DestructionDone> done;
    std::optional<base::Instant> recorded_at;
    std::optional<people::AccountId> recorded_by;
    enum class Record : std::uint8_t { may_not, may } record = Record::may_not;  // the reader
};

// What is still to be done by its deadline, then what is done, newest first. For a designated person, an account
// administrator, a checker, an auditor and Civil Affairs all; for a unit head those of the own unit and of the
// contractors that it commissions; for others those of the own unit. Errors: those of people::require_able.
base::Result<std::vector<Destruction>> destructions(store::ReadTx& tx, const people::Office& office,
                                                    const people::Actor& by, base::Instant now);

// By a designated person, or who acts as head of the unit that commissions the contractor; neither is of the
// contractor. Errors: duties.destruction_not_found (also when it is not the reader's), duties.destruction_done,
// duties.destruction_not_yours, duties.destruction_ill_formed (detail: which part).
base::Result<void> record_destruction(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                      DestructionId id, const DestructionDone& done, base::Instant now);

// The last day of the destruction after a use that is over from `event` on.
base::Date destruction_due(const law::Profile& profile, base::Instant event);

}  // namespace menhu::duties
