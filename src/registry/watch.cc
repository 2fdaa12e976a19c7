// Watches: ordered, listed, ended, taken over, destroyed; what of them lies sealed.
#include "registry/watch.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/period.h"
#include "crypto/aead.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/national_id.h"
#include "grants/grant.h"
#include "grants/uses.h"
#include "law/period.h"
#include "registry/person.h"
#include "registry/watch_inside.h"

namespace menhu::registry {

namespace {

using base::Error;
using base::Fault;

constexpr std::string_view running = "running";

Error unknown_watch() { return {Fault::not_found, "registry.watch_unknown"}; }

void member(std::string& out, std::string_view key, std::string_view value) {
    out += out.size() == 1 ? "\"" : ",\"";
    out += key;
    out += "\":";
    format::append_json_text(value, out);
}

std::uint64_t nonce_number(WatchPart part, std::int64_t number) {
    // An id fits below: its milliseconds reach 2^40 in the year 2054.
    CHECK(number >= 0 && number >> 61 == 0);
    return static_cast<std::uint64_t>(part) << 61U | static_cast<std::uint64_t>(number);
}

base::Bytes part_aad(std::int64_t watch, WatchPart part, std::int64_t number) {
    base::Bytes aad;
    base::put_u64(aad, static_cast<std::uint64_t>(watch));
    base::put_u64(aad, nonce_number(part, number));
    return aad;
}

struct CleanPerson {
    std::string case_number;
    std::string id;
    crypto::Tag tag{};
};

// In normal form, each person once for each case.
base::Result<std::vector<CleanPerson>> clean(const Registry& registry, const NewWatch& watch) {
    if (watch.people.empty()) return Error{Fault::bad_input, "registry.watch_people"};
    const auto most = registry.profile().numbers().watch_people_most.value;
    if (static_cast<std::int64_t>(watch.people.size()) > most) {
        return Error{Fault::bad_input, "registry.watch_people_most", std::to_string(most)};
    }
    std::vector<CleanPerson> out;
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t at = 0; at < watch.people.size(); ++at) {
        const auto& person = watch.people[at];
        const auto reading = format::read_national_id(person.id.reveal());
        if (reading.problem() != format::IdProblem::none) {
            return Error{Fault::bad_input, "registry.watch_id", std::to_string(at + 1)};
        }
        std::string id{reading.text()};
        if (!seen.emplace(person.case_number, id).second) continue;
        const auto tag = registry.ledger().person_tag(id);
        out.push_back({.case_number = person.case_number, .id = std::move(id), .tag = tag});
    }
    return out;
}

std::string ordered_secret(const NewWatch& watch, std::size_t cases, std::string_view first_case) {
    std::string out = "{";
    if (cases == 1) member(out, "case_number", first_case);
    member(out, "reason", watch.reason);
    member(out, "source", watch.source);
    return out + '}';
}

// Each line is an ask of its own: its case must be one that may be asked for, and its person nobody close.
base::Result<std::variant<grants::Permit, grants::Refusal>> permit_line(store::WriteTx& tx, const Registry& registry,
                                                                        const people::Actor& by, const NewWatch& watch,
                                                                        const CleanPerson& person, base::Instant now) {
    const grants::Desk desk{registry.ledger(), registry.profile()};
    std::string sealed = "{";
    member(sealed, "id", person.id);
    const grants::Ask ask{.grant = watch.grant,
                          .operation = grants::Operation::watch,
                          .case_number = person.case_number,
                          .reason = watch.reason,
                          .source = watch.source,
                          .fields = {},
                          .person = person.tag,
                          .sealed = sealed + '}'};
    auto decision = TRY(grants::decide(tx, desk, by, ask, now));
    if (const auto* permit = std::get_if<grants::Permit>(&decision)) {
        // To order is no use: what is told later is.
        TRY(grants::settle_uses(tx, *permit, 0, now));
        if ((watch.groups.bits() & ~groups_under(permit->fields()).bits()) != 0) {
            auto refusal =
                TRY(grants::record_refusal(tx, desk, *permit, grants::Why::field_outside, person.tag, ask.sealed, now));
            return std::variant<grants::Permit, grants::Refusal>{std::move(refusal)};
        }
    }
    return decision;
}

struct HitCounts {
    std::int64_t all = 0;
    std::int64_t waiting = 0;
    std::int64_t stopped = 0;
};

class WatchViews {
public:
    WatchViews(store::ReadTx& tx, const Registry& registry, const people::Actor& by, const Sight& sight,
               base::Instant now)
        : tx_{tx}, registry_{registry}, by_{by}, sight_{sight}, now_{now} {}

    base::Result<void> count_hits() {
        const auto hits = TRY(rows::hits_of_unit(tx_, by_.unit().number()));
        for (const auto& hit : hits) {
            auto& counts = counts_[hit.watch];
            ++counts.all;
            if (hit.state == hit_state_code(HitState::stopped)) ++counts.stopped;
            if (hit.state != hit_state_code(HitState::handled)) ++counts.waiting;
        }
        return {};
    }

    base::Result<Watch> view(const rows::WatchRow& row) {
        const auto* grant = TRY(grant_of(row.grant));
        Watch watch{.id = WatchId{row.id},
                    .grant = grants::GrantId{row.grant},
                    .account = people::AccountId{row.account},
                    .unit = people::UnitId{row.unit},
                    .groups = WatchGroups::from_bits(row.groups),
                    .state = WatchState::running,
                    .reason = base::Personal<std::string>{std::string{}},
                    .first_case = base::Personal<std::string>{std::string{}},
                    .people = row.people,
                    .hits = counts_[row.id].all,
                    .waiting = counts_[row.id].waiting,
                    .stopped = counts_[row.id].stopped,
                    .from = row.from,
                    .until = row.until,
                    .ended_at = row.ended_at};
        if (grant != nullptr) watch.until = std::min(watch.until, grant->until);
        if (grant == nullptr || grant->state != grants::GrantState::in_force || grant->halt != grants::Halt::none) {
            watch.state = WatchState::halted;
        }
        if (now_ >= watch.until) watch.state = WatchState::over;
        if (row.state != running) watch.state = WatchState::ended;
        if (!row.wrapped_key) watch.state = WatchState::destroyed;
        const bool is_on = watch.state == WatchState::running || watch.state == WatchState::halted;
        watch.may_end = is_on;
        watch.may_take_over = is_on && row.account != by_.account().number() && sight_.may_ask(row.grant);
        if (row.wrapped_key) {
            const auto open = TRY(open_watch(registry_, row));
            watch.reason = base::Personal<std::string>{open.reason};
            watch.first_case = base::Personal<std::string>{open.first_case};
        }
        return watch;
    }

private:
    base::Result<const grants::GrantView*> grant_of(std::int64_t id) {
        const auto known = grants_.find(id);
        if (known != grants_.end()) return known->second ? &*known->second : nullptr;
        auto found = TRY(grants::find_grant(tx_, grants::GrantId{id}, now_));
        const auto& kept = grants_.emplace(id, std::move(found)).first->second;
        return kept ? &*kept : nullptr;
    }

    store::ReadTx& tx_;
    const Registry& registry_;
    const people::Actor& by_;
    const Sight& sight_;
    base::Instant now_;
    std::map<std::int64_t, HitCounts> counts_;
    std::map<std::int64_t, std::optional<grants::GrantView>> grants_;
};

base::Result<rows::WatchRow> seen_watch(store::ReadTx& tx, const Sight& sight, WatchId id) {
    auto row = TRY(rows::watch(tx, id.number()));
    if (!row || !sight.sees(*row)) return unknown_watch();
    return *std::move(row);
}

// Still on by its own row; that its day has come is for whoever asks.
base::Result<rows::WatchRow> running_watch(store::ReadTx& tx, const Sight& sight, WatchId id, base::Instant now) {
    auto row = TRY(seen_watch(tx, sight, id));
    if (row.state != running || row.until <= now || !row.wrapped_key) {
        return Error{Fault::conflict, "registry.watch_state"};
    }
    return row;
}

}  // namespace

std::string_view watch_state_code(WatchState state) {
    static constexpr std::array<std::string_view, 5> codes{"running", "halted", "over", "ended", "destroyed"};
    return codes[static_cast<std::size_t>(state)];
}

std::string watch_key_name(std::int64_t watch) { return "registry watch " + base::id_text(watch); }

base::Bytes seal_watch_part(const crypto::Secret& key, std::int64_t watch, WatchPart part, std::int64_t number,
                            const std::vector<std::string_view>& texts) {
    base::Bytes plain;
    for (const auto text : texts) {
        base::put_u32(plain, static_cast<std::uint32_t>(text.size()));
        plain.insert(plain.end(), text.begin(), text.end());
    }
    crypto::Aead aead{key};
    return aead.seal(crypto::nonce_of(nonce_number(part, number)), part_aad(watch, part, number), plain);
}

base::Result<std::vector<std::string>> open_watch_part(const crypto::Secret& key, std::int64_t watch, WatchPart part,
                                                       std::int64_t number, base::ByteView sealed, std::size_t count) {
    crypto::Aead aead{key};
    const auto plain =
        TRY(aead.open(crypto::nonce_of(nonce_number(part, number)), part_aad(watch, part, number), sealed));
    base::ByteView rest = plain.view();
    std::vector<std::string> texts;
    while (rest.size() >= 4) {
        const std::size_t size = base::get_u32(rest);
        rest = rest.subspan(4);
        if (size > rest.size()) break;
        texts.emplace_back(base::as_text(rest.first(size)));
        rest = rest.subspan(size);
    }
    if (!rest.empty() || texts.size() != count) return Error{Fault::corrupt, "registry.watch_corrupt"};
    return texts;
}

base::Result<OpenWatch> open_watch(const Registry& registry, rows::WatchRow row) {
    if (!row.wrapped_key || !row.sealed_head) return unknown_watch();
    OpenWatch open;
    open.key = TRY(registry.inside().keyring.unwrap(watch_key_name(row.id), *row.wrapped_key));
    const auto texts = TRY(open_watch_part(open.key, row.id, WatchPart::head, 0, *row.sealed_head, 3));
    open.reason = texts[0];
    open.source = texts[1];
    open.first_case = texts[2];
    open.row = std::move(row);
    return open;
}

base::Result<OpenWatch> open_watch(store::ReadTx& tx, const Registry& registry, std::int64_t id) {
    auto row = TRY(rows::watch(tx, id));
    if (!row) return unknown_watch();
    return open_watch(registry, *std::move(row));
}

base::Result<OpenPerson> open_person(const OpenWatch& watch, const rows::WatchedRow& row) {
    auto texts = TRY(open_watch_part(watch.key, watch.row.id, WatchPart::person, row.position, row.sealed, 2));
    return OpenPerson{.tag = row.person, .case_number = std::move(texts[0]), .id = std::move(texts[1])};
}

base::Result<Sight> Sight::of(store::ReadTx& tx, const people::Actor& by, base::Instant now) {
    Sight sight;
    sight.account_ = by.account().number();
    sight.unit_ = by.unit().number();
    const auto held = TRY(grants::grants_of(tx, by, now));
    for (const auto& grant : held) {
        sight.held_.insert(grant.id.number());
        const bool is_in_force = grant.state == grants::GrantState::in_force && grant.halt == grants::Halt::none;
        if (is_in_force && grant.operations.has(grants::Operation::watch)) sight.in_force_.insert(grant.id.number());
    }
    return sight;
}

bool Sight::sees(const rows::WatchRow& watch) const {
    return watch.unit == unit_ && (watch.account == account_ || held_.contains(watch.grant));
}

ledger::Entry watch_entry(std::string_view kind, Who by, const rows::WatchRow& watch) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account;
    entry.unit = by.unit;
    entry.grant = watch.grant;
    entry.facts = {{"watch", base::id_text(watch.id)}};
    return entry;
}

base::Result<std::vector<CasePerson>> read_case_people(std::string_view csv) {
    const auto lines = TRY(format::parse_csv(csv));
    std::vector<CasePerson> out;
    for (const auto& line : lines) {
        const bool is_empty = std::ranges::all_of(line.cells, [](const std::string& cell) { return cell.empty(); });
        if (is_empty) continue;
        const bool has_id =
            line.cells.size() >= 2 && format::read_national_id(line.cells[1]).problem() == format::IdProblem::none;
        if (!has_id && out.empty() && line.line == 1) continue;  // the heading
        if (!has_id) return Error{Fault::bad_input, "registry.watch_file", std::to_string(line.line)};
        out.push_back({.case_number = line.cells[0], .id = base::Personal<std::string>{line.cells[1]}});
    }
    return out;
}

base::Result<WatchOrdered> order_watch(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                       const NewWatch& watch, base::Random& random, base::Instant now) {
    if (watch.groups.empty()) return Error{Fault::bad_input, "registry.watch_groups"};
    auto until = base::taipei_end(watch.until);
    if (until <= now) return Error{Fault::bad_input, "registry.watch_until"};
    auto people = TRY(clean(registry, watch));
    std::set<std::string> cases;
    std::vector<crypto::Digest> commitments;
    std::string purpose;
    for (auto& person : people) {
        auto decision = TRY(permit_line(tx, registry, by, watch, person, now));
        if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return WatchOrdered{std::move(*refusal)};
        const auto& permit = std::get<grants::Permit>(decision);
        person.case_number = permit.case_number();  // trimmed
        cases.insert(person.case_number);
        commitments.push_back(permit.case_commitment());
        purpose = permit.purpose();
    }
    const auto grant = TRY(grants::find_grant(tx, watch.grant, now));
    CHECK(grant);  // it was decided under
    until = std::min(until, grant->until);
    auto& inside = registry.inside();
    const auto id = WatchId::make(now, random);
    const auto key = crypto::Secret::random(crypto::Aead::key_size, random);
    const auto& first_case = people.front().case_number;
    const rows::WatchRow row{
        .id = id.number(),
        .account = by.account().number(),
        .unit = by.unit().number(),
        .grant = watch.grant.number(),
        .groups = watch.groups.bits(),
        .people = static_cast<std::int64_t>(people.size()),
        .state = std::string{running},
        .wrapped_key = inside.keyring.wrap(watch_key_name(id.number()), key, random),
        .sealed_head = seal_watch_part(key, id.number(), WatchPart::head, 0, {watch.reason, watch.source, first_case}),
        .from = now,
        .until = until,
        .ended_at = {}};
    TRY(rows::insert_watch(tx, row));
    auto entry = watch_entry("watch.ordered", who(by), row);
    entry.purpose = purpose;
    if (cases.size() == 1) entry.case_commitment = commitments.front();
    entry.facts.emplace_back("groups", watch.groups.text());
    entry.facts.emplace_back("until", base::to_rfc3339(until));
    entry.counts = {{"cases", static_cast<std::int64_t>(cases.size())}, {"people", row.people}};
    entry.secret = base::Personal<std::string>{ordered_secret(watch, cases.size(), first_case)};
    TRY(ledger::append(tx, inside.ledger, entry, now));
    for (std::size_t at = 0; at < people.size(); ++at) {
        const auto& person = people[at];
        const auto position = static_cast<std::int64_t>(at);
        TRY(rows::insert_watched(
            tx, {.watch = row.id,
                 .position = position,
                 .person = person.tag,
                 .sealed = seal_watch_part(key, row.id, WatchPart::person, position, {person.case_number, person.id}),
                 .earlier = {}}));
        // So that the trail of each person says that they are watched.
        auto of_person = watch_entry("watch.person", who(by), row);
        of_person.purpose = purpose;
        of_person.case_commitment = commitments[at];
        of_person.person = person.tag;
        std::string secret = "{";
        member(secret, "case_number", person.case_number);
        member(secret, "id", person.id);
        of_person.secret = base::Personal<std::string>{secret + '}'};
        TRY(ledger::append(tx, inside.ledger, of_person, now));
    }
    return WatchOrdered{id};
}

base::Result<WatchPage> watches_of(store::ReadTx& tx, const Registry& registry, const people::Actor& by,
                                   std::int64_t skip, std::int64_t limit, base::Instant now) {
    const auto sight = TRY(Sight::of(tx, by, now));
    WatchViews views{tx, registry, by, sight, now};
    TRY(views.count_hits());
    WatchPage page;
    const auto all = TRY(rows::watches_of_unit(tx, by.unit().number()));
    for (const auto& row : all) {
        if (!sight.sees(row)) continue;
        if (page.total++ < skip || static_cast<std::int64_t>(page.items.size()) == limit) continue;
        auto view = TRY(views.view(row));
        page.items.push_back(std::move(view));
    }
    return page;
}

base::Result<Watch> find_watch(store::ReadTx& tx, const Registry& registry, const people::Actor& by, WatchId id,
                               base::Instant now) {
    const auto sight = TRY(Sight::of(tx, by, now));
    const auto row = TRY(seen_watch(tx, sight, id));
    WatchViews views{tx, registry, by, sight, now};
    TRY(views.count_hits());
    return views.view(row);
}

base::Result<WatchedPage> watched_in(store::ReadTx& tx, const Registry& registry, const people::Actor& by, WatchId id,
                                     std::int64_t skip, std::int64_t limit, base::Instant now) {
    const auto sight = TRY(Sight::of(tx, by, now));
    auto row = TRY(seen_watch(tx, sight, id));
    if (!row.wrapped_key) return WatchedPage{};
    const auto open = TRY(open_watch(registry, std::move(row)));
    const auto all = TRY(rows::count_watched(tx, id.number()));
    WatchedPage page{.items = {}, .total = all};
    const auto people = TRY(rows::watched_from(tx, id.number(), skip, limit));
    for (const auto& one : people) {
        const auto person = TRY(open_person(open, one));
        page.items.push_back({.position = one.position,
                              .case_number = person.case_number,
                              .masked_id = masked(law::Mask::id, person.id)});
    }
    return page;
}

base::Result<void> end_watch(store::WriteTx& tx, const Registry& registry, const people::Actor& by, WatchId id,
                             base::Instant now) {
    TRY(people::require(by, people::Role::case_worker));
    const auto sight = TRY(Sight::of(tx, by, now));
    const auto row = TRY(running_watch(tx, sight, id, now));
    TRY(rows::end_watch(tx, row.id, by.account().number(), now));
    auto entry = watch_entry("watch.ended", who(by), row);
    entry.counts = {{"people", row.people}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<void> take_over_watch(store::WriteTx& tx, const Registry& registry, const people::Actor& by, WatchId id,
                                   base::Instant now) {
    TRY(people::require(by, people::Role::case_worker));
    const auto sight = TRY(Sight::of(tx, by, now));
    const auto row = TRY(running_watch(tx, sight, id, now));
    if (row.account == by.account().number() || !sight.may_ask(row.grant)) {
        return Error{Fault::conflict, "registry.watch_state"};
    }
    TRY(rows::set_watch_account(tx, row.id, by.account().number()));
    auto entry = watch_entry("watch.taken_over", who(by), row);
    entry.facts.emplace_back("about_account", base::id_text(row.account));
    entry.counts = {{"people", row.people}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<std::int64_t> destroy_watches(store::WriteTx& tx, const people::Office& office, std::int64_t limit,
                                           base::Instant now) {
    const auto period = law::period_of(office.numbers().watch_kept_days.value);
    // The last day on which one may have ended so that the term after it is over, as the law counts.
    auto day = base::taipei_date(now);
    while (base::taipei_end(base::last_day(day, period)) > now) day = base::add_days(day, -1);
    const auto stale = TRY(rows::stale_watches(tx, base::taipei_end(day), limit));
    for (const auto id : stale) {
        const auto row = TRY(rows::watch(tx, id));
        CHECK(row);
        TRY(rows::forget_watch(tx, id, now));
        auto entry = watch_entry("watch.destroyed", {.account = row->account, .unit = row->unit}, *row);
        entry.counts = {{"people", row->people}};
        TRY(ledger::append(tx, office.ledger(), entry, now));
    }
    return static_cast<std::int64_t>(stale.size());
}

}  // namespace menhu::registry
