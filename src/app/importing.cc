#include "app/importing.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "format/manifest.h"
#include "registry/events.h"
#include "registry/import.h"

namespace menhu::app {

namespace {

using registry::Delivery;
using registry::DeliveryState;

// What a second call with the same files goes on with.
bool is_open(DeliveryState state) {
    return state != DeliveryState::refused && state != DeliveryState::in_use && state != DeliveryState::superseded;
}
bool is_unfinished(DeliveryState state) {
    return is_open(state) && state != DeliveryState::awaiting_sign_off && state != DeliveryState::awaiting_release;
}

// The delivery of this manifest: a new one, or one that was begun before and not ended.
base::Result<registry::DeliveryId> take_in(House& house, const SignedInAccount& account, base::Clock& clock,
                                           base::Random& random, const std::string& text) {
    const auto manifest = TRY(format::parse_manifest(text));
    const auto known = TRY(house.database().read([](store::ReadTx& tx) { return registry::deliveries(tx); }));
    const auto begun = std::ranges::find_if(
        known, [&](const Delivery& delivery) { return delivery.manifest == manifest && is_open(delivery.state); });
    if (begun != known.end()) return begun->id;
    const auto now = clock.now();
    const auto actor = TRY(account.actor(now));
    const auto id = TRY(house.database().write([&house, &random, actor, text, now](store::WriteTx& tx) {
        return registry::take_manifest(tx, house.registry(), actor, text, random, now);
    }));
    return id.value();
}

base::Result<void> receive(House& house, const SignedInAccount& account, base::Clock& clock, registry::DeliveryId id,
                           const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return base::Error{base::Fault::not_found, "app.file_unreadable", path.string()};
    const auto held = registry::received_bytes(house.registry(), id);
    file.seekg(static_cast<std::streamoff>(held));
    const auto actor = TRY(account.actor(clock.now()));
    auto upload = TRY(registry::Upload::open(house.registry(), actor, id, held));
    std::vector<char> piece(1 << 20);
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
        const auto size = static_cast<std::size_t>(file.gcount());
        TRY(upload.write({reinterpret_cast<const std::uint8_t*>(piece.data()), size}));
    }
    TRY(upload.finish());
    return {};
}

base::Result<Delivery> find(House& house, registry::DeliveryId id) {
    auto found = TRY(house.database().read([id](store::ReadTx& tx) { return registry::find_delivery(tx, id); }));
    CHECK(found.has_value());
    return std::move(*found);
}

std::string show(const registry::Progress& progress) {
    const auto share = progress.total == 0 ? 0 : progress.done * 100 / progress.total;
    return fmt::format("{} {}%", registry::phase_code(progress.phase), share);
}

}  // namespace

base::Result<Delivery> import_files(House& house, const SignedInAccount& account, const Terminal& terminal,
                                    base::Clock& clock, base::Random& random, const std::filesystem::path& manifest,
                                    const std::filesystem::path& file) {
    const auto text = read_file(manifest);
    if (!text) return base::Error{base::Fault::not_found, "app.file_unreadable", manifest.string()};
    const auto id = TRY(take_in(house, account, clock, random, *text));
    auto delivery = TRY(find(house, id));
    if (!is_unfinished(delivery.state)) return delivery;  // refused at the door; its report says why
    if (delivery.state != DeliveryState::importing) TRY(receive(house, account, clock, id, file));
    const auto now = clock.now();
    const auto actor = TRY(account.actor(now));
    auto job = TRY(registry::start_import(house.registry(), actor, id, random, now));
    TRY(job.run(clock, [&](const registry::Progress& progress) {
        terminal.progress(show(progress));
        return registry::Proceed::go_on;
    }));
    terminal.progress("");
    return find(house, id);
}

void print_report(const Delivery& delivery, const Terminal& terminal) {
    terminal.print(fmt::format("{} {} #{} {}", terminal.either("交付檔", "Delivery"), delivery.manifest.table_number,
                               delivery.manifest.sequence, delivery.id.text()));
    terminal.print(
        fmt::format("  {}: {}", terminal.either("狀態", "state"), registry::delivery_state_code(delivery.state)));
    if (!delivery.report) return;
    const auto& report = *delivery.report;
    terminal.print(fmt::format("  {}: {}  {}: {}  {}: {}", terminal.either("讀取", "read"), report.read,
                               terminal.either("接受", "accepted"), report.accepted,
                               terminal.either("退回", "rejected"), report.rejected));
    if (report.events + report.rejected_events > 0) {
        terminal.print(fmt::format("  {}: {}  {}: {}", terminal.either("事件", "events"), report.events,
                                   terminal.either("退回", "rejected"), report.rejected_events));
    }
    for (const auto& [code, count] : report.changes) {
        const auto kind = registry::legal_event_named(code);
        if (!kind) continue;
        terminal.print(fmt::format(
            "  {}: {}", terminal.either(registry::legal_event_zh(*kind), registry::legal_event_en(*kind)), count));
    }
    for (const auto& check : report.checks) {
        const auto& info = registry::check_info(check.kind);
        if (!info.applies_to(delivery.manifest.kind)) continue;
        terminal.print(fmt::format("  [{}] {}{}{}", registry::outcome_code(check.outcome),
                                   terminal.either(info.title_zh, info.title_en),
                                   check.count > 0 ? fmt::format(": {}", check.count) : "",
                                   check.detail.empty() ? "" : fmt::format(" ({})", check.detail)));
    }
    if (report.comparison && report.comparison->problem.empty()) {
        const auto& all = report.comparison->all;
        terminal.print(fmt::format("  {} {}: {} {}  {} {}  {} {}  {} {}",
                                   terminal.either("與使用中資料相比", "compared with"),
                                   report.comparison->with_base_date, terminal.either("新增", "new"), all.fresh,
                                   terminal.either("消失", "gone"), all.gone, terminal.either("異動", "changed"),
                                   all.changed, terminal.either("不變", "unchanged"), all.unchanged));
    }
    if (!report.refusal.empty()) {
        terminal.print(fmt::format("  {}: {}", terminal.either("退件原因", "refused because of"), report.refusal));
    }
}

}  // namespace menhu::app
