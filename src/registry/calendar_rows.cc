#include "registry/calendar_rows.h"

#include <algorithm>

namespace menhu::registry {

namespace {

using store::Row;
using store::Statement;

constexpr Statement all_schedules{
    "registry.schedules",
    "SELECT id, table_number, kind, rhythm, due_day, from_day, until_day, set_by_name, set_at FROM registry_schedules "
    "ORDER BY table_number, kind, from_day, id"};
constexpr Statement insert_schedule_row{
    "registry.insert_schedule",
    "INSERT INTO registry_schedules (id, table_number, kind, rhythm, due_day, from_day, until_day, set_by, "
    "set_by_name, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr Statement update_until{"registry.end_schedule", "UPDATE registry_schedules SET until_day = $2 WHERE id = $1"};
constexpr Statement all_notices{
    "registry.notices",
    "SELECT id, table_number, notified_on, letter_number, registered_by_name, delivery FROM registry_notices "
    "ORDER BY notified_on DESC, id DESC"};
constexpr Statement insert_notice_row{
    "registry.insert_notice",
    "INSERT INTO registry_notices (id, table_number, notified_on, letter_number, registered_by, registered_by_name, "
    "registered_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
constexpr Statement oldest_open{
    "registry.open_notice",
    "SELECT id FROM registry_notices WHERE table_number = $1 AND delivery IS NULL ORDER BY notified_on, id LIMIT 1"};
constexpr Statement update_notice{"registry.answer_notice", "UPDATE registry_notices SET delivery = $2 WHERE id = $1"};
constexpr Statement doubts_of_delivery{
    "registry.doubts",
    "SELECT id, delivery, letter_number, sealed_text, raised_by_name, raised_at FROM registry_doubts "
    "WHERE delivery = $1 ORDER BY id"};
constexpr Statement all_doubted{"registry.doubted", "SELECT DISTINCT delivery FROM registry_doubts ORDER BY delivery"};
constexpr Statement insert_doubt_row{
    "registry.insert_doubt",
    "INSERT INTO registry_doubts (id, delivery, letter_number, sealed_text, raised_by, raised_by_name, raised_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};

constexpr Statement every_statement[] = {all_schedules,     insert_schedule_row, update_until,  all_notices,
                                         insert_notice_row, oldest_open,         update_notice, doubts_of_delivery,
                                         all_doubted,       insert_doubt_row};

constexpr std::string_view rhythm_codes[] = {"month", "week", "day"};

base::Result<void> run_one(base::Result<std::int64_t> changed) {
    if (!changed) return std::move(changed).error();
    CHECK(*changed == 1);
    return {};
}

base::Error corrupt() { return {base::Fault::corrupt, "registry.row_corrupt", "calendar"}; }

struct RawSchedule {
    Schedule schedule;
    std::string rhythm;
    std::string from;
    std::optional<std::string> until;
};

}  // namespace

std::string_view rhythm_code(Rhythm rhythm) { return rhythm_codes[static_cast<std::size_t>(rhythm)]; }

std::optional<Rhythm> rhythm_named(std::string_view code) {
    const auto found = std::ranges::find(rhythm_codes, code);
    if (found == std::end(rhythm_codes)) return std::nullopt;
    return static_cast<Rhythm>(found - std::begin(rhythm_codes));
}

namespace rows {

base::Result<std::vector<Schedule>> schedules(store::ReadTx& tx) {
    const auto decode = [](const Row& row) {
        RawSchedule raw;
        raw.schedule.id = ScheduleId{row.integer(0)};
        raw.schedule.table_number = row.text(1);
        if (row.text(2) == format::delivery_kind_name(format::DeliveryKind::change)) {
            raw.schedule.kind = format::DeliveryKind::change;
        }
        raw.rhythm = row.text(3);
        raw.schedule.due_day = row.integer(4);
        raw.from = row.text(5);
        raw.until = row.maybe_text(6);
        raw.schedule.set_by_name = row.text(7);
        raw.schedule.set_at = row.instant(8);
        return raw;
    };
    auto raw = TRY(tx.all(all_schedules, decode));
    std::vector<Schedule> out;
    for (auto& one : raw) {
        const auto rhythm = rhythm_named(one.rhythm);
        const auto from = base::from_iso(one.from);
        if (!rhythm || !from) return corrupt();
        one.schedule.rhythm = *rhythm;
        one.schedule.from = *from;
        if (one.until) {
            one.schedule.until = base::from_iso(*one.until);
            if (!one.schedule.until) return corrupt();
        }
        out.push_back(std::move(one.schedule));
    }
    return out;
}

base::Result<void> insert_schedule(store::WriteTx& tx, const Schedule& schedule, const people::Actor& by) {
    std::optional<std::string> until;
    if (schedule.until) until = base::to_iso(*schedule.until);
    return run_one(tx.run(insert_schedule_row, schedule.id.number(), schedule.table_number,
                          format::delivery_kind_name(schedule.kind), rhythm_code(schedule.rhythm), schedule.due_day,
                          base::to_iso(schedule.from), until, by.account().number(), by.display_name(),
                          schedule.set_at));
}

base::Result<void> end_schedule(store::WriteTx& tx, std::int64_t id, base::Date until) {
    return run_one(tx.run(update_until, id, base::to_iso(until)));
}

base::Result<std::vector<Notice>> notices(store::ReadTx& tx) {
    struct Raw {
        Notice notice;
        std::string on;
    };
    const auto decode = [](const Row& row) {
        Raw raw;
        raw.notice.id = NoticeId{row.integer(0)};
        raw.notice.table_number = row.text(1);
        raw.on = row.text(2);
        raw.notice.letter_number = row.text(3);
        raw.notice.registered_by_name = row.text(4);
        if (const auto delivery = row.maybe_integer(5)) raw.notice.delivery = DeliveryId{*delivery};
        return raw;
    };
    auto raw = TRY(tx.all(all_notices, decode));
    std::vector<Notice> out;
    for (auto& one : raw) {
        const auto on = base::from_iso(one.on);
        if (!on) return corrupt();
        one.notice.notified_on = *on;
        out.push_back(std::move(one.notice));
    }
    return out;
}

base::Result<void> insert_notice(store::WriteTx& tx, const Notice& notice, const people::Actor& by, base::Instant now) {
    return run_one(tx.run(insert_notice_row, notice.id.number(), notice.table_number, base::to_iso(notice.notified_on),
                          notice.letter_number, by.account().number(), by.display_name(), now));
}

base::Result<std::optional<std::int64_t>> open_notice(store::ReadTx& tx, std::string_view table_number) {
    return tx.one(oldest_open, [](const Row& row) { return row.integer(0); }, table_number);
}

base::Result<void> answer_notice(store::WriteTx& tx, std::int64_t id, std::int64_t delivery) {
    return run_one(tx.run(update_notice, id, delivery));
}

base::Result<std::vector<DoubtRow>> doubts(store::ReadTx& tx, std::int64_t delivery) {
    const auto decode = [](const Row& row) {
        DoubtRow out;
        out.doubt.id = DoubtId{row.integer(0)};
        out.doubt.delivery = DeliveryId{row.integer(1)};
        out.doubt.letter_number = row.text(2);
        const auto sealed = row.bytes(3);
        out.sealed.assign(sealed.begin(), sealed.end());
        out.doubt.raised_by_name = row.text(4);
        out.doubt.raised_at = row.instant(5);
        return out;
    };
    return tx.all(doubts_of_delivery, decode, delivery);
}

base::Result<std::vector<DeliveryId>> doubted(store::ReadTx& tx) {
    return tx.all(all_doubted, [](const Row& row) { return DeliveryId{row.integer(0)}; });
}

base::Result<void> insert_doubt(store::WriteTx& tx, const Doubt& doubt, base::ByteView sealed,
                                const people::Actor& by) {
    return run_one(tx.run(insert_doubt_row, doubt.id.number(), doubt.delivery.number(), doubt.letter_number, sealed,
                          by.account().number(), by.display_name(), doubt.raised_at));
}

std::span<const Statement> calendar_statements() { return every_statement; }

}  // namespace rows

}  // namespace menhu::registry
