#pragma once
// Matches of lists against the registry (勾稽): a list is taken and kept sealed for a day; a match of it asks about
// each person in it once, part by part, and keeps its result sealed until a date.
//
// Promises: a part is one transaction, with the permit (Operation::match), one entry for each person asked about
// ("query.match") and one use of the grant for each; so nobody is asked about twice, whatever is killed, and a quota
// can stop a list in the middle. A result says an outcome and the days that decide it, and of those only what the
// grant's fields allow. What is kept is readable for who asked for it, until its last day. Cost: about 60 µs a person.
// Thread rule: as the transaction; take_list, shape_list, check_list, begin_match and match_step on a thread that may
// block.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/personal.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "format/workbook.h"
#include "grants/ids.h"
#include "grants/refusal.h"
#include "ledger/ledger.h"
#include "people/actor.h"
#include "registry/match_book.h"
#include "registry/match_columns.h"
#include "registry/match_decide.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

using MatchListId = base::Id<struct MatchListTag>;
using MatchId = base::Id<struct MatchTag>;

// ---- lists ----

inline constexpr std::size_t largest_match_list = std::size_t{64} << 20;

struct ListTaken {
    MatchListId id{0};
    std::string sheet;  // the first that can be read
    base::Instant expires_at{};
};
// By a case worker. Enters the file's facts only. Errors: those of format::Workbook where no sheet can be read (nothing
// is kept then), of people::require.
base::Result<ListTaken> take_list(const Registry& registry, const people::Actor& by, std::string_view name,
                                  std::string_view bytes, base::Random& random, base::Instant now);

struct KeptList {
    MatchListId id{0};
    base::Personal<std::string> name;
    format::SheetForm form = format::SheetForm::csv;
    crypto::Secret bytes;
    base::Instant expires_at{};
};
// Of the one who took it. Errors: registry.match_list_unknown (also when it has expired).
base::Result<KeptList> read_list(store::ReadTx& tx, const Registry& registry, const people::Actor& by, MatchListId id,
                                 base::Instant now);
// The sheet of this name; the first if it is empty. Error: format.sheet_missing.
base::Result<std::size_t> sheet_named(const format::Workbook& book, std::string_view name);

struct ListCheck {
    std::int64_t rows = 0;
    std::int64_t usable = 0;
    std::int64_t duplicates = 0;  // rows whose first person stood in an earlier row
    std::int64_t people = 0;      // different ids in usable rows: as many uses of the grant
    std::vector<std::pair<std::uint32_t, CleanedCell>> cleaned;  // with the row; at most 100
    std::int64_t cleaned_total = 0;
    std::vector<std::pair<std::uint32_t, WrongCell>> wrong;
    std::int64_t wrong_total = 0;
    std::vector<std::string> missing;  // roles
};
// Asks about nobody. Errors: registry.match_columns, those of the workbook.
base::Result<ListCheck> check_list(const format::Workbook& book, std::size_t sheet, std::uint32_t header_row,
                                   const law::MatchRule& rule, std::vector<ColumnChoice> columns);

// ---- matches ----

struct NewMatch {
    MatchListId list{0};
    std::string rule;
    grants::GrantId grant{0};
    std::string case_number;
    std::string reason;
    base::Date on;
    std::string sheet;
    std::uint32_t header_row = 0;
    std::vector<ColumnChoice> columns;
    std::string source;  // the address of the call; empty at the console
};
using MatchBegun = std::variant<MatchId, grants::Refusal>;
// Who acts, found anew in each transaction: a session that has ended ends the match's progress.
using ActorOf = std::function<base::Result<people::Actor>(store::WriteTx& tx, base::Instant now)>;
// The match is then ready for match_step. Errors: registry.match_list_unknown, registry.match_rule_unknown,
// registry.match_columns, registry.match_columns_missing, registry.match_empty (no row), registry.no_generation; those
// of the workbook and of grants::decide.
base::Result<MatchBegun> begin_match(const Registry& registry, const MatchBook& book, const ActorOf& actor_of,
                                     const NewMatch& match, base::Random& random, base::Instant now);

// waiting is computed: running, and nobody has gone on with it for a while.
enum class MatchState : std::uint8_t { waiting, running, done, cancelled, failed };
std::string_view match_state_code(MatchState state);

struct Match {
    MatchId id{0};
    std::string rule;
    people::AccountId account{0};
    people::UnitId unit{0};
    grants::GrantId grant{0};
    std::string on;  // "2026-03-01"
    std::string base_date;
    base::Personal<std::string> file;  // its name; empty once the result is destroyed
    base::Personal<std::string> case_number;
    MatchState state = MatchState::running;
    std::string problem;  // a code of an error or a refusal; empty if all is well
    std::int64_t rows = 0;
    std::int64_t done = 0;
    std::int64_t run = 0;
    std::vector<std::pair<std::string, std::int64_t>> counts;  // outcomes, in the order of the rule
    std::optional<std::int64_t> log;
    std::optional<std::int64_t> first_index;
    std::optional<std::int64_t> last_index;
    base::Instant began_at{};
    base::Instant beat_at{};
    std::optional<base::Instant> ended_at;
    base::Instant ends_at{};  // from then on the result is no more
    enum class Kept : std::uint8_t { yes, ended, destroyed } kept = Kept::yes;

    // `runs_here`: a thread of this process goes on with it.
    enum class Here : std::uint8_t { no, yes };
    bool may_cancel() const { return state == MatchState::running || state == MatchState::waiting; }
    bool may_resume(Here runs_here) const;
    bool may_download() const { return kept == Kept::yes && done > 0 && !may_cancel(); }
    bool may_destroy() const { return kept == Kept::yes && !may_cancel(); }
};
// Of the one who asked. Error: registry.match_unknown.
base::Result<Match> find_match(store::ReadTx& tx, const Registry& registry, const MatchBook& book,
                               const people::Actor& by, MatchId id, base::Instant now);
struct MatchPage {
    std::vector<Match> items;  // the newest first
    std::int64_t total = 0;
};
base::Result<MatchPage> matches_of(store::ReadTx& tx, const Registry& registry, const MatchBook& book,
                                   const people::Actor& by, std::optional<MatchId> before, std::int64_t limit,
                                   base::Instant now);

// Takes up a match that stopped, where it stopped; answers its new run. Errors: registry.match_unknown,
// registry.match_state, those of people::require.
base::Result<std::int64_t> resume_match(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                        MatchId id, base::Instant now);
base::Result<void> cancel_match(store::WriteTx& tx, const Registry& registry, const people::Actor& by, MatchId id,
                                base::Instant now);
// Key and parts of the result, at once. Errors: registry.match_unknown, registry.match_state.
base::Result<void> destroy_match(store::WriteTx& tx, const Registry& registry, const people::Actor& by, MatchId id,
                                 base::Instant now);

struct MatchStep {
    MatchState state = MatchState::running;
    std::int64_t rows = 0;
    std::int64_t done = 0;
    std::string problem;
};
// The next part, in one transaction. Errors: registry.match_overtaken (resumed elsewhere), registry.match_unknown,
// those of finding and of the store; nothing of the part is then done.
base::Result<MatchStep> match_step(const Registry& registry, const MatchBook& book, const ActorOf& actor_of,
                                   std::string_view source, MatchId id, std::int64_t run, base::Instant now);

// ---- results ----

struct MatchedRow {
    std::int64_t position = 0;  // in the match, from 0
    std::uint32_t number = 0;   // of the sheet
    std::string key;            // the first person's id, as it was read; empty if it could not be
    const law::MatchOutcome* outcome = nullptr;
    std::vector<MatchNote> notes;
    std::vector<std::string> cells;  // of the list
};
struct MatchResult {
    Match match;
    std::vector<std::string> headers;  // of the list's columns
    std::vector<MatchedRow> rows;
    std::int64_t total = 0;  // of that outcome
    std::optional<std::int64_t> next;
    ledger::Receipt receipt{};  // of the reading
};
enum class Taken : std::uint8_t { viewed, downloaded, exported };
// Enters that it was read ("match.viewed", "match.downloaded", "match.exported"), then reads: rows of `outcome` (empty:
// all) from a position on, at most `limit`. Errors: registry.match_unknown, registry.match_result_gone,
// registry.match_corrupt.
base::Result<MatchResult> read_match(store::WriteTx& tx, const Registry& registry, const MatchBook& book,
                                     const people::Actor& by, MatchId id, Taken taken, std::string_view outcome,
                                     std::int64_t from, std::int64_t limit, base::Instant now);

// For the daily job: results whose last day is over and lists that nobody used, at most `limit` of each; answers how
// many were ended.
base::Result<std::int64_t> end_matches(store::WriteTx& tx, const ledger::Ledger& ledger, std::int64_t limit,
                                       base::Instant now);

}  // namespace menhu::registry
