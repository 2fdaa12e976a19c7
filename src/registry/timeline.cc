#include "registry/timeline.h"

namespace menhu::registry {

namespace {

// What `from` and `to` of an event hold, which says how they are masked.
law::Mask mask_of(LegalEvent kind) {
    switch (kind) {
        case LegalEvent::name_change:
            return law::Mask::name;
        case LegalEvent::id_change:
            return law::Mask::id;
        case LegalEvent::birth_date_correction:
            return law::Mask::date;
        case LegalEvent::birth:
        case LegalEvent::first_registration:
        case LegalEvent::move_in:
        case LegalEvent::move_out:
        case LegalEvent::move_within:
        case LegalEvent::move_abroad:
        case LegalEvent::renumbering:
        case LegalEvent::boundary:
        case LegalEvent::restoration:
            return law::Mask::address;
        default:
            return law::Mask::text;
    }
}

CardEvent shown_event(const PersonEvent& event, Shown shown) {
    CardEvent out{.code = legal_event_code(event.kind),
                  .zh = legal_event_zh(event.kind),
                  .en = legal_event_en(event.kind),
                  .on = event.on,
                  .registered = event.registered,
                  .from = event.from,
                  .to = event.to,
                  .other_id = event.other_id,
                  .act = event.act,
                  .standing = event.undone ? CardEvent::Standing::undone : CardEvent::Standing::stands};
    if (shown == Shown::full) return out;
    const auto mask = mask_of(event.kind);
    out.on = masked(law::Mask::date, out.on);
    out.registered = masked(law::Mask::date, out.registered);
    out.from = masked(mask, out.from);
    out.to = masked(mask, out.to);
    out.other_id = masked(law::Mask::id, out.other_id);
    out.act.clear();
    return out;
}

}  // namespace

CardHistory card_history(std::span<const PersonEvent> events, const law::Field& field, Shown shown) {
    CardHistory history{.name = field.name(),
                        .label_zh = field.label(),
                        .label_en = field.label_en(),
                        .events = {},
                        .shown = field.mask == law::Mask::none ? Shown::full : shown};
    for (const auto& event : events) {
        if (history_of_kind(event.kind) == field.field) history.events.push_back(shown_event(event, history.shown));
    }
    return history;
}

}  // namespace menhu::registry
