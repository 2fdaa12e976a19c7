// Hits of watches: decided and entered, read, handled, taken up, looked up.
#include <algorithm>
#include <array>
#include <map>

#include "format/json.h"
#include "registry/find.h"
#include "registry/watch_inside.h"

namespace menhu::registry {

namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_note = 2000;  // bytes

Error unknown_hit() { return {Fault::not_found, "registry.watch_hit_unknown"}; }
Error wrong_state(std::string_view state) { return {Fault::conflict, "registry.watch_hit_state", std::string{state}}; }

void member(std::string& out, std::string_view key, std::string_view value) {
    out += out.size() == 1 ? "\"" : ",\"";
    out += key;
    out += "\":";
    format::append_json_text(value, out);
}

HitState stored_hit_state(std::string_view code) {
    for (const auto state : {HitState::open, HitState::seen, HitState::handled, HitState::stopped}) {
        if (hit_state_code(state) == code) return state;
    }
    base::throw_bug("stored_hit_state: no such state");
}

// About whom, for the sealed part of a refusal.
std::string subject_json(const Telling& telling) {
    std::string out = "{";
    member(out, "id", telling.person.id);
    member(out, "watch", base::id_text(telling.watch.row.id));
    return out + '}';
}

std::string told_secret(const grants::Permit& permit, const Telling& telling, EventBits kinds) {
    std::string out = "{";
    member(out, "case_number", permit.case_number());
    std::string events;
    for (const auto kind : events_in(kinds)) {
        if (!events.empty()) events += ' ';
        events += legal_event_code(kind);
    }
    member(out, "events", events);
    member(out, "reason", permit.reason());
    member(out, "source", permit.source());
    out += ",\"subject\":{";
    std::string subject = "{";
    member(subject, "id", telling.person.id);
    out += subject.substr(1) + "}}";
    return out;
}

// A hit with what lies sealed of its watch.
class HitViews {
public:
    HitViews(store::ReadTx& tx, const Registry& registry, const Sight& sight)
        : tx_{tx}, registry_{registry}, sight_{sight} {}

    // nullptr if the actor does not see it, or there is none.
    base::Result<const rows::WatchRow*> watch(std::int64_t id) {
        auto known = watches_.find(id);
        if (known == watches_.end()) {
            auto row = TRY(rows::watch(tx_, id));
            if (row && !sight_.sees(*row)) row.reset();
            Kept kept{.row = std::move(row), .open = {}};
            if (kept.row && kept.row->wrapped_key) kept.open = TRY(open_watch(registry_, *kept.row));
            known = watches_.emplace(id, std::move(kept)).first;
        }
        return known->second.row ? &*known->second.row : nullptr;
    }

    base::Result<WatchHit> view(const rows::HitRow& row) {
        const auto& kept = watches_.at(row.watch);
        const auto state = stored_hit_state(row.state);
        WatchHit hit{.id = WatchHitId{row.id},
                     .watch = WatchId{row.watch},
                     .grant = grants::GrantId{kept.row->grant},
                     .state = state,
                     .why = row.why,
                     .case_number = base::Personal<std::string>{std::string{}},
                     .kinds = events_in(row.kinds),
                     .base_date = row.base_date,
                     .made_at = row.made_at,
                     .log = row.log,
                     .index = row.index,
                     .acted_by = {},
                     .acted_at = row.acted_at,
                     .note = base::Personal<std::string>{std::string{}}};
        if (row.acted_by) hit.acted_by = people::AccountId{*row.acted_by};
        hit.may_handle = state != HitState::handled;
        if (!kept.open) return hit;
        hit.may_take_up = state == HitState::stopped && sight_.may_ask(kept.row->grant);
        if (row.sealed_note) {
            const auto note =
                TRY(open_watch_part(kept.open->key, row.watch, WatchPart::note, row.id, *row.sealed_note, 1));
            hit.note = base::Personal<std::string>{note.front()};
        }
        if (row.kinds == 0) return hit;
        const auto watched = TRY(rows::watched(tx_, row.watch, row.position));
        if (!watched) return Error{Fault::corrupt, "registry.watch_corrupt"};
        const auto person = TRY(open_person(*kept.open, *watched));
        hit.case_number = base::Personal<std::string>{person.case_number};
        hit.may_look_up = sight_.holds(kept.row->grant);
        return hit;
    }

private:
    struct Kept {
        std::optional<rows::WatchRow> row;
        std::optional<OpenWatch> open;
    };
    store::ReadTx& tx_;
    const Registry& registry_;
    const Sight& sight_;
    std::map<std::int64_t, Kept> watches_;
};

struct SeenHit {
    rows::HitRow hit;
    rows::WatchRow watch;
    Sight sight;
};

base::Result<SeenHit> seen_hit(store::ReadTx& tx, const people::Actor& by, WatchHitId id, base::Instant now) {
    auto sight = TRY(Sight::of(tx, by, now));
    auto hit = TRY(rows::hit(tx, id.number()));
    if (!hit) return unknown_hit();
    auto watch = TRY(rows::watch(tx, hit->watch));
    if (!watch || !sight.sees(*watch)) return unknown_hit();
    return SeenHit{.hit = *std::move(hit), .watch = *std::move(watch), .sight = std::move(sight)};
}

ledger::Entry hit_entry(std::string_view kind, Who by, const SeenHit& seen) {
    auto entry = watch_entry(kind, by, seen.watch);
    entry.facts.emplace_back("hit", base::id_text(seen.hit.id));
    return entry;
}

}  // namespace

std::string_view hit_state_code(HitState state) {
    static constexpr std::array<std::string_view, 4> codes{"open", "seen", "handled", "stopped"};
    return codes[static_cast<std::size_t>(state)];
}

base::Result<Told> tell_hit(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                            const Telling& telling, base::Instant now) {
    auto& inside = registry.inside();
    const grants::Desk desk{inside.ledger, inside.profile};
    const auto subject = subject_json(telling);
    const grants::Ask ask{.grant = grants::GrantId{telling.watch.row.grant},
                          .operation = grants::Operation::watch,
                          .case_number = telling.person.case_number,
                          .reason = telling.watch.reason,
                          .source = std::string{telling.source},
                          .fields = {},
                          .person = telling.person.tag,
                          .sealed = subject};
    auto decision = TRY(grants::decide(tx, desk, by, ask, now));
    if (auto* refusal = std::get_if<grants::Refusal>(&decision)) {
        const auto receipt = refusal->receipt();
        return Told{.kinds = 0, .refusal = std::move(*refusal), .receipt = receipt, .new_id = {}};
    }
    const auto& permit = std::get<grants::Permit>(decision);
    const auto kinds = within(telling.kinds, groups_under(permit.fields()));
    auto* const generation = TRY(open_current(tx, inside));
    Finder finder{tx, inside, *generation};
    const auto found = TRY(finder.by_id(telling.person.id));
    std::optional<grants::Why> why;
    std::string new_id;
    if (found.empty()) {
        why = TRY(grants::check_unheld(tx, permit, telling.person.tag));
    } else {
        // An id that was given up may be somebody else's by now: who changed it is whoever had it before.
        const bool is_changed = (telling.kinds & event_bit(LegalEvent::id_change)) != 0;
        const auto former = std::ranges::find(found, PersonCard::By::earlier_id, &Found::by);
        const auto& record = (is_changed && former != found.end() ? *former : found.front()).person;
        const auto present = record.get(format::PersonField::person_id);
        if (present != telling.person.id) new_id = present;
        why = TRY(grants::check_person(
            tx, permit,
            {.district = record.get(format::PersonField::area_code), .person = inside.ledger.person_tag(present)}));
    }
    if (!why && kinds == 0) why = grants::Why::field_outside;
    if (why) {
        auto refusal = TRY(grants::record_refusal(tx, desk, permit, *why, telling.person.tag, subject, now));
        const auto receipt = refusal.receipt();
        return Told{.kinds = 0, .refusal = std::move(refusal), .receipt = receipt, .new_id = {}};
    }
    auto entry = watch_entry("query.watch", who(by), telling.watch.row);
    entry.purpose = permit.purpose();
    entry.case_commitment = permit.case_commitment();
    entry.person = telling.person.tag;
    entry.counts = {{"records", found.empty() ? 0 : 1}};
    entry.facts.emplace_back("hit", base::id_text(telling.hit));
    entry.facts.emplace_back("delivery", base::id_text(telling.delivery));
    entry.facts.emplace_back("generation", base::id_text(generation->id));
    entry.facts.emplace_back("outcome", found.empty() ? "none" : "found");
    entry.facts.insert(entry.facts.end(), permit.facts().begin(), permit.facts().end());
    entry.secret = base::Personal<std::string>{told_secret(permit, telling, kinds)};
    const auto receipt = TRY(ledger::append(tx, inside.ledger, entry, now));
    return Told{.kinds = kinds, .refusal = {}, .receipt = receipt, .new_id = std::move(new_id)};
}

base::Result<void> follow_new_id(store::WriteTx& tx, const Registry& registry, Who by, const OpenWatch& watch,
                                 const OpenPerson& person, std::int64_t position, const Told& told, base::Instant now) {
    if (told.new_id.empty()) return {};
    const auto tag = registry.ledger().person_tag(told.new_id);
    const auto known = TRY(rows::count_watched(tx, watch.row.id, tag));
    if (known != 0) return {};
    // Positions are given without a gap, and none is given twice.
    const auto next = TRY(rows::count_watched(tx, watch.row.id));
    TRY(rows::insert_watched(tx, {.watch = watch.row.id,
                                  .position = next,
                                  .person = tag,
                                  .sealed = seal_watch_part(watch.key, watch.row.id, WatchPart::person, next,
                                                            {person.case_number, told.new_id}),
                                  .earlier = position}));
    auto entry = watch_entry("watch.person", by, watch.row);
    entry.person = tag;
    entry.case_commitment = registry.ledger().case_commitment(person.case_number);
    std::string secret = "{";
    member(secret, "case_number", person.case_number);
    member(secret, "id", told.new_id);
    entry.secret = base::Personal<std::string>{secret + '}'};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<HitPage> watch_hits(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                 const HitQuestion& question, base::Instant now) {
    const auto sight = TRY(Sight::of(tx, by, now));
    HitViews views{tx, registry, sight};
    if (question.watch) {
        const auto* watch = TRY(views.watch(question.watch->number()));
        if (watch == nullptr) return Error{Fault::not_found, "registry.watch_unknown"};
    }
    HitPage page;
    std::int64_t told = 0;
    const auto all = TRY(rows::hits_of_unit(tx, by.unit().number()));
    for (const auto& row : all) {
        if (question.watch && row.watch != question.watch->number()) continue;
        if (question.which == HitQuestion::Which::waiting && row.state == hit_state_code(HitState::handled)) continue;
        const auto* watch = TRY(views.watch(row.watch));
        if (watch == nullptr) continue;
        if (page.total++ < question.skip || static_cast<std::int64_t>(page.items.size()) == question.limit) continue;
        auto view = TRY(views.view(row));
        if (!view.case_number.reveal().empty()) ++told;
        page.items.push_back(std::move(view));
    }
    if (told > 0) {
        ledger::Entry entry;
        entry.kind = "watch.viewed";
        entry.account = by.account().number();
        entry.unit = by.unit().number();
        if (question.watch) entry.facts = {{"watch", question.watch->text()}};
        entry.counts = {{"hits", told}};
        TRY(ledger::append(tx, registry.ledger(), entry, now));
    }
    return page;
}

base::Result<HitsWaiting> hits_waiting(store::ReadTx& tx, const people::Actor& by, base::Instant now) {
    const auto sight = TRY(Sight::of(tx, by, now));
    const auto watches = TRY(rows::watches_of_unit(tx, by.unit().number()));
    std::set<std::int64_t> seen;
    for (const auto& watch : watches) {
        if (sight.sees(watch)) seen.insert(watch.id);
    }
    HitsWaiting waiting;
    if (seen.empty()) return waiting;
    const auto all = TRY(rows::hits_of_unit(tx, by.unit().number()));
    for (const auto& hit : all) {
        if (!seen.contains(hit.watch)) continue;
        const auto state = stored_hit_state(hit.state);
        if (state == HitState::stopped) ++waiting.stopped;
        if (state == HitState::open || state == HitState::seen) ++waiting.open;
    }
    return waiting;
}

base::Result<void> mark_hit(store::WriteTx& tx, const Registry& registry, const people::Actor& by, WatchHitId id,
                            HitMark mark, std::string_view note, base::Instant now) {
    TRY(people::require(by, people::Role::case_worker));
    if (note.size() > longest_note) return Error{Fault::bad_input, "registry.note_too_long"};
    auto seen = TRY(seen_hit(tx, by, id, now));
    const auto state = stored_hit_state(seen.hit.state);
    const bool is_late = mark == HitMark::seen ? state != HitState::open : state == HitState::handled;
    if (is_late) return wrong_state(seen.hit.state);
    seen.hit.state = hit_state_code(mark == HitMark::seen ? HitState::seen : HitState::handled);
    seen.hit.acted_by = by.account().number();
    seen.hit.acted_at = now;
    auto entry = hit_entry(mark == HitMark::seen ? "watch.hit_seen" : "watch.hit_handled", who(by), seen);
    if (mark == HitMark::handled && !note.empty()) {
        if (seen.watch.wrapped_key) {
            const auto open = TRY(open_watch(registry, seen.watch));
            seen.hit.sealed_note = seal_watch_part(open.key, seen.watch.id, WatchPart::note, seen.hit.id, {note});
        }
        std::string secret = "{";
        member(secret, "note", note);
        entry.secret = base::Personal<std::string>{secret + '}'};
    }
    TRY(rows::update_hit(tx, seen.hit));
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<std::optional<grants::Refusal>> take_up_hit(store::WriteTx& tx, const Registry& registry,
                                                         const people::Actor& by, WatchHitId id,
                                                         std::string_view source, base::Instant now) {
    auto seen = TRY(seen_hit(tx, by, id, now));
    if (seen.hit.state != hit_state_code(HitState::stopped) || !seen.watch.wrapped_key) {
        return wrong_state(seen.hit.state);
    }
    const auto row = TRY(rows::watched(tx, seen.hit.watch, seen.hit.position));
    if (!row) return Error{Fault::corrupt, "registry.watch_corrupt"};
    const auto open = TRY(open_watch(registry, seen.watch));
    const auto person = TRY(open_person(open, *row));
    const auto touched = TRY(rows::kinds_of(tx, seen.hit.delivery, row->person));
    const auto kinds = within(touched, WatchGroups::from_bits(seen.watch.groups));
    if (kinds == 0) return wrong_state(seen.hit.state);
    auto told = TRY(tell_hit(tx, registry, by,
                             {.watch = open,
                              .person = person,
                              .hit = seen.hit.id,
                              .delivery = seen.hit.delivery,
                              .kinds = kinds,
                              .source = source},
                             now));
    seen.hit.kinds = told.kinds;
    seen.hit.state = hit_state_code(told.refusal ? HitState::stopped : HitState::open);
    seen.hit.why = told.refusal ? told.refusal->code() : std::string_view{};
    seen.hit.log = told.receipt.log;
    seen.hit.index = told.receipt.index;
    TRY(rows::update_hit(tx, seen.hit));
    TRY(follow_new_id(tx, registry, who(by), open, person, row->position, told, now));
    return std::move(told.refusal);
}

base::Result<HitSubject> subject_of_hit(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                        WatchHitId id, base::Instant now) {
    auto seen = TRY(seen_hit(tx, by, id, now));
    if (seen.hit.kinds == 0 || !seen.watch.wrapped_key) return wrong_state(seen.hit.state);
    const auto row = TRY(rows::watched(tx, seen.hit.watch, seen.hit.position));
    if (!row) return Error{Fault::corrupt, "registry.watch_corrupt"};
    const auto open = TRY(open_watch(registry, seen.watch));
    auto person = TRY(open_person(open, *row));
    if (seen.hit.state == hit_state_code(HitState::open)) TRY(mark_hit(tx, registry, by, id, HitMark::seen, "", now));
    return HitSubject{.grant = grants::GrantId{seen.watch.grant},
                      .case_number = std::move(person.case_number),
                      .reason = "異動追蹤：" + open.reason,
                      .person = ById{base::Personal<std::string>{std::move(person.id)}}};
}

}  // namespace menhu::registry
