#include "registry/calendar.h"

#include <algorithm>

#include "format/json.h"
#include "law/period.h"
#include "registry/calendar_rows.h"
#include "registry/inside.h"

namespace menhu::registry {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::size_t longest_number = 100;  // bytes of a table's or a letter's number
constexpr std::size_t longest_doubt = 6000;  // bytes
constexpr std::string_view slot_codes[] = {"ahead", "came", "late", "missing"};

base::Date plus(base::Date date, int count) { return base::Date{sys_days{date} + days{count}}; }

std::int64_t between(base::Date from, base::Date to) { return (sys_days{to} - sys_days{from}).count(); }

struct Span {
    base::Date from;
    base::Date to;
};

// The period of a rhythm in which a day lies.
Span period_of(Rhythm rhythm, base::Date date) {
    if (rhythm == Rhythm::day) return {date, date};
    if (rhythm == Rhythm::week) {
        const auto weekday = std::chrono::weekday{sys_days{date}}.iso_encoding();
        const auto monday = plus(date, 1 - static_cast<int>(weekday));
        return {monday, plus(monday, 6)};
    }
    const auto month = date.year() / date.month();
    return {month / std::chrono::day{1}, base::Date{month / std::chrono::last}};
}

base::Date due_in(const Schedule& schedule, Span span) {
    return schedule.rhythm == Rhythm::day ? span.from : plus(span.from, static_cast<int>(schedule.due_day) - 1);
}

bool is_valid(const Schedule& schedule) {
    if (schedule.table_number.empty() || schedule.table_number.size() > longest_number) return false;
    if (!schedule.from.ok() || (schedule.until && *schedule.until < schedule.from)) return false;
    switch (schedule.rhythm) {
        case Rhythm::month:
            return schedule.due_day >= 1 && schedule.due_day <= 28;
        case Rhythm::week:
            return schedule.due_day >= 1 && schedule.due_day <= 7;
        case Rhythm::day:
            return schedule.due_day == 0;
    }
    return false;
}

ledger::Entry entry_of(std::string_view kind, const people::Actor& by) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    return entry;
}

// The first delivery of that table and kind whose base date lies in the period, refused ones apart.
const Delivery* came_in(const Schedule& schedule, Span span, const std::vector<Delivery>& deliveries) {
    const Delivery* first = nullptr;
    for (const auto& delivery : deliveries) {
        const auto& manifest = delivery.manifest;
        if (delivery.state == DeliveryState::refused || manifest.table_number != schedule.table_number ||
            manifest.kind != schedule.kind) {
            continue;
        }
        const auto base_date = base::from_iso(manifest.base_date);
        if (!base_date || *base_date < span.from || *base_date > span.to) continue;
        if (first == nullptr || delivery.received_at < first->received_at) first = &delivery;
    }
    return first;
}

Slot slot_of(const Schedule& schedule, Span span, const std::vector<Delivery>& deliveries, base::Date today) {
    Slot slot{.schedule = schedule.id,
              .from = span.from,
              .to = span.to,
              .due = due_in(schedule, span),
              .state = SlotState::ahead,
              .days = 0,
              .delivery = std::nullopt};
    if (const auto* delivery = came_in(schedule, span, deliveries)) {
        const auto on = base::taipei_date(delivery->received_at);
        slot.delivery = delivery->id;
        slot.state = on <= slot.due ? SlotState::came : SlotState::late;
        slot.days = std::max<std::int64_t>(0, between(slot.due, on));
    } else if (slot.due < today) {
        slot.state = SlotState::missing;
        slot.days = between(slot.due, today);
    } else {
        slot.days = between(today, slot.due);
    }
    return slot;
}

std::string doubt_key_name(DoubtId id) { return "registry doubt " + id.text(); }

}  // namespace

std::string_view slot_state_code(SlotState state) { return slot_codes[static_cast<std::size_t>(state)]; }

base::Result<ScheduleId> set_schedule(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                      Schedule schedule, base::Random& random, base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    if (!is_valid(schedule)) return base::Error{base::Fault::bad_input, "registry.schedule_invalid"};
    const auto known = TRY(rows::schedules(tx));
    for (const auto& one : known) {
        if (one.table_number != schedule.table_number || one.kind != schedule.kind) continue;
        if (one.until && *one.until < schedule.from) continue;
        // The new one takes over; one that would begin on the same day or later has nothing left.
        if (one.from >= schedule.from) return base::Error{base::Fault::bad_input, "registry.schedule_invalid"};
        TRY(rows::end_schedule(tx, one.id.number(), plus(schedule.from, -1)));
    }
    schedule.id = ScheduleId::make(now, random);
    schedule.set_at = now;
    TRY(rows::insert_schedule(tx, schedule, by));
    auto entry = entry_of("schedule.set", by);
    entry.facts = {{"schedule", schedule.id.text()},
                   {"table_number", schedule.table_number},
                   {"kind", std::string{format::delivery_kind_name(schedule.kind)}},
                   {"rhythm", std::string{rhythm_code(schedule.rhythm)}},
                   {"from", base::to_iso(schedule.from)}};
    entry.counts = {{"due_day", schedule.due_day}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return schedule.id;
}

base::Result<void> end_schedule(store::WriteTx& tx, const Registry& registry, const people::Actor& by, ScheduleId id,
                                base::Date until, base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    const auto known = TRY(rows::schedules(tx));
    const auto found = std::ranges::find(known, id, &Schedule::id);
    if (found == known.end()) return base::Error{base::Fault::not_found, "registry.schedule_unknown"};
    if (until < found->from) return base::Error{base::Fault::bad_input, "registry.schedule_invalid"};
    TRY(rows::end_schedule(tx, id.number(), until));
    auto entry = entry_of("schedule.ended", by);
    entry.facts = {{"schedule", id.text()}, {"table_number", found->table_number}, {"until", base::to_iso(until)}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<std::vector<Schedule>> schedules(store::ReadTx& tx) { return rows::schedules(tx); }

std::vector<Slot> slots(const std::vector<Schedule>& schedules, const std::vector<Delivery>& deliveries,
                        base::Date today, int count) {
    std::vector<Slot> out;
    for (const auto& schedule : schedules) {
        std::vector<Span> spans;
        auto span = period_of(schedule.rhythm, plus(period_of(schedule.rhythm, today).to, 1));
        for (int at = 0; at <= count; ++at) {  // the next period, then back
            // A schedule wants a period of which it knows the due day.
            const auto due = due_in(schedule, span);
            if (due >= schedule.from && (!schedule.until || due <= *schedule.until)) spans.push_back(span);
            span = period_of(schedule.rhythm, plus(span.from, -1));
        }
        for (auto one = spans.rbegin(); one != spans.rend(); ++one) {
            out.push_back(slot_of(schedule, *one, deliveries, today));
        }
    }
    return out;
}

base::Result<NoticeId> register_notice(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                       std::string_view table_number, base::Date notified_on,
                                       std::string_view letter_number, base::Random& random, base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    if (table_number.empty() || table_number.size() > longest_number || letter_number.size() > longest_number ||
        notified_on > base::taipei_date(now)) {
        return base::Error{base::Fault::bad_input, "registry.notice_invalid"};
    }
    const Notice notice{.id = NoticeId::make(now, random),
                        .table_number = std::string{table_number},
                        .notified_on = notified_on,
                        .fetch_by = {},
                        .letter_number = std::string{letter_number},
                        .registered_by_name = {},
                        .delivery = std::nullopt};
    TRY(rows::insert_notice(tx, notice, by, now));
    auto entry = entry_of("notice.registered", by);
    entry.facts = {{"notice", notice.id.text()},
                   {"table_number", notice.table_number},
                   {"notified_on", base::to_iso(notified_on)},
                   {"letter_number", notice.letter_number}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return notice.id;
}

base::Result<std::vector<Notice>> notices(store::ReadTx& tx, const Registry& registry) {
    auto found = TRY(rows::notices(tx));
    const auto period = law::period_of(registry.profile().numbers().delivery_fetch);
    for (auto& one : found) one.fetch_by = base::last_day(one.notified_on, period);
    return found;
}

base::Result<void> answer_notice(store::WriteTx& tx, const Delivery& delivery) {
    const auto open = TRY(rows::open_notice(tx, delivery.manifest.table_number));
    if (!open) return {};
    return rows::answer_notice(tx, *open, delivery.id.number());
}

base::Date doubt_by(const Registry& registry, const Delivery& delivery) {
    return base::last_day(base::taipei_date(delivery.received_at),
                          law::period_of(registry.profile().numbers().data_doubt_query));
}

base::Result<DoubtId> raise_doubt(store::WriteTx& tx, const Registry& registry, const people::Actor& by, DeliveryId id,
                                  std::string_view letter_number, std::string_view text, base::Random& random,
                                  base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    if (text.empty() || text.size() > longest_doubt || letter_number.size() > longest_number) {
        return base::Error{base::Fault::bad_input, "registry.doubt_invalid"};
    }
    const auto delivery = TRY(find_delivery(tx, id));
    if (!delivery) return base::Error{base::Fault::not_found, "registry.delivery_unknown"};
    const Doubt doubt{.id = DoubtId::make(now, random),
                      .delivery = id,
                      .letter_number = std::string{letter_number},
                      .text = {},
                      .raised_by_name = {},
                      .raised_at = now};
    const auto secret = crypto::Secret::copy_of(base::as_bytes(text));
    const auto sealed = registry.inside().keyring.wrap(doubt_key_name(doubt.id), secret, random);
    TRY(rows::insert_doubt(tx, doubt, sealed, by));
    auto entry = delivery_entry("delivery.doubted", who(by), *delivery);
    entry.facts.emplace_back("doubt", doubt.id.text());
    entry.facts.emplace_back("letter_number", doubt.letter_number);
    entry.secret =
        base::Personal<std::string>{format::canonical_json(format::Json::Object{{"text", std::string{text}}})};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return doubt.id;
}

base::Result<std::vector<Doubt>> doubts_of(store::ReadTx& tx, const Registry& registry, DeliveryId id) {
    auto found = TRY(rows::doubts(tx, id.number()));
    std::vector<Doubt> out;
    for (auto& row : found) {
        const auto text = TRY(registry.inside().keyring.unwrap(doubt_key_name(row.doubt.id), row.sealed));
        row.doubt.text = text.text();
        out.push_back(std::move(row.doubt));
    }
    return out;
}

base::Result<std::vector<DeliveryId>> doubted(store::ReadTx& tx) { return rows::doubted(tx); }

}  // namespace menhu::registry
