#include "web/card_views.h"

namespace menhu::web {

namespace {

CardHistoryView history_view(const registry::CardHistory& history) {
    CardHistoryView view{.name = history.name,
                         .label_zh = history.label_zh,
                         .label_en = history.label_en,
                         .masked = history.shown == registry::Shown::masked,
                         .events = {}};
    for (const auto& event : history.events) {
        view.events.push_back({.code = event.code,
                               .zh = event.zh,
                               .en = event.en,
                               .on = event.on,
                               .registered = event.registered,
                               .from_ = event.from,
                               .to = event.to,
                               .other_id = event.other_id,
                               .act = event.act,
                               .undone = event.standing == registry::CardEvent::Standing::undone});
    }
    return view;
}

}  // namespace

PersonCard view_of(const registry::PersonCard& card) {
    PersonCard shown;
    shown.handle = card.handle;
    shown.status_zh = card.status_zh;
    shown.status_en = card.status_en;
    for (const auto& field : card.fields) {
        shown.fields.push_back({field.name, field.label_zh, field.label_en, field.value, field.value_en,
                                field.shown == registry::Shown::masked});
    }
    shown.by_earlier_id = card.by == registry::PersonCard::By::earlier_id;
    for (const auto& history : card.histories) shown.histories.push_back(history_view(history));
    return shown;
}

}  // namespace menhu::web
