#pragma once
// Watches of cases (異動追蹤): somebody names the people of their cases, and is told when a change file that came into
// use touched one of them.
//
// Promises: a watch is ordered under a grant with Operation::watch and lasts until a day, at most the grant's end,
// which is computed when asked. Each hit is decided as an ask of its own, in the name of who ordered the watch, with
// its entry
// ("query.watch") and a use of the grant in the transaction of the hit; one that may not be told is kept as stopped,
// with the rule and nothing else, and anybody who holds the grant may take it up. A change file is held against the
// watches once, person by person; what was done stays done when the process is killed. Case numbers, ids, reason and
// notes lie sealed. A watch and its hits are seen by who ordered it and by whoever of the same unit holds its grant,
// and each reading of hits is entered. Cost: to order, about 0.3 ms a person; a change file, one join over the people
// that it touched, off the writer, and about 1 ms a hit. Thread rule: as the transaction; watch_step on a thread that
// may block.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/personal.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "grants/ids.h"
#include "grants/refusal.h"
#include "people/actor.h"
#include "people/office.h"
#include "registry/registry.h"
#include "registry/subject.h"
#include "registry/watch_groups.h"
#include "store/database.h"

namespace menhu::registry {

using WatchId = base::Id<struct WatchTag>;
using WatchHitId = base::Id<struct WatchHitTag>;

// ---- ordering ----

struct CasePerson {
    std::string case_number;
    base::Personal<std::string> id;  // in any writing that format::read_national_id forgives
};
// CSV in UTF-8: case number, id. The first line is a heading if its second cell is no id. Pure. Errors:
// registry.watch_file (detail: the line), format.csv_syntax, format.csv_row_too_long.
base::Result<std::vector<CasePerson>> read_case_people(std::string_view csv);

struct NewWatch {
    grants::GrantId grant{0};
    std::string reason;
    WatchGroups groups;
    base::Date until;                // the last day; a later one than the grant's becomes that
    std::vector<CasePerson> people;  // the same person for the same case counts once
    std::string source;              // the address of the call; empty at the console
};
using WatchOrdered = std::variant<WatchId, grants::Refusal>;
// Nobody is looked up. Errors: registry.watch_people (none), registry.watch_people_most, registry.watch_id (detail:
// which line, from 1), registry.watch_groups, registry.watch_until; those of grants::decide.
base::Result<WatchOrdered> order_watch(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                       const NewWatch& watch, base::Random& random, base::Instant now);

// ---- watches ----

// over: its day has come, or its grant's end; halted: its grant is suspended or otherwise not in force.
enum class WatchState : std::uint8_t { running, halted, over, ended, destroyed };
std::string_view watch_state_code(WatchState state);

struct Watch {
    WatchId id{0};
    grants::GrantId grant{0};
    people::AccountId account{0};  // in whose name hits are decided
    people::UnitId unit{0};
    WatchGroups groups;
    WatchState state = WatchState::running;
    base::Personal<std::string> reason;  // empty once it is destroyed
    base::Personal<std::string> first_case;
    std::int64_t people = 0;
    std::int64_t hits = 0;
    std::int64_t waiting = 0;  // hits that nobody has handled
    std::int64_t stopped = 0;  // of these, those that could not be told
    base::Instant from{};
    base::Instant until{};  // not included
    std::optional<base::Instant> ended_at;
    bool may_end = false;
    bool may_take_over = false;  // by another who holds the grant
};
struct WatchPage {
    std::vector<Watch> items;  // the newest first
    std::int64_t total = 0;
};
base::Result<WatchPage> watches_of(store::ReadTx& tx, const Registry& registry, const people::Actor& by,
                                   std::int64_t skip, std::int64_t limit, base::Instant now);
// Error: registry.watch_unknown.
base::Result<Watch> find_watch(store::ReadTx& tx, const Registry& registry, const people::Actor& by, WatchId id,
                               base::Instant now);
struct WatchedPerson {
    std::int64_t position = 0;
    std::string case_number;
    std::string masked_id;
};
struct WatchedPage {
    std::vector<WatchedPerson> items;
    std::int64_t total = 0;
};
// Whom it watches, as they were typed. Error: registry.watch_unknown.
base::Result<WatchedPage> watched_in(store::ReadTx& tx, const Registry& registry, const people::Actor& by, WatchId id,
                                     std::int64_t skip, std::int64_t limit, base::Instant now);

// Errors: registry.watch_unknown, registry.watch_state.
base::Result<void> end_watch(store::WriteTx& tx, const Registry& registry, const people::Actor& by, WatchId id,
                             base::Instant now);
// From now on hits are decided in the name of `by`, who holds the grant. Errors: registry.watch_unknown,
// registry.watch_state, those of people::require.
base::Result<void> take_over_watch(store::WriteTx& tx, const Registry& registry, const people::Actor& by, WatchId id,
                                   base::Instant now);

// ---- hits ----

enum class HitState : std::uint8_t { open, seen, handled, stopped };
std::string_view hit_state_code(HitState state);

struct WatchHit {
    WatchHitId id{0};
    WatchId watch{0};
    grants::GrantId grant{0};
    HitState state = HitState::open;
    std::string why;                          // of a stopped one: the code of the refusal
    base::Personal<std::string> case_number;  // empty of a stopped one, and once the watch is destroyed
    std::vector<LegalEvent> kinds;            // none of a stopped one
    std::string base_date;                    // of the delivery
    base::Instant made_at{};
    std::int64_t log = 0;  // its entry
    std::int64_t index = 0;
    std::optional<people::AccountId> acted_by;
    std::optional<base::Instant> acted_at;
    base::Personal<std::string> note;
    bool may_look_up = false;
    bool may_handle = false;
    bool may_take_up = false;
};
struct HitQuestion {
    std::optional<WatchId> watch{};
    enum class Which : std::uint8_t { waiting, all } which = Which::waiting;
    std::int64_t skip = 0;
    std::int64_t limit = 50;
};
struct HitPage {
    std::vector<WatchHit> items;  // the newest first
    std::int64_t total = 0;
};
// Enters that they were read ("watch.viewed"), unless there is nothing to read. Error: registry.watch_unknown.
base::Result<HitPage> watch_hits(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                 const HitQuestion& question, base::Instant now);
struct HitsWaiting {
    std::int64_t open = 0;
    std::int64_t stopped = 0;
};
// How many wait for the actor; says nothing of whom.
base::Result<HitsWaiting> hits_waiting(store::ReadTx& tx, const people::Actor& by, base::Instant now);

enum class HitMark : std::uint8_t { seen, handled };
// `note` at most 500 code points; sealed. Errors: registry.watch_hit_unknown, registry.watch_hit_state,
// registry.note_too_long.
base::Result<void> mark_hit(store::WriteTx& tx, const Registry& registry, const people::Actor& by, WatchHitId id,
                            HitMark mark, std::string_view note, base::Instant now);
// Decides a stopped hit anew, in the actor's own name. Errors: registry.watch_hit_unknown, registry.watch_hit_state
// (not stopped, or nothing of its kinds is left to tell).
base::Result<std::optional<grants::Refusal>> take_up_hit(store::WriteTx& tx, const Registry& registry,
                                                         const people::Actor& by, WatchHitId id,
                                                         std::string_view source, base::Instant now);
// For the look-up of whom a hit is about: grant, case, reason and person, for grants::decide and lookup(). The hit
// becomes a seen one. Errors: registry.watch_hit_unknown, registry.watch_hit_state.
struct HitSubject {
    grants::GrantId grant{0};
    std::string case_number;
    std::string reason;
    ById person;
};
base::Result<HitSubject> subject_of_hit(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                        WatchHitId id, base::Instant now);

// ---- scanning ----

struct WatchScan {
    std::int64_t deliveries = 0;  // finished
    std::int64_t hits = 0;
    std::int64_t stopped = 0;
    enum class More : std::uint8_t { no, yes } more = More::no;
};
// The next few people of the oldest change file in use that has not been held against the watches to its end, in one
// transaction. Errors: those of the store, of finding and of grants::decide; nothing of the step is then done.
base::Result<WatchScan> watch_step(const Registry& registry, const people::Office& office, base::Random& random,
                                   base::Instant now);

// For the daily job: keys and sealed parts of watches that ended so long ago (watch_kept_days), at most `limit`;
// answers how many.
base::Result<std::int64_t> destroy_watches(store::WriteTx& tx, const people::Office& office, std::int64_t limit,
                                           base::Instant now);

}  // namespace menhu::registry
