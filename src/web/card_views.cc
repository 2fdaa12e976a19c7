#include "web/card_views.h"

#include "registry/exhibit.h"
#include "web/refusals.h"

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

QueryView view_of(const registry::Disclosure& disclosure) {
    QueryView view{
        .id = disclosure.query().text(),
        .receipt = view_of(disclosure.receipt()),
        .base_date = disclosure.base_date(),
        .generation = disclosure.generation().text(),
        .grant = disclosure.grant().text(),
        .case_number = disclosure.case_number(),
        .operation = grants::name_of(disclosure.operation()).code,
        .list = disclosure.form() == registry::Form::list,
        .masked = disclosure.shown() == registry::Shown::masked,
        .records = {},
        .total = static_cast<std::int64_t>(disclosure.cards().size()),
        .exhibit = {},
    };
    for (const auto& card : disclosure.cards()) view.records.push_back(view_of(card));
    return view;
}

Answer answer_of(const Rooms& rooms, base::Instant now, const registry::Answer& answer) {
    if (const auto* refusal = std::get_if<grants::Refusal>(&answer)) return answer_problem(problem_of(*refusal));
    const auto& disclosure = std::get<registry::Disclosure>(answer);
    auto view = view_of(disclosure);
    view.exhibit = registry::seal_exhibit(rooms.registry, registry::exhibit_of(disclosure), rooms.random, now);
    return answer_json(view);
}

}  // namespace menhu::web
