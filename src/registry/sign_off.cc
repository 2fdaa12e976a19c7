#include "registry/sign_off.h"

#include "format/json.h"
#include "registry/change_rows.h"
#include "registry/clear.h"
#include "registry/inside.h"

namespace menhu::registry {

namespace {

constexpr std::size_t longest_note = 2000;

struct Signed {
    DeliveryState state;
    Leftovers leftovers;
};

// The new generation takes the place of the old one, which stays, with its key, until its destruction is ordered
// (S3.2).
base::Result<Signed> accept(store::WriteTx& tx, Registry::Inside& inside, Who by, const rows::DeliveryRow& row,
                            base::Instant now) {
    const auto& delivery = row.delivery;
    CHECK(delivery.generation);
    const auto generation = delivery.generation->number();
    const auto old = TRY(rows::current_generation(tx, inside.holding));
    const auto changes = TRY(rows::generation_changes(tx, generation));
    if (changes.built_on && changes.built_on != old) {
        return base::Error{base::Fault::conflict, "registry.copy_replaced"};
    }
    if (old) {
        const auto old_row = TRY(rows::generation(tx, *old));
        CHECK(old_row);
        TRY(rows::set_generation_state(tx, *old, "superseded"));
        TRY(rows::set_state(tx, old_row->delivery, DeliveryState::superseded));
    }
    TRY(rows::set_generation_state(tx, generation, "in_use"));
    TRY(rows::set_state(tx, delivery.id.number(), DeliveryState::in_use));
    TRY(rows::set_current_generation(tx, inside.holding, generation));
    auto entry = delivery_entry("generation.switched", by, delivery);
    entry.facts.emplace_back("generation", base::id_text(generation));
    if (old) entry.facts.emplace_back("superseded", base::id_text(*old));
    TRY(ledger::append(tx, inside.ledger, entry, now));
    return Signed{DeliveryState::in_use, {.delivery = delivery.id, .volumes = {}}};
}

// `step`: at which of the two, "sign_off" or "release".
base::Result<Signed> refuse(store::WriteTx& tx, Registry::Inside& inside, Who by, const rows::DeliveryRow& row,
                            std::string_view step, base::Instant now) {
    const auto& delivery = row.delivery;
    auto report = delivery.report.value_or(Report{});
    report.refusal = step;
    TRY(rows::set_report(tx, delivery.id.number(), report));
    TRY(rows::set_state(tx, delivery.id.number(), DeliveryState::refused));
    auto leftovers = TRY(destroy_unsigned(tx, row, Rejects::keep));
    auto entry = delivery_entry("delivery.refused", by, delivery);
    entry.facts.emplace_back("check", report.refusal);
    TRY(ledger::append(tx, inside.ledger, entry, now));
    return Signed{DeliveryState::refused, std::move(leftovers)};
}

base::Result<bool> is_for_two(store::ReadTx& tx, const Registry::Inside& inside, const Delivery& delivery) {
    const auto current = TRY(rows::current_generation(tx, inside.holding));
    if (!current) return false;
    const auto& comparison = delivery.report ? delivery.report->comparison : std::nullopt;
    // What was compared with another copy than the one that it would replace says nothing of this one.
    if (!comparison || comparison->with != *current) return true;
    return comparison->exceeds(inside.profile.numbers().release_threshold);
}

base::Error wrong_state(DeliveryState state) {
    return {base::Fault::conflict, "registry.delivery_state", std::string{delivery_state_code(state)}};
}

std::string_view code_of(Decision decision) { return decision == Decision::accept ? "accept" : "refuse"; }

base::Personal<std::string> sealed_note(std::string_view note) {
    return base::Personal<std::string>{format::canonical_json(format::Json::Object{{"note", note}})};
}

base::Result<Signed> sign(store::WriteTx& tx, Registry::Inside& inside, const people::Actor& by,
                          const rows::DeliveryRow& row, Decision decision, std::string_view note, base::Instant now) {
    if (row.delivery.state != DeliveryState::awaiting_sign_off) return wrong_state(row.delivery.state);
    TRY(rows::set_signed(tx, row.delivery.id.number(), by, now));
    const bool much = TRY(is_for_two(tx, inside, row.delivery));
    const bool two = decision == Decision::accept && much;
    auto entry = delivery_entry("delivery.signed_off", who(by), row.delivery);
    entry.facts.emplace_back("decision", code_of(decision));
    if (two) entry.facts.emplace_back("release", "awaited");
    if (!note.empty()) entry.secret = sealed_note(note);
    TRY(ledger::append(tx, inside.ledger, entry, now));
    if (decision == Decision::refuse) return refuse(tx, inside, who(by), row, "sign_off", now);
    if (two) return Signed{DeliveryState::awaiting_release, {.delivery = row.delivery.id, .volumes = {}}};
    return accept(tx, inside, who(by), row, now);
}

base::Result<Signed> release_signed(store::WriteTx& tx, Registry::Inside& inside, const people::Actor& by,
                                    const rows::DeliveryRow& row, Decision decision, std::string_view note,
                                    base::Instant now) {
    if (row.delivery.state != DeliveryState::awaiting_release) return wrong_state(row.delivery.state);
    if (row.delivery.signed_by == by.account()) return base::Error{base::Fault::refused, "registry.release_own"};
    TRY(rows::set_released(tx, row.delivery.id.number(), by, now));
    auto entry = delivery_entry("delivery.released", who(by), row.delivery);
    entry.facts.emplace_back("decision", code_of(decision));
    if (!note.empty()) entry.secret = sealed_note(note);
    TRY(ledger::append(tx, inside.ledger, entry, now));
    return decision == Decision::accept ? accept(tx, inside, who(by), row, now)
                                        : refuse(tx, inside, who(by), row, "release", now);
}

using Step = base::Result<Signed> (*)(store::WriteTx&, Registry::Inside&, const people::Actor&,
                                      const rows::DeliveryRow&, Decision, std::string_view, base::Instant);

base::Result<DeliveryState> decide(const Registry& registry, const people::Actor& by, DeliveryId id, Step step,
                                   Decision decision, std::string_view note, base::Instant now) {
    if (note.size() > longest_note) return base::Error{base::Fault::bad_input, "registry.note_too_long"};
    auto& inside = registry.inside();
    const auto committed = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<Signed> {
        TRY(people::require(by, people::Role::designated_person));
        const auto row = TRY(rows::delivery(tx, id.number()));
        if (!row) return base::Error{base::Fault::not_found, "registry.delivery_unknown"};
        return step(tx, inside, by, *row, decision, note, now);
    }));
    TRY(remove_leftovers(inside, committed.value().leftovers, InboxFile::remove));
    return committed.value().state;
}

}  // namespace

base::Result<bool> takes_two(store::ReadTx& tx, const Registry& registry, const Delivery& delivery) {
    return is_for_two(tx, registry.inside(), delivery);
}

base::Result<DeliveryState> sign_off(const Registry& registry, const people::Actor& by, DeliveryId id,
                                     Decision decision, std::string_view note, base::Instant now) {
    return decide(registry, by, id, sign, decision, note, now);
}

base::Result<DeliveryState> release(const Registry& registry, const people::Actor& by, DeliveryId id, Decision decision,
                                    std::string_view note, base::Instant now) {
    return decide(registry, by, id, release_signed, decision, note, now);
}

}  // namespace menhu::registry
