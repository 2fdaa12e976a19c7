// What a delivery would change, and the second person's release (S2.1).
#include <algorithm>

#include "registry/delivery.h"
#include "registry/events.h"
#include "registry/sign_off.h"
#include "web/delivery_views.h"
#include "web/handlers_delivery.h"
#include "web/views_delivery.h"

namespace menhu::web {

namespace {

using registry::DeliveryState;

Answer no_such_delivery() { return answer_problem(problem_of("web.no_such_delivery")); }

ComparisonCounts view_of(const registry::DistrictComparison& counts) {
    const auto number = [](std::uint64_t count) { return static_cast<std::int64_t>(count); };
    return {.before = number(counts.before()),
            .new_ = number(counts.fresh),
            .arrived = number(counts.arrived),
            .left = number(counts.left),
            .gone = number(counts.gone),
            .changed = number(counts.changed),
            .unchanged = number(counts.unchanged),
            .after = number(counts.after())};
}

// "2.13%", rounded up: what is above the threshold never reads as if it were not.
std::string percent(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return "–";
    const auto points = (part * 10'000 + whole - 1) / whole;
    return fmt::format("{}.{:02}%", points / 100, points % 100);
}

// "12,345"
std::string grouped(std::uint64_t count) {
    auto text = std::to_string(count);
    for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

void tell(const registry::Comparison& comparison, ComparisonView& view) {
    const auto& all = comparison.all;
    const auto before = all.before();
    view.sentence_zh = fmt::format(
        "與原使用中的資料（基準日 {}，{} 人）相比：新增 {} 人、消失 {} 人、異動 {} 人、不變 {} 人；消失與異動占 {}。",
        comparison.with_base_date, grouped(before), grouped(all.fresh), grouped(all.gone), grouped(all.changed),
        grouped(all.unchanged), percent(all.gone + all.changed, before));
    view.sentence_en = fmt::format(
        "Compared with the data in use (base date {}, {} people): {} new, {} gone, {} changed, {} unchanged; gone and "
        "changed are {}.",
        comparison.with_base_date, grouped(before), grouped(all.fresh), grouped(all.gone), grouped(all.changed),
        grouped(all.unchanged), percent(all.gone + all.changed, before));
}

ComparisonView view_of(const Rooms& rooms, const registry::Comparison& comparison) {
    ComparisonView view;
    view.with_base_date = comparison.with_base_date;
    view.problem = comparison.problem;
    view.exceeds = comparison.exceeds(rooms.profile().numbers().release_threshold);
    view.all = view_of(comparison.all);
    tell(comparison, view);
    const auto* districts = rooms.registry.settings().districts;
    for (const auto& [code, counts] : comparison.districts) {
        ComparisonDistrict row{.code = code == 0 ? std::string{} : std::to_string(code),
                               .name_zh = "行政區不明",
                               .name_en = "District not known",
                               .counts = view_of(counts)};
        const auto* district = districts == nullptr ? nullptr : districts->find(row.code);
        if (district != nullptr) {
            row.name_zh = district->name;
            row.name_en = district->name_en;
        } else if (!row.code.empty()) {
            row.name_zh = row.name_en = row.code;
        }
        view.districts.push_back(std::move(row));
    }
    for (const auto& [field, people] : comparison.fields) {
        const auto& name = format::person_field_name(field);
        view.fields.push_back({name.name, name.label_zh, name.label_en, static_cast<std::int64_t>(people)});
    }
    std::ranges::sort(view.fields, [](const ComparisonField& left, const ComparisonField& right) {
        return left.people != right.people ? left.people > right.people : left.name < right.name;
    });
    return view;
}

std::vector<EventCount> events_of(const registry::Report& report) {
    std::vector<EventCount> events;
    for (const auto& [code, count] : report.changes) {
        const auto kind = registry::legal_event_named(code);
        if (!kind) continue;  // of a later version of the program
        events.push_back({registry::legal_event_code(*kind), registry::legal_event_zh(*kind),
                          registry::legal_event_en(*kind), static_cast<std::int64_t>(count)});
    }
    std::ranges::sort(events, [](const EventCount& left, const EventCount& right) {
        return left.count != right.count ? left.count > right.count : left.code < right.code;
    });
    return events;
}

// Who has decided what; `takes_two` is what registry::sign_off would find now.
ReleaseView release_of(const registry::Delivery& delivery, bool takes_two, const people::Actor& actor) {
    ReleaseView view;
    view.signed_by = delivery.signed_by_name;
    view.released_by = delivery.released_by_name;
    if (delivery.released_at) view.released_at = instant_text(*delivery.released_at);
    if (delivery.state == DeliveryState::awaiting_release) {
        view.state = "awaiting";
        view.may = actor.has(people::Role::designated_person) && delivery.signed_by != actor.account();
    } else if (delivery.released_at) {
        view.state = delivery.state == DeliveryState::refused ? "refused" : "released";
    } else {
        view.state = delivery.state == DeliveryState::awaiting_sign_off && takes_two ? "needed" : "not_needed";
    }
    return view;
}

}  // namespace

Answer get_difference(const Rooms& rooms, const Call& call) {
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return no_such_delivery();
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto delivery = TRY(registry::find_delivery(tx, *id));
        if (!delivery) return no_such_delivery();
        const bool takes_two = TRY(registry::takes_two(tx, rooms.registry, *delivery));
        DeliveryDifference view{
            .comparison = std::nullopt, .events = {}, .release = release_of(*delivery, takes_two, actor)};
        const auto threshold = rooms.profile().numbers().release_threshold.value.basis_points;
        view.release.threshold = threshold % 100 == 0 ? fmt::format("{}%", threshold / 100)
                                                      : fmt::format("{}.{:02}%", threshold / 100, threshold % 100);
        if (delivery->report) view.events = events_of(*delivery->report);
        if (delivery->report && delivery->report->comparison) {
            view.comparison = view_of(rooms, *delivery->report->comparison);
        }
        return answer_json(view);
    });
}

Answer post_release(const Rooms& rooms, const Call& call) {
    SignOffRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return no_such_delivery();
    const auto actor = who(rooms, call);
    if (!actor) return answer_error(actor.error());
    const auto decision =
        request.decision == SignOffDecision::accept ? registry::Decision::accept : registry::Decision::refuse;
    const auto state = registry::release(rooms.registry, *actor, *id, decision, request.note.value, call.now);
    if (!state) return answer_error(state.error());
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto delivery = TRY(registry::find_delivery(tx, *id));
        if (!delivery) return no_such_delivery();
        return answer_json(view_of(rooms.registry, *delivery));
    });
}

}  // namespace menhu::web
