#include "registry/delivery.h"

#include <system_error>
#include <utility>

#include "registry/calendar.h"
#include "registry/change_rows.h"
#include "registry/clear.h"
#include "registry/definition.h"
#include "registry/inside.h"

namespace menhu::registry {

namespace {

// A full file comes once, and its sequence goes up.
base::Result<void> check_order_of_full(store::ReadTx& tx, std::int64_t holding,
                                       const format::DeliveryManifest& manifest, Report& report) {
    const auto sequences = TRY(rows::same_sequence(tx, holding, manifest.table_number, manifest.sequence));
    const auto files = TRY(rows::same_file(tx, manifest.sha256));
    if (sequences + files > 0) {
        report.set(CheckKind::not_repeated, Outcome::failed, static_cast<std::uint64_t>(sequences + files),
                   files > 0 ? "a delivery with this file came before" : "table and sequence came before");
    } else {
        report.set(CheckKind::not_repeated, Outcome::passed);
    }
    const auto last = TRY(rows::last_sequence(tx, holding, manifest.table_number));
    if (!last || manifest.sequence == *last + 1) {
        report.set(CheckKind::sequence, Outcome::passed);
    } else if (manifest.sequence <= *last) {
        report.set(CheckKind::sequence, Outcome::failed, 1, "the last one was " + std::to_string(*last));
    } else {
        // A full file stands by itself, so a gap is said and does not stop it.
        report.set(CheckKind::sequence, Outcome::warning, static_cast<std::uint64_t>(manifest.sequence - *last - 1),
                   "the last one was " + std::to_string(*last));
    }
    return {};
}

// What a change file must follow is the data in use, not what was delivered: so it can come again after it was refused,
// or after an older full file. Whether one is missing before it is asked when it is applied: that one may be waiting.
base::Result<void> check_order_of_changes(store::ReadTx& tx, std::int64_t holding,
                                          const format::DeliveryManifest& manifest, Report& report) {
    const auto waiting =
        TRY(rows::waiting_like(tx, holding, manifest.table_number, manifest.sequence, base::ByteView{manifest.sha256}));
    report.set(CheckKind::not_repeated, waiting > 0 ? Outcome::failed : Outcome::passed,
               static_cast<std::uint64_t>(waiting), waiting > 0 ? "the same is waiting" : "");
    const auto current = TRY(rows::current_generation(tx, holding));
    if (!current) return {};
    const auto contained = TRY(rows::generation_changes(tx, *current)).change_sequence;
    if (manifest.sequence > contained) return {};
    report.set(CheckKind::change_sequence, Outcome::failed, 1,
               "expected " + std::to_string(contained + 1) + ", found " + std::to_string(manifest.sequence));
    return {};
}

// What can be said before a byte of the file is here.
base::Result<Report> check_manifest(store::ReadTx& tx, const Registry& registry,
                                    const format::DeliveryManifest& manifest) {
    Report report;
    const auto* layout = TRY(layout_in_force(tx, registry, manifest.layout)).layout;
    if (layout == nullptr) {
        report.set(CheckKind::manifest, Outcome::failed, 1, "layout unknown");
    } else if (layout->table_number != manifest.table_number) {
        report.set(CheckKind::manifest, Outcome::failed, 1, "the layout is for table " + layout->table_number);
    } else if (layout->is_of_changes() != (manifest.kind == format::DeliveryKind::change)) {
        report.set(CheckKind::manifest, Outcome::failed, 1,
                   layout->is_of_changes() ? "the layout is for changes" : "the layout is for full files");
    } else {
        report.set(CheckKind::manifest, Outcome::passed);
    }
    const auto holding = registry.inside().holding;
    if (manifest.kind == format::DeliveryKind::full) {
        TRY(check_order_of_full(tx, holding, manifest, report));
    } else {
        TRY(check_order_of_changes(tx, holding, manifest, report));
    }
    for (const auto kind :
         {CheckKind::manifest, CheckKind::not_repeated, CheckKind::sequence, CheckKind::change_sequence}) {
        if (report.refusal.empty() && report.check(kind).outcome == Outcome::failed) {
            report.refusal = check_info(kind).code;
        }
    }
    return report;
}

}  // namespace

base::Result<DeliveryId> take_manifest(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                       std::string_view manifest, base::Random& random, base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    Delivery delivery;
    delivery.manifest = TRY(format::parse_manifest(manifest));
    delivery.id = DeliveryId::make(now, random);
    delivery.received_by = by.account();
    delivery.received_by_name = by.display_name();
    delivery.received_at = now;
    delivery.report = TRY(check_manifest(tx, registry, delivery.manifest));
    const bool refused = !delivery.report->refusal.empty();
    if (refused) delivery.state = DeliveryState::refused;
    TRY(rows::insert_delivery(tx, registry.inside().holding, delivery));
    if (!refused) TRY(answer_notice(tx, delivery));
    auto received = delivery_entry("delivery.received", who(by), delivery);
    received.counts.emplace_back("bytes", delivery.manifest.bytes);
    received.counts.emplace_back("records", delivery.manifest.records);
    received.facts.emplace_back("layout", delivery.manifest.layout);
    received.facts.emplace_back("sha256", base::to_hex(delivery.manifest.sha256));
    TRY(ledger::append(tx, registry.ledger(), received, now));
    if (refused) {
        auto entry = delivery_entry("delivery.refused", who(by), delivery);
        entry.facts.emplace_back("check", delivery.report->refusal);
        TRY(ledger::append(tx, registry.ledger(), entry, now));
    }
    return delivery.id;
}

base::Result<std::vector<Delivery>> deliveries(store::ReadTx& tx) {
    auto found = TRY(rows::deliveries(tx));
    std::vector<Delivery> out;
    out.reserve(found.size());
    for (auto& row : found) out.push_back(std::move(row.delivery));
    return out;
}

base::Result<std::optional<Delivery>> find_delivery(store::ReadTx& tx, DeliveryId id) {
    auto row = TRY(rows::delivery(tx, id.number()));
    if (!row) return std::optional<Delivery>{};
    return std::optional{std::move(row->delivery)};
}

base::Result<void> cancel_delivery(const Registry& registry, const people::Actor& by, DeliveryId id,
                                   base::Instant now) {
    auto& inside = registry.inside();
    auto committed = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<Leftovers> {
        TRY(people::require(by, people::Role::designated_person));
        auto row = TRY(rows::delivery(tx, id.number()));
        if (!row) return base::Error{base::Fault::not_found, "registry.delivery_unknown"};
        auto& delivery = row->delivery;
        if (delivery.state == DeliveryState::in_use || delivery.state == DeliveryState::refused ||
            delivery.state == DeliveryState::superseded) {
            return base::Error{base::Fault::conflict, "registry.delivery_state",
                               std::string{delivery_state_code(delivery.state)}};
        }
        auto report = delivery.report.value_or(Report{});
        report.refusal = "cancelled";
        TRY(rows::set_report(tx, id.number(), report));
        TRY(rows::set_state(tx, id.number(), DeliveryState::refused));
        auto leftovers = TRY(destroy_unsigned(tx, *row, Rejects::destroy));
        TRY(ledger::append(tx, inside.ledger, delivery_entry("delivery.cancelled", who(by), delivery), now));
        return leftovers;
    }));
    {
        const std::lock_guard lock{inside.mutex};
        const auto running = inside.running.find(id.number());
        if (running != inside.running.end()) running->second->stop = true;
    }
    return remove_leftovers(inside, std::move(committed).value(), InboxFile::remove);
}

}  // namespace menhu::registry
