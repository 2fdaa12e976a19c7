// A frame is ordered: plan, population, key and who is left out are bound by its entry before there is a seed.
#include <algorithm>
#include <set>

#include "base/period.h"
#include "grants/decide.h"
#include "grants/uses.h"
#include "law/period.h"
#include "registry/frame_inside.h"
#include "registry/match_inside.h"
#include "registry/match_pack.h"

namespace menhu::registry {

namespace {

constexpr std::size_t longest_title = 200;
constexpr std::size_t excluded_of_part = 32'768;

base::Error bad(std::string_view code) { return {base::Fault::bad_input, code}; }

// The people of a list, all of them: a row that cannot be read would be drawn though it was to be left out.
base::Result<std::vector<std::string>> ids_of_list(const KeptList& list, const FrameExclusion& what,
                                                   const law::MatchRule& rule) {
    const auto book = TRY(format::Workbook::open(list.bytes.text()));
    const auto sheet = TRY(sheet_named(book, what.sheet));
    const auto reader = TRY(RowReader::open(rule, {{what.column, "person"}}));
    std::vector<std::string> out;
    bool is_whole = true;
    TRY(book.read(sheet, [&](format::SheetRow& raw) {
        if (raw.number <= what.header_row) return format::Reading::go_on;
        const auto row = reader.read(std::move(raw));
        if (!row.is_usable()) is_whole = false;
        for (const auto& person : row.people) out.push_back(person.id);
        return is_whole ? format::Reading::go_on : format::Reading::stop;
    }));
    if (!is_whole) return bad("registry.frame_list_unreadable");
    return out;
}

// Who was drawn by a frame of before.
base::Result<void> add_drawn(store::ReadTx& tx, const Registry& registry, const people::Actor& by, FrameId id,
                             std::vector<std::string>& out) {
    const auto frame = TRY(own_frame(tx, by, id));
    const base::Error gone{base::Fault::not_found, "registry.frame_gone"};
    if (!frame.match) return gone;
    const auto match = TRY(rows::match(tx, *frame.match));
    if (!match || !match->wrapped_key) return gone;
    const auto open = TRY(open_match(registry, *match));
    for (std::int64_t part = 0; part * rows_of_part < match->row_count; ++part) {
        const auto sealed = TRY(rows::input(tx, match->id, part));
        if (!sealed) return base::Error{base::Fault::corrupt, "registry.match_corrupt"};
        const auto plain = TRY(open_part(open.key, match->id, SealedKind::input, part, *sealed));
        const auto rows = TRY(unpack_rows(plain.view()));
        for (const auto& row : rows) {
            for (const auto& person : row.people) out.push_back(person.id);
        }
    }
    return {};
}

// What the order rests on, once it is allowed.
struct Allowed {
    FramePlan plan;
    std::int64_t generation = 0;
    std::vector<std::string> ids;  // of whom is left out
    std::optional<KeptList> list;
};

base::Result<FramePlan> within(FramePlan plan, const grants::Population& population) {
    using Kind = grants::Population::Kind;
    if (population.kind == Kind::case_list) return base::Error{base::Fault::refused, "registry.frame_population"};
    std::ranges::sort(plan.districts);
    const auto repeated = std::ranges::unique(plan.districts);
    plan.districts.erase(repeated.begin(), repeated.end());
    if (population.kind == Kind::all) return plan;
    if (plan.districts.empty()) plan.districts = population.districts;
    const bool is_within = std::ranges::includes(population.districts, plan.districts);
    if (!is_within) return base::Error{base::Fault::refused, "registry.frame_district_outside"};
    return plan;
}

std::string order_secret(const FrameHead& head, std::string_view source) {
    return format::canonical_json(format::Json::Object{{"case_number", head.case_number},
                                                       {"plan", plan_json(head.plan)},
                                                       {"reason", head.reason},
                                                       {"source", source},
                                                       {"title", head.title}});
}

}  // namespace

base::Result<FrameOrdered> order_frame(const Registry& registry, const MatchBook& book, const ActorOf& actor_of,
                                       const NewFrame& frame, base::Random& random, base::Instant now) {
    auto& inside = registry.inside();
    const auto& numbers = inside.profile.numbers();
    const auto today = base::taipei_date(now);
    const auto last = base::last_day(today, law::period_of(numbers.frame_wait_days.value));
    const auto uses = fields_of(frame.plan);
    const auto permitted = [&](store::WriteTx& tx,
                               const people::Actor& by) -> base::Result<std::variant<grants::Permit, grants::Refusal>> {
        const grants::Ask ask{.grant = frame.grant,
                              .operation = grants::Operation::extract,
                              .case_number = frame.case_number,
                              .reason = frame.reason,
                              .source = frame.source,
                              .fields = uses,
                              .person = std::nullopt};
        auto decision = TRY(grants::decide(tx, {inside.ledger, inside.profile}, by, ask, now));
        if (const auto* permit = std::get_if<grants::Permit>(&decision)) {
            // To order is no use: the people are.
            TRY(grants::settle_uses(tx, *permit, 0, now));
        }
        return decision;
    };
    auto answer =
        TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<std::variant<Allowed, grants::Refusal>> {
            using Either = std::variant<Allowed, grants::Refusal>;
            const auto by = TRY(actor_of(tx, now));
            TRY(people::require(by, people::Role::case_worker));
            if (frame.title.empty() || frame.title.size() > longest_title) return bad("registry.frame_title");
            TRY(check_plan(frame.plan, today, last));
            auto decision = TRY(permitted(tx, by));
            if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Either{std::move(*refusal)};
            Allowed out;
            out.plan = TRY(within(frame.plan, std::get<grants::Permit>(decision).population()));
            const auto* const generation = TRY(open_current(tx, inside));
            out.generation = generation->id;
            for (const auto id : frame.without_frames) TRY(add_drawn(tx, registry, by, id, out.ids));
            if (frame.without) out.list = TRY(read_list(tx, registry, by, frame.without->list, now));
            return Either{std::move(out)};
        }));
    auto allowed = std::move(answer).value();
    if (auto* refusal = std::get_if<grants::Refusal>(&allowed)) return FrameOrdered{std::move(*refusal)};
    auto& wish = std::get<Allowed>(allowed);
    if (wish.list) {
        const auto* const rule = book.rules.find("frame");
        CHECK(rule != nullptr);
        const auto more = TRY(ids_of_list(*wish.list, *frame.without, *rule));
        wish.ids.insert(wish.ids.end(), more.begin(), more.end());
    }
    const auto key = crypto::Secret::random(crypto::Aead::key_size, random);
    const FrameKey frame_key{key};
    std::set<crypto::Tag> unique;
    for (const auto& id : wish.ids) unique.insert(frame_key.person(id));
    std::vector<crypto::Tag> excluded{unique.begin(), unique.end()};
    const auto left_out_root = excluded_root(excluded);
    const auto copy =
        TRY(inside.database.read([&](store::ReadTx& tx) { return open_frame_copy(tx, wish.generation); }));
    const auto found = TRY(collect(registry, copy, wish.plan, frame_key, excluded));
    auto strata = plan_strata(found.counts, wish.plan, numbers.frame_smallest_stratum.value);
    if (strata.kept.empty()) return base::Error{base::Fault::conflict, "registry.frame_too_few"};

    const auto id = FrameId::make(now, random);
    const auto wrapped = inside.keyring.wrap(frame_key_name(id.number()), key, random);
    std::vector<base::Bytes> parts;
    for (std::size_t at = 0; at < excluded.size(); at += excluded_of_part) {
        base::Bytes plain;
        const auto end = std::min(at + excluded_of_part, excluded.size());
        for (auto one = at; one < end; ++one) plain.insert(plain.end(), excluded[one].begin(), excluded[one].end());
        parts.push_back(
            seal_part(key, id.number(), SealedKind::frame_excluded, static_cast<std::int64_t>(parts.size()), plain));
    }
    const auto plan_hash = crypto::sha256(format::canonical_json(plan_json(wish.plan)));
    auto ordered = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<FrameOrdered> {
        const auto by = TRY(actor_of(tx, now));
        auto decision = TRY(permitted(tx, by));
        if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return FrameOrdered{std::move(*refusal)};
        const auto& permit = std::get<grants::Permit>(decision);
        const auto* const generation = TRY(open_current(tx, inside));
        if (generation->id != wish.generation) {
            return base::Error{base::Fault::conflict, "registry.frame_generation_changed"};
        }
        FrameHead head{.title = frame.title,
                       .case_number = permit.case_number(),
                       .reason = permit.reason(),
                       .plan = wish.plan,
                       .uses = uses,
                       .strata = strata,
                       .left_out = static_cast<std::int64_t>(strata.left_out.size())};
        head.strata.left_out.clear();
        rows::FrameRow row;
        row.id = id.number();
        row.account = by.account().number();
        row.unit = by.unit().number();
        row.grant = frame.grant.number();
        row.state = frame_state_code(FrameState::ordered);
        row.generation = wish.generation;
        row.base_date = base::to_iso(copy.day);
        row.wrapped_key = wrapped;
        row.sealed_head = seal_part(key, row.id, SealedKind::frame_head, 0, base::as_bytes(pack_head(head)));
        row.people = strata.people();
        row.excluded = static_cast<std::int64_t>(excluded.size());
        row.plan_hash = bytes_of(plan_hash);
        row.population_root = bytes_of(found.root);
        row.excluded_root = bytes_of(left_out_root);
        row.key_commitment = bytes_of(frame_key.commitment());
        row.source = wish.plan.source;
        row.draw_on = wish.plan.draw_on;
        row.ordered_at = now;
        row.lapses_at = base::taipei_end(last);
        const auto earlier = TRY(rows::count_orders(tx, row.grant));
        auto entry = frame_entry("frame.ordered", row);
        entry.purpose = permit.purpose();
        entry.case_commitment = permit.case_commitment();
        entry.facts.emplace_back("generation", base::id_text(row.generation));
        entry.facts.emplace_back("plan", base::to_hex(row.plan_hash));
        entry.facts.emplace_back("population", base::to_hex(row.population_root));
        entry.facts.emplace_back("excluded", base::to_hex(row.excluded_root));
        entry.facts.emplace_back("key", base::to_hex(row.key_commitment));
        entry.facts.emplace_back("source", row.source);
        entry.facts.emplace_back("draw_on", row.draw_on);
        entry.counts = {{"people", row.people},
                        {"strata", static_cast<std::int64_t>(strata.kept.size())},
                        {"earlier_orders", earlier}};
        entry.secret = base::Personal<std::string>{order_secret(head, frame.source)};
        const auto receipt = TRY(ledger::append(tx, inside.ledger, entry, now));
        row.log = receipt.log;
        row.entry = receipt.index;
        TRY(rows::insert_frame(tx, row));
        for (std::size_t part = 0; part < parts.size(); ++part) {
            TRY(rows::insert_excluded(tx, row.id, static_cast<std::int64_t>(part), parts[part]));
        }
        return FrameOrdered{id};
    }));
    return std::move(ordered).value();
}

}  // namespace menhu::registry
