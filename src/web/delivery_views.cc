#include "web/delivery_views.h"

#include "registry/import.h"

namespace menhu::web {

DeliveryReport view_of(const registry::Report& report) {
    DeliveryReport view;
    for (const auto& check : report.checks) {
        const auto& info = registry::check_info(check.kind);
        // Those of the other kind of delivery say nothing of this one.
        if (info.only && check.outcome == registry::Outcome::not_run) continue;
        view.checks.push_back({info.code, info.title_zh, info.title_en, registry::outcome_code(check.outcome),
                               static_cast<std::int64_t>(check.count), check.detail});
    }
    view.read = static_cast<std::int64_t>(report.read);
    view.accepted = static_cast<std::int64_t>(report.accepted);
    view.rejected = static_cast<std::int64_t>(report.rejected_rows());
    view.refusal = report.refusal;
    return view;
}

namespace {

// Before the import: how much of the file is here; during it: what it says.
DeliveryProgress progress_of(const registry::Registry& registry, const registry::Delivery& delivery) {
    using registry::DeliveryState;
    if (delivery.state == DeliveryState::received || delivery.state == DeliveryState::uploading) {
        return {.read = static_cast<std::int64_t>(registry::received_bytes(registry, delivery.id)),
                .total = delivery.manifest.bytes,
                .phase = "uploading"};
    }
    if (delivery.state == DeliveryState::importing) {
        if (const auto progress = registry::import_progress(registry, delivery.id)) {
            return {.read = static_cast<std::int64_t>(progress->done),
                    .total = static_cast<std::int64_t>(progress->total),
                    .phase = std::string{registry::phase_code(progress->phase)}};
        }
        return {.read = 0, .total = delivery.manifest.bytes, .phase = "interrupted"};
    }
    return {.read = delivery.manifest.bytes, .total = delivery.manifest.bytes, .phase = "done"};
}

}  // namespace

DeliveryView view_of(const registry::Registry& registry, const registry::Delivery& delivery) {
    DeliveryView view{
        .id = delivery.id.text(),
        .table_number = delivery.manifest.table_number,
        .sequence = delivery.manifest.sequence,
        .base_date = delivery.manifest.base_date,
        .layout = delivery.manifest.layout,
        .records = delivery.manifest.records,
        .bytes = delivery.manifest.bytes,
        .state = std::string{registry::delivery_state_code(delivery.state)},
        .progress = progress_of(registry, delivery),
        .report = std::nullopt,
        .uploaded_by = delivery.received_by_name,
        .uploaded_at = base::to_rfc3339(delivery.received_at),
        .signed_by = delivery.signed_by_name,
        .signed_at = std::nullopt,
    };
    if (delivery.report) view.report = view_of(*delivery.report);
    if (delivery.signed_at) view.signed_at = base::to_rfc3339(*delivery.signed_at);
    return view;
}

}  // namespace menhu::web
