#include "registry/sign_off.h"

#include "format/json.h"
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

base::Result<Signed> refuse(store::WriteTx& tx, Registry::Inside& inside, Who by, const rows::DeliveryRow& row,
                            base::Instant now) {
    const auto& delivery = row.delivery;
    auto report = delivery.report.value_or(Report{});
    report.refusal = "sign_off";
    TRY(rows::set_report(tx, delivery.id.number(), report));
    TRY(rows::set_state(tx, delivery.id.number(), DeliveryState::refused));
    auto leftovers = TRY(destroy_unsigned(tx, row, Rejects::keep));
    auto entry = delivery_entry("delivery.refused", by, delivery);
    entry.facts.emplace_back("check", report.refusal);
    TRY(ledger::append(tx, inside.ledger, entry, now));
    return Signed{DeliveryState::refused, std::move(leftovers)};
}

}  // namespace

base::Result<DeliveryState> sign_off(const Registry& registry, const people::Actor& by, DeliveryId id,
                                     Decision decision, std::string_view note, base::Instant now) {
    if (note.size() > longest_note) return base::Error{base::Fault::bad_input, "registry.note_too_long"};
    auto& inside = registry.inside();
    const auto committed = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<Signed> {
        TRY(people::require(by, people::Role::designated_person));
        const auto row = TRY(rows::delivery(tx, id.number()));
        if (!row) return base::Error{base::Fault::not_found, "registry.delivery_unknown"};
        if (row->delivery.state != DeliveryState::awaiting_sign_off) {
            return base::Error{base::Fault::conflict, "registry.delivery_state",
                               std::string{delivery_state_code(row->delivery.state)}};
        }
        TRY(rows::set_signed(tx, id.number(), by, now));
        auto entry = delivery_entry("delivery.signed_off", who(by), row->delivery);
        entry.facts.emplace_back("decision", decision == Decision::accept ? "accept" : "refuse");
        if (!note.empty()) {
            entry.secret = base::Personal<std::string>{format::canonical_json(format::Json::Object{{"note", note}})};
        }
        TRY(ledger::append(tx, inside.ledger, entry, now));
        return decision == Decision::accept ? accept(tx, inside, who(by), *row, now)
                                            : refuse(tx, inside, who(by), *row, now);
    }));
    TRY(remove_leftovers(inside, committed.value().leftovers, InboxFile::remove));
    return committed.value().state;
}

}  // namespace menhu::registry
