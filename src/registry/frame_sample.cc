// A frame is drawn: the number entered once, the seed made, people picked, and a match of them begun.
#include <algorithm>

#include "grants/decide.h"
#include "grants/uses.h"
#include "ledger/covering.h"
#include "registry/cell_words.h"
#include "registry/definition.h"
#include "registry/frame_inside.h"
#include "registry/match_inside.h"
#include "registry/match_pack.h"

namespace menhu::registry {

namespace {

using format::PersonField;

constexpr std::size_t least_digits = 4;

struct Numbered {
    rows::FrameRow row;
    OpenFrame open;
    std::vector<crypto::Tag> excluded;
    FrameCopy copy;
    CellWords words;
    const law::Districts* districts;  // null if the office has none
};

std::string serial_text(std::size_t number, std::size_t all) {
    auto text = std::to_string(number);
    const auto width = std::max(least_digits, std::to_string(all).size());
    return std::string(width - text.size(), '0') + text;
}

// The number once, and with it the seed; the same number again changes nothing.
base::Result<rows::FrameRow> enter_number(store::WriteTx& tx, const Registry& registry, rows::FrameRow row,
                                          std::string_view number, base::Instant now) {
    if (stored_frame_state(row.state) == FrameState::numbered) {
        if (row.number != number) return base::Error{base::Fault::conflict, "registry.frame_number_other"};
        return row;
    }
    const auto covering = TRY(ledger::covering_checkpoint(tx, static_cast<int>(row.log), row.entry));
    if (!covering) return base::Error{base::Fault::unavailable, "registry.frame_checkpoint_missing"};
    const auto frame = base::id_text(row.id);
    const auto seed = frame_seed(frame, covering->root, number);
    row.state = frame_state_code(FrameState::numbered);
    row.number = number;
    row.checkpoint_size = covering->size;
    row.checkpoint_root = bytes_of(covering->root);
    row.seed = bytes_of(seed);
    TRY(rows::update_frame(tx, row));
    auto entry = frame_entry("frame.numbered", row);
    entry.facts.emplace_back("number", number);
    entry.facts.emplace_back("checkpoint", base::to_hex(*row.checkpoint_root));
    entry.facts.emplace_back("seed", base::to_hex(*row.seed));
    entry.counts = {{"checkpoint_size", covering->size}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return row;
}

// Serial number, stratum and the fields that were asked for: nothing else of who is drawn.
struct Columns {
    std::vector<std::string> headers{std::string{frame_serial_header}, std::string{frame_stratum_header}};
    std::vector<PersonField> fields;
};
Columns columns_of(const FramePlan& plan) {
    Columns out;
    for (const auto& name : plan.fields) {
        const auto field = format::person_field_named(name);
        CHECK(field);  // check_plan saw to it
        out.fields.push_back(*field);
        out.headers.emplace_back(format::person_field_name(*field).label_zh);
    }
    return out;
}

base::Result<std::vector<InputRow>> rows_of(const Registry& registry, const Numbered& frame, const FrameKey& key,
                                            const std::vector<Candidate>& drawn, const Columns& columns) {
    std::vector<std::pair<crypto::Tag, std::size_t>> places;
    for (std::size_t at = 0; at < drawn.size(); ++at) places.emplace_back(drawn[at].person, at);
    std::ranges::sort(places);
    const auto& plan = frame.open.head.plan;
    std::vector<InputRow> out(drawn.size());
    TRY(each_person(registry, frame.copy, [&](const PersonView& person) -> base::Result<void> {
        const auto id = person.get(PersonField::person_id);
        const auto tag = key.person(id);
        const auto found = std::ranges::lower_bound(places, tag, {}, &std::pair<crypto::Tag, std::size_t>::first);
        if (found == places.end() || found->first != tag) return {};
        const auto at = found->second;
        auto& row = out[at];
        row.number = static_cast<std::uint32_t>(at + 1);
        row.usable = 1;
        row.people = {{"person", std::string{id}, 1}};
        row.cells = {serial_text(at + 1, drawn.size()), stratum_name(plan, drawn[at].stratum, frame.districts).zh};
        for (const auto field : columns.fields) row.cells.push_back(frame.words.of(field, person.get(field)));
        return {};
    }));
    const bool is_whole = std::ranges::all_of(out, [](const InputRow& row) { return row.usable == 1; });
    if (!is_whole) return base::Error{base::Fault::conflict, "registry.frame_population_differs"};
    return out;
}

std::string drawn_text(const std::vector<Candidate>& drawn) {
    std::map<StratumKey, std::int64_t> counts;
    for (const auto& one : drawn) ++counts[one.stratum];
    format::Json::Array out;
    for (const auto& [key, count] : counts) {
        base::Bytes bytes;
        base::put_u64(bytes, key);
        out.emplace_back(format::Json::Object{{"drawn", count}, {"key", base::to_hex(bytes)}});
    }
    return format::canonical_json(out);
}

}  // namespace

base::Result<MatchBegun> draw_frame(const Registry& registry, const MatchBook& book, const ActorOf& actor_of,
                                    FrameId id, std::string_view number, std::string_view source, base::Random& random,
                                    base::Instant now) {
    auto& inside = registry.inside();
    const auto* const rule = book.rules.find("frame");
    CHECK(rule != nullptr);
    const auto permitted = [&](store::WriteTx& tx, const people::Actor& by, const rows::FrameRow& row,
                               const FrameHead& head) -> base::Result<std::variant<grants::Permit, grants::Refusal>> {
        const grants::Ask ask{.grant = grants::GrantId{row.grant},
                              .operation = grants::Operation::extract,
                              .case_number = head.case_number,
                              .reason = head.reason,
                              .source = std::string{source},
                              .fields = head.uses,
                              .person = std::nullopt};
        auto decision = TRY(grants::decide(tx, {inside.ledger, inside.profile}, by, ask, now));
        if (const auto* permit = std::get_if<grants::Permit>(&decision)) {
            TRY(grants::settle_uses(tx, *permit, 0, now));
        }
        return decision;
    };
    // The row as it may go on: open, of the data in use, on or after the day of the draw.
    const auto enter = [&](store::WriteTx& tx, const people::Actor& by) -> base::Result<rows::FrameRow> {
        TRY(people::require(by, people::Role::case_worker));
        auto row = TRY(own_frame(tx, by, id));
        const auto state = stored_frame_state(row.state);
        const bool is_open = state == FrameState::ordered || state == FrameState::numbered;
        if (!is_open || !row.wrapped_key || now >= row.lapses_at) return wrong_frame_state(row.state);
        const auto* const generation = TRY(open_current(tx, inside));
        if (generation->id != row.generation) {
            return base::Error{base::Fault::conflict, "registry.frame_generation_changed"};
        }
        return row;
    };
    auto answer =
        TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<std::variant<Numbered, grants::Refusal>> {
            using Either = std::variant<Numbered, grants::Refusal>;
            const auto by = TRY(actor_of(tx, now));
            auto row = TRY(enter(tx, by));
            if (base::to_iso(base::taipei_date(now)) < row.draw_on) {
                return base::Error{base::Fault::conflict, "registry.frame_too_early"};
            }
            const auto canonical = canonical_number(row.source, number);
            if (!canonical) return base::Error{base::Fault::bad_input, "registry.frame_number"};
            auto open = TRY(open_frame(registry, row));
            auto decision = TRY(permitted(tx, by, row, open.head));
            if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Either{std::move(*refusal)};
            row = TRY(enter_number(tx, registry, std::move(row), *canonical, now));
            auto excluded = TRY(read_excluded(tx, open, row));
            auto copy = TRY(open_frame_copy(tx, row.generation));
            const auto* const generation = TRY(open_current(tx, inside));
            const auto* const districts = TRY(districts_in_force(tx, registry));
            CellWords words{*generation, districts, open.head.plan.fields};
            return Either{Numbered{.row = std::move(row),
                                   .open = std::move(open),
                                   .excluded = std::move(excluded),
                                   .copy = std::move(copy),
                                   .words = std::move(words),
                                   .districts = districts}};
        }));
    auto either = std::move(answer).value();
    if (auto* refusal = std::get_if<grants::Refusal>(&either)) return MatchBegun{std::move(*refusal)};
    const auto& frame = std::get<Numbered>(either);
    const auto& head = frame.open.head;

    const FrameKey key{frame.open.key};
    const auto found = TRY(collect(registry, frame.copy, head.plan, key, frame.excluded));
    if (bytes_of(found.root) != frame.row.population_root) {
        return base::Error{base::Fault::conflict, "registry.frame_population_differs"};
    }
    crypto::Digest seed{};
    std::ranges::copy(*frame.row.seed, seed.begin());
    const auto drawn = draw(found.drawable, head.strata, seed, head.plan.per_household);
    if (drawn.empty()) return base::Error{base::Fault::conflict, "registry.frame_nobody"};
    const auto columns = columns_of(head.plan);
    const auto input = TRY(rows_of(registry, frame, key, drawn, columns));
    std::vector<base::Bytes> parts;
    for (std::size_t at = 0; at < input.size(); ++at) {
        if (at % static_cast<std::size_t>(rows_of_part) == 0) parts.emplace_back();
        pack_row(input[at], parts.back());
    }
    const auto prepared = prepare_match(registry, head.title, columns.headers, parts,
                                        static_cast<std::int64_t>(input.size()), random, now);

    auto begun = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<MatchBegun> {
        const auto by = TRY(actor_of(tx, now));
        auto row = TRY(enter(tx, by));
        // Drawn by another call meanwhile: `enter` said so. Numbered it stays.
        auto decision = TRY(permitted(tx, by, row, head));
        if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return MatchBegun{std::move(*refusal)};
        const auto& permit = std::get<grants::Permit>(decision);
        const auto* const generation = TRY(open_current(tx, inside));
        row.state = frame_state_code(FrameState::drawn);
        row.sample_root = bytes_of(sample_root(drawn));
        row.sealed_drawn =
            seal_part(frame.open.key, row.id, SealedKind::frame_drawn, 0, base::as_bytes(drawn_text(drawn)));
        row.match = prepared.id.number();
        row.drawn = static_cast<std::int64_t>(drawn.size());
        row.drawn_at = now;
        auto entry = frame_entry("frame.drawn", row);
        entry.purpose = permit.purpose();
        entry.case_commitment = permit.case_commitment();
        entry.facts.emplace_back("match", prepared.id.text());
        entry.facts.emplace_back("number", row.number);
        entry.facts.emplace_back("seed", base::to_hex(*row.seed));
        entry.facts.emplace_back("sample", base::to_hex(*row.sample_root));
        entry.counts = {{"people", row.drawn}};
        const auto receipt = TRY(ledger::append(tx, inside.ledger, entry, now));
        row.drawn_log = receipt.log;
        row.drawn_entry = receipt.index;
        TRY(rows::update_frame(tx, row));
        const auto frame_text = id.text();
        const MatchCause cause{
            .rule = rule->code, .on = row.base_date, .list = frame_text, .from = "frame", .source = source};
        TRY(keep_match(tx, registry, prepared, cause, permit, *generation, now));
        return MatchBegun{prepared.id};
    }));
    return std::move(begun).value();
}

}  // namespace menhu::registry
