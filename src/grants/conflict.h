#pragma once
// Conflicts of interest: "this is my relative" (S1.1; 公務員服務法 19, 行政程序法 32, 33). Whoever declares one may not
// ask about that person any more, under any grant; the case goes to a colleague, or to the head of the unit.
//
// Promises: in force from its commit on; withdrawn only by the head, with a reason. Who the person is stands nowhere in
// clear: a tag of the ledger here, the rest sealed in the entry. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/tag.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "people/actor.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants {

using ConflictId = base::Id<struct ConflictTag>;

// How the person is close to whoever declares it.
enum class Relation : std::uint8_t { self, spouse, relative, in_law, household, acquaintance, other };
std::string_view relation_code(Relation relation);  // "self", …
std::optional<Relation> relation_from_code(std::string_view code);

struct NewConflict {
    GrantId grant{0};  // under which the person came up
    crypto::Tag person{};
    std::string case_number;
    Relation relation = Relation::other;
    std::string note;                          // may be empty; sealed
    std::optional<people::AccountId> hand_to;  // who takes over the case; nobody: the head of the unit sees to it
};
// By the account whose conflict it is, at once. Errors: grants.not_found (the grant), grants.conflict_declared_already
// (conflict), grants.conflict_hand_to (nobody else who holds the grant now, may act
// and is not in conflict with the person), grants.conflict_text, those of people::require_able.
base::Result<ConflictId> declare_conflict(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                          const NewConflict& conflict, base::Random& random, base::Instant now);

// The case is taken over: by whom it was handed to; where it was handed to nobody, by who acts as head of the unit or
// by another holder of the grant. Errors: grants.conflict_not_found, grants.conflict_not_yours, grants.conflict_taken.
base::Result<void> take_case(store::WriteTx& tx, const Desk& desk, const people::Actor& by, ConflictId conflict,
                             base::Instant now);

// By who acts as head of the unit, who is not the one whose conflict it is; with a reason. Errors:
// grants.conflict_not_found, grants.conflict_not_yours, grants.conflict_withdrawn, grants.conflict_text.
base::Result<void> withdraw_conflict(store::WriteTx& tx, const Desk& desk, const people::Actor& by, ConflictId conflict,
                                     std::string_view reason, base::Instant now);

enum class ConflictAct : std::uint8_t { take, withdraw };
struct Conflict {
    ConflictId id{0};
    people::AccountId account{0};
    people::UnitId unit{0};  // of the account when it was declared
    GrantId grant{0};
    Relation relation = Relation::other;
    std::optional<people::AccountId> hand_to;
    base::Instant declared_at{};
    std::optional<base::Instant> taken_at;
    std::optional<people::AccountId> taken_by;
    std::optional<base::Instant> withdrawn_at;
    std::optional<people::AccountId> withdrawn_by;
    int entry_log = 0;  // where it was entered
    std::int64_t entry_index = 0;
    std::vector<ConflictAct> may;  // what the reader may do with it
    // What is sealed, for those who handle the case: who declared it, who takes it over, the head. Else nothing.
    std::optional<std::string> case_number;
    std::optional<std::string> note;
};
// Newest first: one's own, those handed to one, those of the units that one heads, and those of nobody yet under a
// grant that one holds; for a checker, an auditor and an ethics officer all. Errors: those of require_able, of
// open_secret.
base::Result<std::vector<Conflict>> conflicts(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                              base::Instant now);
// Those whose case waits for the actor: handed over, or without anybody in a unit that the actor heads. For to-dos;
// opens nothing that is sealed.
base::Result<std::vector<Conflict>> cases_to_take(store::ReadTx& tx, const people::Actor& by, base::Instant now);
// Who may take the case over: the other holders of the grant now.
base::Result<std::vector<people::AccountId>> colleagues(store::ReadTx& tx, const people::Actor& by, GrantId grant,
                                                        base::Instant now);

}  // namespace menhu::grants
