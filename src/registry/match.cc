// Matches: begun, taken up again, cancelled, ended; how they stand.
#include "registry/match.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/period.h"
#include "grants/decide.h"
#include "grants/grant.h"
#include "grants/uses.h"
#include "law/period.h"
#include "registry/inside.h"
#include "registry/match_inside.h"
#include "registry/match_pack.h"
#include "registry/match_roster.h"
#include "registry/match_rows.h"

namespace menhu::registry {

namespace {

// What goes in is bounded per row, so that a part is.
constexpr std::size_t longest_row = std::size_t{16} * 1024;
// A part takes milliseconds: who has not been heard of for so long does not go on.
constexpr std::chrono::seconds silence{5};

base::Error unknown_match() { return {base::Fault::not_found, "registry.match_unknown"}; }
base::Error wrong_state(std::string_view state) {
    return {base::Fault::conflict, "registry.match_state", std::string{state}};
}

// The list as parts of rows, and what its columns are called.
struct ReadList {
    std::string file;
    std::vector<base::Bytes> parts;
    std::int64_t rows = 0;
    std::vector<std::string> headers;
    std::vector<RosterCondition> conditions;  // of a rule that extracts
};

std::optional<int> age_of(const InputRow& row, std::string_view role) {
    for (const auto& [one, value] : row.values) {
        int years = 0;
        if (one != role) continue;
        std::from_chars(value.data(), value.data() + value.size(), years);
        return years;
    }
    return std::nullopt;
}

RosterCondition condition_of(const InputRow& row) {
    RosterCondition out{.place = {}, .age_from = age_of(row, "age_from"), .age_to = age_of(row, "age_to")};
    for (const auto& [role, value] : row.values) {
        if (role == "place") out.place = value;
    }
    return out;
}

base::Result<void> add_row(ReadList& list, const InputRow& row) {
    if (list.rows % rows_of_part == 0) list.parts.emplace_back();
    const auto before = list.parts.back().size();
    pack_row(row, list.parts.back());
    if (list.parts.back().size() - before > longest_row) {
        return base::Error{base::Fault::bad_input, "format.sheet_limit", "row"};
    }
    ++list.rows;
    return {};
}

base::Result<ReadList> read_rows(const KeptList& list, const NewMatch& match, const law::MatchRule& rule) {
    const auto book = TRY(format::Workbook::open(list.bytes.text()));
    const auto sheet = TRY(sheet_named(book, match.sheet));
    const auto reader = TRY(RowReader::open(rule, match.columns));
    if (const auto missing = reader.missing(); !missing.empty()) {
        return base::Error{base::Fault::bad_input, "registry.match_columns_missing", missing.front()};
    }
    ReadList out;
    out.file = list.name.reveal();
    std::set<std::string> seen;
    std::vector<std::string> above;
    std::optional<base::Error> failed;
    TRY(book.read(sheet, [&](format::SheetRow& raw) {
        if (raw.number + 1 == match.header_row) above = raw.cells;
        if (raw.number == match.header_row) out.headers = column_names(above, raw.cells);
        if (raw.number <= match.header_row) return format::Reading::go_on;
        auto row = reader.read(std::move(raw));
        InputRow input{.number = row.number,
                       .usable = row.is_usable() ? std::uint8_t{1} : std::uint8_t{0},
                       .people = {},
                       .values = std::move(row.values),
                       .cells = std::move(row.cells)};
        for (auto& person : row.people) {
            const bool is_first = row.is_usable() && seen.insert(person.id).second;
            input.people.push_back(
                {std::move(person.role), std::move(person.id), is_first ? std::uint8_t{1} : std::uint8_t{0}});
        }
        if (rule.does == law::MatchRule::Does::extract && row.is_usable())
            out.conditions.push_back(condition_of(input));
        const auto added = add_row(out, input);
        if (!added) failed = added.error();
        return added ? format::Reading::go_on : format::Reading::stop;
    }));
    if (failed) return *failed;
    if (out.rows == 0) return base::Error{base::Fault::bad_input, "registry.match_empty"};
    return out;
}

base::Instant end_of_result(const law::Profile& profile, base::Instant now) {
    const auto period = law::period_of(profile.numbers().match_result_days.value);
    return base::taipei_end(base::last_day(base::taipei_date(now), period));
}

Match view_of(const rows::MatchRow& row, const MatchBook& book, base::Instant now) {
    Match match{.id = MatchId{row.id},
                .rule = row.rule,
                .account = people::AccountId{row.account},
                .unit = people::UnitId{row.unit},
                .grant = grants::GrantId{row.grant},
                .on = row.on_day,
                .base_date = row.base_date,
                .file = base::Personal<std::string>{std::string{}},
                .case_number = base::Personal<std::string>{std::string{}},
                .state = stored_match_state(row.state),
                .problem = row.problem,
                .rows = row.row_count,
                .done = row.done,
                .run = row.run,
                .counts = {},
                .log = row.log,
                .first_index = row.first_index,
                .last_index = row.last_index,
                .began_at = row.began_at,
                .beat_at = row.beat_at,
                .ended_at = row.ended_at,
                .ends_at = row.ends_at};
    if (match.state == MatchState::running && now - row.beat_at > silence) match.state = MatchState::waiting;
    if (row.destroyed_at) match.kept = Match::Kept::destroyed;
    if (now >= row.ends_at) match.kept = Match::Kept::ended;
    // In the order of the rule, whatever came first in the list.
    const auto counts = unpack_counts(row.counts);
    if (const auto* rule = book.rules.find(row.rule)) {
        for (const auto& outcome : rule->outcomes) {
            const auto found = std::ranges::find(counts, outcome.code, &std::pair<std::string, std::int64_t>::first);
            if (found != counts.end()) match.counts.push_back(*found);
        }
    }
    return match;
}

base::Result<void> open_names(const Registry& registry, const rows::MatchRow& row, Match& match) {
    if (match.kept != Match::Kept::yes || !row.wrapped_key || !row.sealed_head) return {};
    const auto open = TRY(open_match(registry, row));
    match.file = base::Personal<std::string>{open.head.file};
    match.case_number = base::Personal<std::string>{open.head.case_number};
    return {};
}

}  // namespace

std::string_view match_state_code(MatchState state) {
    static constexpr std::array<std::string_view, 5> codes{"waiting", "running", "done", "cancelled", "failed"};
    return codes[static_cast<std::size_t>(state)];
}

MatchState stored_match_state(std::string_view code) {
    for (const auto state : {MatchState::running, MatchState::done, MatchState::cancelled, MatchState::failed}) {
        if (match_state_code(state) == code) return state;
    }
    base::throw_bug("stored_match_state: no such state");
}

bool Match::may_resume(Here runs_here) const {
    if (kept != Kept::yes || runs_here == Here::yes) return false;
    // With other data the rest would be of another day than the beginning.
    if (problem == "registry.match_generation_changed") return false;
    return state == MatchState::running || state == MatchState::waiting || state == MatchState::failed;
}

ledger::Entry match_entry(std::string_view kind, const rows::MatchRow& match) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = match.account;
    entry.unit = match.unit;
    entry.grant = match.grant;
    entry.facts = {{"match", base::id_text(match.id)}, {"rule", match.rule}};
    return entry;
}

grants::Operation operation_of(const law::MatchRule& rule) {
    return rule.finds_people() ? grants::Operation::extract : grants::Operation::match;
}

base::Result<OpenMatch> open_match(const Registry& registry, const rows::MatchRow& row) {
    if (!row.wrapped_key || !row.sealed_head) {
        return base::Error{base::Fault::not_found, "registry.match_result_gone"};
    }
    OpenMatch open;
    open.key = TRY(registry.inside().keyring.unwrap(match_key_name(row.id), *row.wrapped_key));
    const auto head = TRY(open_part(open.key, row.id, SealedKind::head, 0, *row.sealed_head));
    open.head = TRY(unpack_head(head.view()));
    return open;
}

base::Result<rows::MatchRow> own_match(store::ReadTx& tx, const people::Actor& by, MatchId id) {
    auto row = TRY(rows::match(tx, id.number()));
    if (!row || row->account != by.account().number() || row->unit != by.unit().number()) return unknown_match();
    return *std::move(row);
}

PreparedMatch prepare_match(const Registry& registry, std::string file, std::vector<std::string> headers,
                            const std::vector<base::Bytes>& parts, std::int64_t rows, base::Random& random,
                            base::Instant now) {
    PreparedMatch out;
    out.id = MatchId::make(now, random);
    out.key = crypto::Secret::random(crypto::Aead::key_size, random);
    out.wrapped_key = registry.inside().keyring.wrap(match_key_name(out.id.number()), out.key, random);
    out.file = std::move(file);
    out.headers = std::move(headers);
    out.rows = rows;
    for (const auto& part : parts) {
        const auto number = static_cast<std::int64_t>(out.parts.size());
        out.parts.push_back(seal_part(out.key, out.id.number(), SealedKind::input, number, part));
    }
    return out;
}

base::Result<void> keep_match(store::WriteTx& tx, const Registry& registry, const PreparedMatch& match,
                              const MatchCause& cause, const grants::Permit& permit, const OpenGeneration& generation,
                              base::Instant now) {
    const auto& inside = registry.inside();
    const auto id = match.id.number();
    const MatchHead head{.file = match.file,
                         .case_number = permit.case_number(),
                         .reason = permit.reason(),
                         .headers = match.headers,
                         .fields = permit.fields()};
    const rows::MatchRow row{.id = id,
                             .rule = std::string{cause.rule},
                             .account = permit.account().number(),
                             .unit = permit.unit().number(),
                             .grant = permit.grant().number(),
                             .on_day = std::string{cause.on},
                             .generation = generation.id,
                             .base_date = generation.base_date,
                             .wrapped_key = match.wrapped_key,
                             .sealed_head = seal_part(match.key, id, SealedKind::head, 0, pack_head(head)),
                             .row_count = match.rows,
                             .done = 0,
                             .state = std::string{match_state_code(MatchState::running)},
                             .problem = {},
                             .run = 1,
                             .counts = {},
                             .log = {},
                             .first_index = {},
                             .last_index = {},
                             .began_at = now,
                             .beat_at = now,
                             .ended_at = {},
                             .ends_at = end_of_result(inside.profile, now),
                             .destroyed_at = {}};
    TRY(rows::insert_match(tx, row));
    for (std::size_t at = 0; at < match.parts.size(); ++at) {
        TRY(rows::insert_input(tx, id, static_cast<std::int64_t>(at), match.parts[at]));
    }
    auto entry = match_entry("match.begun", row);
    entry.purpose = permit.purpose();
    entry.case_commitment = permit.case_commitment();
    entry.facts.emplace_back(cause.from, cause.list);
    entry.facts.emplace_back("generation", base::id_text(generation.id));
    entry.facts.emplace_back("on", row.on_day);
    if (!cause.basis.empty()) entry.facts.emplace_back("basis", cause.basis);
    entry.counts = {{"rows", row.row_count}};
    entry.secret = base::Personal<std::string>{match_secret(head, cause.source, {}, {})};
    TRY(ledger::append(tx, inside.ledger, entry, now));
    return {};
}

namespace {

// P1: data serve the purpose they were granted for. A rule of another programme is said to who begins it, and recorded,
// so that a checker finds it (docs/decisions/0017-matching.md).
base::Result<std::string_view> basis_of(store::ReadTx& tx, const law::MatchRule& rule, grants::GrantId id,
                                        base::Instant now) {
    if (rule.bases.empty()) return std::string_view{};
    const auto grant = TRY(grants::find_grant(tx, id, now));
    const auto is_of_grant = [&](const std::string& basis) {
        return grant && std::ranges::any_of(grant->bases, [&](const auto& one) { return one.id == basis; });
    };
    return std::string_view{std::ranges::any_of(rule.bases, is_of_grant) ? "" : "other"};
}

}  // namespace

base::Result<MatchBegun> begin_match(const Registry& registry, const MatchBook& book, const ActorOf& actor_of,
                                     const NewMatch& match, base::Random& random, base::Instant now) {
    const auto* rule = book.rules.find(match.rule);
    // A frame is drawn, not begun with a list.
    if (rule == nullptr || rule->does == law::MatchRule::Does::frame) {
        return base::Error{base::Fault::bad_input, "registry.match_rule_unknown"};
    }
    auto& inside = registry.inside();
    // The list is read outside the writer's closure: a long one takes a second.
    auto list = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<KeptList> {
        const auto by = TRY(actor_of(tx, now));
        TRY(people::require(by, people::Role::case_worker));
        return read_list(tx, registry, by, match.list, now);
    }));
    const auto kept = std::move(list).value();
    auto read = TRY(read_rows(kept, match, *rule));
    const auto permitted = [&](store::WriteTx& tx,
                               const people::Actor& by) -> base::Result<std::variant<grants::Permit, grants::Refusal>> {
        const grants::Desk desk{inside.ledger, inside.profile};
        const grants::Ask ask{.grant = match.grant,
                              .operation = operation_of(*rule),
                              .case_number = match.case_number,
                              .reason = match.reason,
                              .source = match.source,
                              .fields = {},
                              .person = std::nullopt};
        auto decision = TRY(grants::decide(tx, desk, by, ask, now));
        if (const auto* permit = std::get_if<grants::Permit>(&decision)) {
            // To begin is no use: the people are.
            TRY(grants::settle_uses(tx, *permit, 0, now));
        }
        return decision;
    };
    if (rule->does == law::MatchRule::Does::extract) {
        // What the conditions find takes the place of the list, under the grant's population and fields.
        RosterWish wish{.conditions = read.conditions, .on = match.on, .population = {}, .fields = {}};
        auto allowed =
            TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<std::optional<grants::Refusal>> {
                using Refused = std::optional<grants::Refusal>;
                const auto by = TRY(actor_of(tx, now));
                auto decision = TRY(permitted(tx, by));
                if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Refused{std::move(*refusal)};
                const auto& permit = std::get<grants::Permit>(decision);
                wish.population = permit.population();
                wish.fields = permit.fields();
                return Refused{};
            }));
        if (auto refusal = std::move(allowed).value()) return MatchBegun{*std::move(refusal)};
        const auto roster = TRY(find_roster(registry, wish));
        if (roster.rows.empty()) return base::Error{base::Fault::bad_input, "registry.match_empty"};
        ReadList found{.file = read.file, .parts = {}, .rows = 0, .headers = roster.headers, .conditions = {}};
        for (const auto& row : roster.rows) TRY(add_row(found, row));
        read = std::move(found);
    }
    const auto prepared = prepare_match(registry, read.file, read.headers, read.parts, read.rows, random, now);
    auto begun = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<MatchBegun> {
        const auto by = TRY(actor_of(tx, now));
        auto decision = TRY(permitted(tx, by));
        if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return MatchBegun{std::move(*refusal)};
        const auto& permit = std::get<grants::Permit>(decision);
        auto* const generation = TRY(open_current(tx, inside));
        const auto on = base::to_iso(match.on);
        const auto list = match.list.text();
        const auto basis = TRY(basis_of(tx, *rule, permit.grant(), now));
        const MatchCause cause{
            .rule = rule->code, .on = on, .list = list, .from = "list", .source = match.source, .basis = basis};
        TRY(keep_match(tx, registry, prepared, cause, permit, *generation, now));
        return MatchBegun{prepared.id};
    }));
    return std::move(begun).value();
}

base::Result<Match> find_match(store::ReadTx& tx, const Registry& registry, const MatchBook& book,
                               const people::Actor& by, MatchId id, base::Instant now) {
    const auto row = TRY(own_match(tx, by, id));
    auto match = view_of(row, book, now);
    TRY(open_names(registry, row, match));
    return match;
}

base::Result<MatchPage> matches_of(store::ReadTx& tx, const Registry& registry, const MatchBook& book,
                                   const people::Actor& by, std::optional<MatchId> before, std::int64_t limit,
                                   base::Instant now) {
    MatchPage page;
    const auto account = by.account().number();
    page.total = TRY(rows::count_matches(tx, account));
    constexpr auto after_all = std::numeric_limits<std::int64_t>::max();
    const auto found = TRY(rows::matches(tx, account, before ? before->number() : after_all, limit));
    for (const auto& row : found) {
        page.items.push_back(view_of(row, book, now));
        TRY(open_names(registry, row, page.items.back()));
    }
    return page;
}

base::Result<std::int64_t> resume_match(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                        MatchId id, base::Instant now) {
    TRY(people::require(by, people::Role::case_worker));
    auto row = TRY(own_match(tx, by, id));
    const bool is_over = row.state == match_state_code(MatchState::done) ||
                         row.state == match_state_code(MatchState::cancelled) ||
                         row.problem == "registry.match_generation_changed" || !row.wrapped_key || row.ends_at <= now;
    if (is_over) return wrong_state(row.state);
    row.state = match_state_code(MatchState::running);
    row.problem.clear();
    ++row.run;
    row.beat_at = now;
    row.ended_at.reset();
    TRY(rows::update_match(tx, row));
    auto entry = match_entry("match.resumed", row);
    entry.counts = {{"done", row.done}, {"rows", row.row_count}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return row.run;
}

base::Result<void> cancel_match(store::WriteTx& tx, const Registry& registry, const people::Actor& by, MatchId id,
                                base::Instant now) {
    auto row = TRY(own_match(tx, by, id));
    if (row.state != match_state_code(MatchState::running)) return wrong_state(row.state);
    row.state = match_state_code(MatchState::cancelled);
    ++row.run;
    row.ended_at = now;
    TRY(rows::update_match(tx, row));
    auto entry = match_entry("match.cancelled", row);
    entry.counts = {{"done", row.done}, {"rows", row.row_count}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<void> destroy_match(store::WriteTx& tx, const Registry& registry, const people::Actor& by, MatchId id,
                                 base::Instant now) {
    const auto row = TRY(own_match(tx, by, id));
    if (row.state == match_state_code(MatchState::running) || !row.wrapped_key) return wrong_state(row.state);
    TRY(rows::forget_match(tx, row.id, now));
    auto entry = match_entry("match.destroyed", row);
    entry.facts.emplace_back("why", "asked");
    entry.counts = {{"rows", row.row_count}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<std::int64_t> end_matches(store::WriteTx& tx, const ledger::Ledger& ledger, std::int64_t limit,
                                       base::Instant now) {
    const auto lists = TRY(rows::expired_lists(tx, now, limit));
    for (const auto list : lists) TRY(rows::forget_list(tx, list));
    const auto matches = TRY(rows::ended_matches(tx, now, limit));
    for (const auto id : matches) {
        const auto row = TRY(rows::match(tx, id));
        CHECK(row);
        TRY(rows::forget_match(tx, id, now));
        auto entry = match_entry("match.destroyed", *row);
        entry.facts.emplace_back("why", "term");
        entry.counts = {{"rows", row->row_count}};
        TRY(ledger::append(tx, ledger, entry, now));
    }
    return static_cast<std::int64_t>(lists.size() + matches.size());
}

}  // namespace menhu::registry
