// What was due and what came; notices and doubts with their days (S2.1, X1).
#include <algorithm>
#include <set>

#include "registry/calendar.h"
#include "web/delivery_todos.h"
#include "web/handlers_delivery.h"
#include "web/views_calendar.h"

namespace menhu::web {

namespace {

using registry::SlotState;

constexpr int periods_shown = 12;
constexpr std::size_t answered_shown = 20;

std::int64_t days_between(base::Date from, base::Date to) {
    return (std::chrono::sys_days{to} - std::chrono::sys_days{from}).count();
}

SlotView view_of(const registry::Slot& slot) {
    SlotView view{.from = base::to_iso(slot.from),
                  .to = base::to_iso(slot.to),
                  .due = base::to_iso(slot.due),
                  .state = std::string{registry::slot_state_code(slot.state)},
                  .days = slot.days,
                  .delivery = std::nullopt};
    if (slot.delivery) view.delivery = slot.delivery->text();
    return view;
}

ScheduleView view_of(const registry::Schedule& schedule) {
    ScheduleView view{.id = schedule.id.text(),
                      .table_number = schedule.table_number,
                      .kind = std::string{format::delivery_kind_name(schedule.kind)},
                      .rhythm = std::string{registry::rhythm_code(schedule.rhythm)},
                      .due_day = schedule.due_day,
                      .from = base::to_iso(schedule.from),
                      .until = std::nullopt,
                      .set_by = schedule.set_by_name,
                      .set_at = instant_text(schedule.set_at),
                      .slots = {}};
    if (schedule.until) view.until = base::to_iso(*schedule.until);
    return view;
}

NoticeView view_of(const registry::Notice& notice, base::Date today) {
    NoticeView view{.id = notice.id.text(),
                    .table_number = notice.table_number,
                    .notified_on = base::to_iso(notice.notified_on),
                    .fetch_by = base::to_iso(notice.fetch_by),
                    .days_left = days_between(today, notice.fetch_by),
                    .letter_number = notice.letter_number,
                    .registered_by = notice.registered_by_name,
                    .delivery = std::nullopt};
    if (notice.delivery) view.delivery = notice.delivery->text();
    return view;
}

Invalid not_a_day(std::string_view path) {
    return {std::string{path}, "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"};
}

Answer no_such_delivery() { return answer_problem(problem_of("web.no_such_delivery")); }

// The id of what was made.
template <class Work>
Answer made_by(const Rooms& rooms, const Call& call, Work work) {
    const auto id = rooms.database.write([&rooms, call, work](store::WriteTx& tx) {
        using Made = decltype(work(tx, std::declval<const people::Actor&>()));
        const auto act = [&]() -> Made {
            const auto actor = TRY(enter(tx, rooms, call));
            return work(tx, actor);
        };
        return act();
    });
    if (!id) return answer_error(id.error());
    auto answer = answer_json(CalendarMade{.id = id->value().text()});
    answer.status = call.endpoint->success;
    return answer;
}

}  // namespace

Answer get_delivery_calendar(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto today = base::taipei_date(call.now);
        const auto schedules = TRY(registry::schedules(tx));
        const auto deliveries = TRY(registry::deliveries(tx));
        DeliveryCalendar calendar;
        for (const auto& slot : registry::slots(schedules, deliveries, today, periods_shown)) {
            if (calendar.schedules.empty() || calendar.schedules.back().id != slot.schedule.text()) {
                calendar.schedules.push_back(
                    view_of(*std::ranges::find(schedules, slot.schedule, &registry::Schedule::id)));
            }
            calendar.schedules.back().slots.push_back(view_of(slot));
        }
        std::size_t answered = 0;
        const auto notices = TRY(registry::notices(tx, rooms.registry));
        for (const auto& notice : notices) {
            if (notice.delivery && ++answered > answered_shown) continue;
            calendar.notices.push_back(view_of(notice, today));
        }
        std::ranges::sort(calendar.notices, {}, [](const NoticeView& view) {
            return std::pair{view.delivery.has_value(),
                             -std::chrono::sys_days{*base::from_iso(view.notified_on)}.time_since_epoch().count()};
        });
        std::set<std::string> tables;
        for (const auto& layout : rooms.registry.settings().layouts) tables.insert(layout.table_number);
        for (const auto& delivery : deliveries) tables.insert(delivery.manifest.table_number);
        calendar.tables.assign(tables.begin(), tables.end());
        return answer_json(calendar);
    });
}

Answer post_schedule(const Rooms& rooms, const Call& call) {
    ScheduleRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto from = base::from_iso(request.from.value);
    if (!from) return answer_problem(problem_of(not_a_day("from")));
    const registry::Schedule schedule{
        .id = registry::ScheduleId{0},
        .table_number = request.table_number.value,
        .kind = request.kind == ScheduleKind::full ? format::DeliveryKind::full : format::DeliveryKind::change,
        .rhythm = static_cast<registry::Rhythm>(request.rhythm),
        .due_day = request.due_day,
        .from = *from,
        .until = std::nullopt,
        .set_by_name = {},
        .set_at = {}};
    return made_by(rooms, call, [&rooms, call, schedule](store::WriteTx& tx, const people::Actor& actor) {
        return registry::set_schedule(tx, rooms.registry, actor, schedule, rooms.random, call.now);
    });
}

Answer post_schedule_end(const Rooms& rooms, const Call& call) {
    ScheduleEndRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto until = base::from_iso(request.until.value);
    if (!until) return answer_problem(problem_of(not_a_day("until")));
    const auto id = registry::ScheduleId::parse(call.parts.at(0));
    if (!id) return answer_error({base::Fault::not_found, "registry.schedule_unknown"});
    const auto done =
        rooms.database.write([&rooms, call, id = *id, until = *until](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms, call));
            return registry::end_schedule(tx, rooms.registry, actor, id, until, call.now);
        });
    return done ? answer_nothing() : answer_error(done.error());
}

Answer post_notice(const Rooms& rooms, const Call& call) {
    NoticeRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto on = base::from_iso(request.notified_on.value);
    if (!on) return answer_problem(problem_of(not_a_day("notified_on")));
    return made_by(rooms, call,
                   [&rooms, call, on = *on, table = request.table_number.value, letter = request.letter_number.value](
                       store::WriteTx& tx, const people::Actor& actor) {
                       return registry::register_notice(tx, rooms.registry, actor, table, on, letter, rooms.random,
                                                        call.now);
                   });
}

Answer get_doubts(const Rooms& rooms, const Call& call) {
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return no_such_delivery();
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto delivery = TRY(registry::find_delivery(tx, *id));
        if (!delivery) return no_such_delivery();
        const auto last = registry::doubt_by(rooms.registry, *delivery);
        DoubtList list;
        list.raise_by = base::to_iso(last);
        list.days_left = days_between(base::taipei_date(call.now), last);
        const auto doubts = TRY(registry::doubts_of(tx, rooms.registry, *id));
        for (const auto& doubt : doubts) {
            list.items.push_back({.id = doubt.id.text(),
                                  .letter_number = doubt.letter_number,
                                  .text = doubt.text,
                                  .raised_by = doubt.raised_by_name,
                                  .raised_at = instant_text(doubt.raised_at)});
        }
        list.total = static_cast<std::int64_t>(list.items.size());
        return answer_json(list);
    });
}

Answer post_doubt(const Rooms& rooms, const Call& call) {
    DoubtRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return no_such_delivery();
    return made_by(rooms, call,
                   [&rooms, call, id = *id, letter = request.letter_number.value, text = request.text.value](
                       store::WriteTx& tx, const people::Actor& actor) {
                       return registry::raise_doubt(tx, rooms.registry, actor, id, letter, text, rooms.random,
                                                    call.now);
                   });
}

base::Result<void> add_delivery_days(store::ReadTx& tx, const Rooms& rooms,
                                     const std::vector<registry::Delivery>& deliveries, const people::Actor& actor,
                                     base::Instant now, std::vector<TodoView>& todos) {
    const auto today = base::taipei_date(now);
    const auto notices = TRY(registry::notices(tx, rooms.registry));
    for (const auto& notice : notices) {
        if (notice.delivery) continue;
        todos.push_back(
            {.code = "fetch_file",
             .title_zh = fmt::format("資料表 {} 的檔案已備妥，請於五日內取回並登錄交付", notice.table_number),
             .title_en = fmt::format("A file of table {} lies ready: fetch and register it within five days",
                                     notice.table_number),
             .clause = "S2.1",
             .due = instant_text(base::taipei_end(notice.fetch_by)),
             .link = "/deliveries"});
    }
    const auto doubted = TRY(registry::doubted(tx));
    for (const auto& delivery : deliveries) {
        using registry::DeliveryState;
        if (delivery.state == DeliveryState::awaiting_release && delivery.signed_by != actor.account()) {
            todos.push_back({.code = "release",
                             .title_zh = fmt::format("交付檔 {} #{} 差異較大，待您覆核放行",
                                                     delivery.manifest.table_number, delivery.manifest.sequence),
                             .title_en = fmt::format("Delivery {} #{} differs much: it waits for your release",
                                                     delivery.manifest.table_number, delivery.manifest.sequence),
                             .clause = "S2.1",
                             .due = std::nullopt,
                             .link = "/deliveries/" + delivery.id.text()});
        }
        const bool open = delivery.state == DeliveryState::awaiting_sign_off ||
                          delivery.state == DeliveryState::awaiting_release || delivery.state == DeliveryState::in_use;
        const auto last = registry::doubt_by(rooms.registry, delivery);
        if (!open || !delivery.report || delivery.report->rejected == 0 || today > last ||
            std::ranges::find(doubted, delivery.id) != doubted.end()) {
            continue;
        }
        todos.push_back(
            {.code = "raise_doubt",
             .title_zh = fmt::format("交付檔 {} #{} 有退件，如有疑義請於七日內請提供機關查明",
                                     delivery.manifest.table_number, delivery.manifest.sequence),
             .title_en = fmt::format("Delivery {} #{} has rejects: doubts go to the provider within seven days",
                                     delivery.manifest.table_number, delivery.manifest.sequence),
             .clause = "X1",
             .due = instant_text(base::taipei_end(last)),
             .link = "/deliveries/" + delivery.id.text()});
    }
    const auto schedules = TRY(registry::schedules(tx));
    for (const auto& slot : registry::slots(schedules, deliveries, today, periods_shown)) {
        if (slot.state != SlotState::missing) continue;
        const auto schedule = std::ranges::find(schedules, slot.schedule, &registry::Schedule::id);
        todos.push_back({.code = "delivery_missing",
                         .title_zh = fmt::format("資料表 {} 應於 {} 交付，尚未收到", schedule->table_number,
                                                 base::to_iso(slot.due)),
                         .title_en = fmt::format("Table {} was due on {} and has not come", schedule->table_number,
                                                 base::to_iso(slot.due)),
                         .clause = "S2.1",
                         .due = instant_text(base::taipei_end(slot.due)),
                         .link = "/deliveries"});
    }
    return {};
}

}  // namespace menhu::web
