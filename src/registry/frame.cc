// Sampling frames: how they stand, cancelled, lapsed; what lies sealed with one.
#include "registry/frame.h"

#include <algorithm>
#include <array>
#include <limits>

#include "registry/definition.h"
#include "registry/frame_inside.h"
#include "registry/match_pack.h"

namespace menhu::registry {

namespace {

using format::Json;

constexpr std::array state_codes{"ordered", "numbered", "drawn", "cancelled", "lapsed"};

base::Error unknown_frame() { return {base::Fault::not_found, "registry.frame_unknown"}; }
base::Error corrupt() { return {base::Fault::corrupt, "registry.frame_corrupt"}; }

bool oversees(const people::Actor& by) { return by.roles().has_any({people::Role::checker, people::Role::auditor}); }

std::string hex(const std::optional<base::Bytes>& bytes) { return bytes ? base::to_hex(*bytes) : std::string{}; }

std::string key_text(StratumKey key) {
    base::Bytes bytes;
    base::put_u64(bytes, key);
    return base::to_hex(bytes);
}
std::optional<StratumKey> key_of(const Json* json) {
    const auto* text = json == nullptr ? nullptr : json->text();
    const auto bytes = text == nullptr ? std::nullopt : base::from_hex(*text);
    if (!bytes || bytes->size() != 8) return std::nullopt;
    return base::get_u64(*bytes);
}
std::int64_t integer_of(const Json* json) {
    const auto* integer = json == nullptr ? nullptr : json->integer();
    return integer == nullptr ? 0 : *integer;
}
std::string text_of(const Json* json) {
    const auto* text = json == nullptr ? nullptr : json->text();
    return text == nullptr ? std::string{} : *text;
}

// How many of each stratum were drawn, as draw_frame sealed it.
base::Result<std::map<StratumKey, std::int64_t>> drawn_of(const OpenFrame& open, const rows::FrameRow& row) {
    std::map<StratumKey, std::int64_t> out;
    if (!row.sealed_drawn) return out;
    const auto plain = TRY(open_part(open.key, row.id, SealedKind::frame_drawn, 0, *row.sealed_drawn));
    const auto json = TRY(format::parse_json(plain.text()));
    const auto* all = json.array();
    if (all == nullptr) return corrupt();
    for (const auto& one : *all) {
        const auto key = key_of(one.find("key"));
        if (!key) return corrupt();
        out[*key] = integer_of(one.find("drawn"));
    }
    return out;
}

base::Result<Frame> view_of(store::ReadTx& tx, const Registry& registry, const rows::FrameRow& row, base::Instant now) {
    Frame frame{.id = FrameId{row.id},
                .account = people::AccountId{row.account},
                .unit = people::UnitId{row.unit},
                .grant = grants::GrantId{row.grant},
                .state = stored_frame_state(row.state),
                .title = {},
                .case_number = {},
                .plan = {},
                .strata = {},
                .excluded = row.excluded,
                .people = row.people,
                .base_date = row.base_date,
                .log = static_cast<int>(row.log),
                .entry = row.entry,
                .population_root = base::to_hex(row.population_root),
                .key_commitment = base::to_hex(row.key_commitment),
                .source = row.source,
                .draw_on = row.draw_on,
                .checkpoint_size = row.checkpoint_size,
                .checkpoint_root = hex(row.checkpoint_root),
                .number = row.number,
                .seed = hex(row.seed),
                .sample_root = hex(row.sample_root),
                .match = {},
                .drawn = row.drawn,
                .ordered_at = row.ordered_at,
                .drawn_at = row.drawn_at,
                .lapses_at = row.lapses_at,
                .kept = row.wrapped_key ? Frame::Kept::yes : Frame::Kept::no};
    if (row.match) frame.match = MatchId{*row.match};
    if (frame.is_open() && now >= row.lapses_at) {
        frame.state = FrameState::lapsed;
        frame.kept = Frame::Kept::no;
        return frame;
    }
    if (!row.wrapped_key) return frame;
    const auto open = TRY(open_frame(registry, row));
    const auto drawn = TRY(drawn_of(open, row));
    const auto* const districts = TRY(districts_in_force(tx, registry));
    frame.title = base::Personal<std::string>{open.head.title};
    frame.case_number = base::Personal<std::string>{open.head.case_number};
    frame.plan = open.head.plan;
    frame.merged = static_cast<std::int64_t>(open.head.strata.merged.size());
    frame.left_out = open.head.left_out;
    for (const auto& stratum : open.head.strata.kept) {
        FrameStratum one{.name = stratum_name(open.head.plan, stratum.key, districts),
                         .people = stratum.people,
                         .size = stratum.size,
                         .drawn = {}};
        const auto found = drawn.find(stratum.key);
        if (frame.state == FrameState::drawn) one.drawn = found == drawn.end() ? 0 : found->second;
        frame.strata.push_back(std::move(one));
    }
    return frame;
}

base::Result<void> end_frame(store::WriteTx& tx, const ledger::Ledger& ledger, rows::FrameRow row, FrameState state,
                             base::Instant now) {
    row.state = frame_state_code(state);
    TRY(rows::update_frame(tx, row));
    TRY(rows::forget_frame(tx, row.id));
    const auto entry = frame_entry(state == FrameState::lapsed ? "frame.lapsed" : "frame.cancelled", row);
    TRY(ledger::append(tx, ledger, entry, now));
    return {};
}

}  // namespace

std::string_view frame_state_code(FrameState state) { return state_codes[static_cast<std::size_t>(state)]; }

FrameState stored_frame_state(std::string_view code) {
    const auto found = std::ranges::find(state_codes, code);
    CHECK(found != state_codes.end());
    return static_cast<FrameState>(found - state_codes.begin());
}

base::Error wrong_frame_state(std::string_view state) {
    return {base::Fault::conflict, "registry.frame_state", std::string{state}};
}

ledger::Entry frame_entry(std::string_view kind, const rows::FrameRow& frame) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = frame.account;
    entry.unit = frame.unit;
    entry.grant = frame.grant;
    entry.facts = {{"frame", base::id_text(frame.id)}};
    return entry;
}

base::Bytes bytes_of(const crypto::Digest& digest) { return {digest.begin(), digest.end()}; }

std::string frame_key_name(std::int64_t frame) { return "registry frame " + base::id_text(frame); }

std::string pack_head(const FrameHead& head) {
    Json::Array strata;
    for (const auto& stratum : head.strata.kept) {
        strata.emplace_back(
            Json::Object{{"key", key_text(stratum.key)}, {"people", stratum.people}, {"size", stratum.size}});
    }
    Json::Array merged;
    for (const auto key : head.strata.merged) merged.emplace_back(key_text(key));
    return format::canonical_json(Json::Object{{"case_number", head.case_number},
                                               {"left_out", head.left_out},
                                               {"merged", std::move(merged)},
                                               {"plan", plan_json(head.plan)},
                                               {"reason", head.reason},
                                               {"strata", std::move(strata)},
                                               {"title", head.title},
                                               {"uses", Json::Array{head.uses.begin(), head.uses.end()}}});
}

base::Result<FrameHead> unpack_frame_head(std::string_view text) {
    const auto json = TRY(format::parse_json(text));
    const auto* plan = json.find("plan");
    const auto* strata = json.find("strata");
    const auto* merged = json.find("merged");
    const auto* uses = json.find("uses");
    const bool is_whole = plan != nullptr && strata != nullptr && strata->array() != nullptr && merged != nullptr &&
                          merged->array() != nullptr && uses != nullptr && uses->array() != nullptr;
    if (!is_whole) return corrupt();
    FrameHead head;
    head.title = text_of(json.find("title"));
    head.case_number = text_of(json.find("case_number"));
    head.reason = text_of(json.find("reason"));
    head.left_out = integer_of(json.find("left_out"));
    head.plan = TRY(plan_of(*plan));
    for (const auto& one : *uses->array()) head.uses.push_back(text_of(&one));
    for (const auto& one : *strata->array()) {
        const auto key = key_of(one.find("key"));
        if (!key) return corrupt();
        head.strata.kept.push_back(
            {.key = *key, .people = integer_of(one.find("people")), .size = integer_of(one.find("size"))});
    }
    for (const auto& one : *merged->array()) {
        const auto key = key_of(&one);
        if (!key) return corrupt();
        head.strata.merged.push_back(*key);
    }
    return head;
}

base::Result<OpenFrame> open_frame(const Registry& registry, const rows::FrameRow& row) {
    if (!row.wrapped_key || !row.sealed_head) return base::Error{base::Fault::not_found, "registry.frame_gone"};
    OpenFrame open;
    open.key = TRY(registry.inside().keyring.unwrap(frame_key_name(row.id), *row.wrapped_key));
    const auto plain = TRY(open_part(open.key, row.id, SealedKind::frame_head, 0, *row.sealed_head));
    open.head = TRY(unpack_frame_head(plain.text()));
    return open;
}

base::Result<rows::FrameRow> own_frame(store::ReadTx& tx, const people::Actor& by, FrameId id) {
    auto row = TRY(rows::frame(tx, id.number()));
    if (!row || row->account != by.account().number() || row->unit != by.unit().number()) return unknown_frame();
    return *std::move(row);
}

base::Result<rows::FrameRow> seen_frame(store::ReadTx& tx, const people::Actor& by, FrameId id) {
    if (!oversees(by)) return own_frame(tx, by, id);
    auto row = TRY(rows::frame(tx, id.number()));
    if (!row) return unknown_frame();
    return *std::move(row);
}

base::Result<std::vector<crypto::Tag>> read_excluded(store::ReadTx& tx, const OpenFrame& open,
                                                     const rows::FrameRow& row) {
    std::vector<crypto::Tag> out;
    const auto parts = TRY(rows::excluded(tx, row.id));
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto plain =
            TRY(open_part(open.key, row.id, SealedKind::frame_excluded, static_cast<std::int64_t>(part), parts[part]));
        for (auto rest = plain.view(); !rest.empty(); rest = rest.subspan(sizeof(crypto::Tag))) {
            if (rest.size() < sizeof(crypto::Tag)) return corrupt();
            std::ranges::copy(rest.first(sizeof(crypto::Tag)), out.emplace_back().begin());
        }
    }
    return out;
}

base::Result<Frame> find_frame(store::ReadTx& tx, const Registry& registry, const people::Actor& by, FrameId id,
                               base::Instant now) {
    const auto row = TRY(seen_frame(tx, by, id));
    return view_of(tx, registry, row, now);
}

base::Result<FramePage> frames_of(store::ReadTx& tx, const Registry& registry, const people::Actor& by,
                                  std::optional<FrameId> before, std::int64_t limit, base::Instant now) {
    FramePage page;
    std::optional<std::int64_t> account;
    if (!oversees(by)) account = by.account().number();
    page.total = TRY(rows::count_frames(tx, account));
    constexpr auto after_all = std::numeric_limits<std::int64_t>::max();
    const auto found = TRY(rows::frames(tx, account, before ? before->number() : after_all, limit));
    for (const auto& row : found) {
        auto frame = TRY(view_of(tx, registry, row, now));
        page.items.push_back(std::move(frame));
    }
    return page;
}

base::Result<void> cancel_frame(store::WriteTx& tx, const Registry& registry, const people::Actor& by, FrameId id,
                                base::Instant now) {
    TRY(people::require(by, people::Role::case_worker));
    auto row = TRY(own_frame(tx, by, id));
    const auto state = stored_frame_state(row.state);
    const bool is_open = state == FrameState::ordered || state == FrameState::numbered;
    if (!is_open || !row.wrapped_key) return wrong_frame_state(row.state);
    return end_frame(tx, registry.ledger(), std::move(row), FrameState::cancelled, now);
}

base::Result<std::int64_t> lapse_frames(store::WriteTx& tx, const ledger::Ledger& ledger, std::int64_t limit,
                                        base::Instant now) {
    const auto ids = TRY(rows::lapsed_frames(tx, now, limit));
    for (const auto id : ids) {
        auto row = TRY(rows::frame(tx, id));
        CHECK(row);
        TRY(end_frame(tx, ledger, *std::move(row), FrameState::lapsed, now));
    }
    return static_cast<std::int64_t>(ids.size());
}

}  // namespace menhu::registry
