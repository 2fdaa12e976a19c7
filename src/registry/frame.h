#pragma once
// Sampling frames for commissioned studies (抽樣; 二(二), 四(一)1, 四(二)2): ordered under a grant with extraction,
// drawn by a seed that nobody could choose, their people entered one by one as a match.
//
// Promises: the order's entry binds plan, population, key and who is left out before the seed exists; the seed is of
// the first checkpoint over that entry and of a number drawn in public afterwards, entered once. So the same frame
// draws the same people, and whoever orders cannot choose them (decision 20). Strata smaller than the profile's number
// are merged or left out, and their sizes told to nobody. Kept sealed; what is drawn is shown and ends as a match's
// result does. Thread rule: as the transaction; order_frame, draw_frame and redraw_frame on a thread that may block:
// each opens every record of the data in use once.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/personal.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "grants/ids.h"
#include "grants/refusal.h"
#include "people/actor.h"
#include "registry/frame_plan.h"
#include "registry/match.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

using FrameId = base::Id<struct FrameTag>;

inline constexpr std::string_view frame_serial_header = "序號";
inline constexpr std::string_view frame_stratum_header = "層別";

// People of an uploaded list (registry/match.h), who are not drawn.
struct FrameExclusion {
    MatchListId list{0};
    std::string sheet;
    std::uint32_t header_row = 0;
    std::size_t column = 0;
};

struct NewFrame {
    std::string title;  // of the study
    grants::GrantId grant{0};
    std::string case_number;
    std::string reason;
    FramePlan plan;
    std::optional<FrameExclusion> without;
    std::vector<FrameId> without_frames;  // one's own, drawn and still kept
    std::string source;                   // the address of the call; empty at the console
};
using FrameOrdered = std::variant<FrameId, grants::Refusal>;
// Errors: those of check_plan; registry.frame_title, registry.frame_population (the grant is for a list of cases),
// registry.frame_district_outside, registry.frame_too_few (fewer people than the smallest stratum), registry.frame_gone
// (a frame to leave out that is not kept), registry.match_list_unknown, registry.no_generation; those of the workbook
// and of grants::decide.
base::Result<FrameOrdered> order_frame(const Registry& registry, const MatchBook& book, const ActorOf& actor_of,
                                       const NewFrame& frame, base::Random& random, base::Instant now);

// numbered: its number is entered, and drawing was broken off; drawn: there is a match.
enum class FrameState : std::uint8_t { ordered, numbered, drawn, cancelled, lapsed };
std::string_view frame_state_code(FrameState state);

struct FrameStratum {
    StratumName name;
    std::int64_t people = 0;
    std::int64_t size = 0;
    std::optional<std::int64_t> drawn;
};
struct Frame {
    FrameId id{0};
    people::AccountId account{0};
    people::UnitId unit{0};
    grants::GrantId grant{0};
    FrameState state = FrameState::ordered;
    base::Personal<std::string> title;  // empty, as the next three, once it is destroyed
    base::Personal<std::string> case_number;
    std::optional<FramePlan> plan;
    std::vector<FrameStratum> strata;
    std::int64_t merged = 0;    // strata that were too small and became one
    std::int64_t left_out = 0;  // strata that were too small
    std::int64_t excluded = 0;  // people named to be left out, whether they are in the data or not
    std::int64_t people = 0;    // of the strata that are drawn from
    std::string base_date;
    int log = 0;  // the order's entry
    std::int64_t entry = 0;
    std::string population_root;  // hex
    std::string key_commitment;   // hex
    std::string source;           // of the number
    std::string draw_on;
    std::optional<std::int64_t> checkpoint_size;
    std::string checkpoint_root;  // hex; empty until it is numbered, as are the next two
    std::string number;
    std::string seed;         // hex
    std::string sample_root;  // hex; empty until it is drawn
    std::optional<MatchId> match;
    std::int64_t drawn = 0;
    base::Instant ordered_at{};
    std::optional<base::Instant> drawn_at;
    base::Instant lapses_at{};  // if it is not drawn
    enum class Kept : std::uint8_t { yes, no } kept = Kept::yes;

    bool is_open() const { return state == FrameState::ordered || state == FrameState::numbered; }
    bool may_draw() const { return is_open() && kept == Kept::yes; }
    bool may_cancel() const { return is_open() && kept == Kept::yes; }
    bool may_redraw() const { return state == FrameState::drawn && kept == Kept::yes; }
};
// Of who ordered it; of a checker or auditor too. Error: registry.frame_unknown.
base::Result<Frame> find_frame(store::ReadTx& tx, const Registry& registry, const people::Actor& by, FrameId id,
                               base::Instant now);
struct FramePage {
    std::vector<Frame> items;  // the newest first; of a checker or auditor all
    std::int64_t total = 0;
};
base::Result<FramePage> frames_of(store::ReadTx& tx, const Registry& registry, const people::Actor& by,
                                  std::optional<FrameId> before, std::int64_t limit, base::Instant now);

// Enters the number (once; again only the same) and draws. The match is then ready for match_step, run 1. Errors:
// registry.frame_unknown, registry.frame_state, registry.frame_number (not of that draw), registry.frame_number_other,
// registry.frame_too_early, registry.frame_checkpoint_missing (try again in a second),
// registry.frame_generation_changed, registry.frame_population_differs, registry.frame_nobody; those of grants::decide.
base::Result<MatchBegun> draw_frame(const Registry& registry, const MatchBook& book, const ActorOf& actor_of,
                                    FrameId id, std::string_view number, std::string_view source, base::Random& random,
                                    base::Instant now);
// Errors: registry.frame_unknown, registry.frame_state.
base::Result<void> cancel_frame(store::WriteTx& tx, const Registry& registry, const people::Actor& by, FrameId id,
                                base::Instant now);

enum class Same : std::uint8_t { no, yes };
struct Redrawn {
    Same seed = Same::no;        // the checkpoint in the log and the number give it
    Same population = Same::no;  // the copy is the one that was ordered from
    Same sample = Same::no;      // the same people come out
    bool is_same() const { return seed == Same::yes && population == Same::yes && sample == Same::yes; }
};
// Draws again from the copy and compares; nobody is shown, and that it was done is entered. By who ordered it, a
// checker or an auditor. Errors: registry.frame_unknown, registry.frame_state, registry.frame_gone,
// registry.frame_copy_gone.
base::Result<Redrawn> redraw_frame(const Registry& registry, const ActorOf& actor_of, FrameId id, base::Instant now);

// For the daily job: orders that nobody drew in time, at most `limit`; answers how many.
base::Result<std::int64_t> lapse_frames(store::WriteTx& tx, const ledger::Ledger& ledger, std::int64_t limit,
                                        base::Instant now);

}  // namespace menhu::registry
