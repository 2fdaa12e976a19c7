// What was due and what came, notices and doubts.
#include "registry/calendar.h"

#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

base::Date day(std::string_view text) { return base::from_iso(text).value(); }

Delivery delivery_of(std::string_view base_date, std::string_view received_on) {
    Delivery delivery;
    delivery.id = DeliveryId{1};
    delivery.manifest.table_number = "P01";
    delivery.manifest.base_date = base_date;
    delivery.received_at = base::taipei_end(day(received_on)) - std::chrono::hours{6};
    return delivery;
}

Schedule monthly(std::int64_t due_day, std::string_view from) {
    return {.id = ScheduleId{7},
            .table_number = "P01",
            .kind = format::DeliveryKind::full,
            .rhythm = Rhythm::month,
            .due_day = due_day,
            .from = day(from),
            .until = std::nullopt,
            .set_by_name = {},
            .set_at = {}};
}

TEST(Slots, SayWhatCameInTimeLateOrNotAtAll) {
    auto refused = delivery_of("2026-10-01", "2026-10-02");
    refused.state = DeliveryState::refused;
    const std::vector<Delivery> deliveries{delivery_of("2026-08-01", "2026-08-05"),
                                           delivery_of("2026-09-01", "2026-09-08"), refused};
    const auto found = slots({monthly(5, "2026-08-01")}, deliveries, day("2026-11-03"), 12);
    ASSERT_EQ(found.size(), 5u) << "from August, when it began, to the next month";
    EXPECT_EQ(found[0].state, SlotState::came);
    EXPECT_EQ(found[1].state, SlotState::late);
    EXPECT_EQ(found[1].days, 3);
    EXPECT_EQ(found[2].state, SlotState::missing) << "what was refused did not come";
    EXPECT_EQ(found[2].days, 29);
    EXPECT_EQ(found[3].state, SlotState::ahead);
    EXPECT_EQ(found[3].due, day("2026-11-05"));
    EXPECT_EQ(found[3].days, 2);
    EXPECT_EQ(found[4].from, day("2026-12-01"));
}

TEST(Slots, WeeksBeginOnMondayAndDaysAreTheirOwn) {
    auto weekly = monthly(3, "2026-11-01");
    weekly.rhythm = Rhythm::week;
    const auto weeks = slots({weekly}, {}, day("2026-11-24"), 2);
    ASSERT_EQ(weeks.size(), 3u);
    EXPECT_EQ(weeks[1].from, day("2026-11-23"));
    EXPECT_EQ(weeks[1].to, day("2026-11-29"));
    EXPECT_EQ(weeks[1].due, day("2026-11-25"));
    auto daily = monthly(0, "2026-11-01");
    daily.rhythm = Rhythm::day;
    daily.until = day("2026-11-24");
    const auto single = slots({daily}, {}, day("2026-11-24"), 3);
    ASSERT_EQ(single.size(), 3u) << "the next day is after its end";
    EXPECT_EQ(single[0].state, SlotState::missing);
    EXPECT_EQ(single[2].state, SlotState::ahead);
}

class Calendar : public RegistryTest {};
INSTANTIATE_TEST_SUITE_P(Both, Calendar, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Calendar, ANewRhythmTakesOverFromTheOld) {
    const auto set = [&](std::string_view from, std::int64_t due_day) {
        return store_->write([&](store::WriteTx& tx) {
            return set_schedule(tx, *registry_, fetcher(), monthly(due_day, from), random_, now_);
        });
    };
    good(set("2026-01-01", 5));
    now_ += std::chrono::milliseconds{1};
    const auto second_one = good(set("2026-07-01", 10)).value();
    const auto all = good(store_->read([](store::ReadTx& tx) { return schedules(tx); }));
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].until, day("2026-06-30"));
    EXPECT_EQ(code_of(set("2026-07-01", 12)), "registry.schedule_invalid") << "not twice from one day";
    EXPECT_EQ(code_of(set("2026-08-01", 31)), "registry.schedule_invalid");
    const auto end = [&](ScheduleId id, const people::Actor& by) {
        return store_->write(
            [&](store::WriteTx& tx) { return end_schedule(tx, *registry_, by, id, day("2026-12-31"), now_); });
    };
    EXPECT_EQ(code_of(end(second_one, good(who(worker_token_)))), "people.role_missing");
    good(end(second_one, fetcher()));
    EXPECT_EQ(good(store_->read([](store::ReadTx& tx) { return schedules(tx); }))[1].until, day("2026-12-31"));
    EXPECT_EQ(entries("schedule.set"), 2);
    EXPECT_EQ(entries("schedule.ended"), 1);
}

TEST_P(Calendar, ANoticeGivesFiveDaysAndTheDeliveryAnswersIt) {
    const auto today = base::taipei_date(now_);
    const auto tomorrow = base::Date{std::chrono::sys_days{today} + std::chrono::days{1}};
    const auto notify = [&](base::Date on) {
        return store_->write([&](store::WriteTx& tx) {
            return register_notice(tx, *registry_, fetcher(), layout().table_number, on, "府民戶字第1150000001號",
                                   random_, now_);
        });
    };
    EXPECT_EQ(code_of(notify(tomorrow)), "registry.notice_invalid");
    good(notify(today));
    const auto all = [&] { return good(store_->read([&](store::ReadTx& tx) { return notices(tx, *registry_); })); };
    ASSERT_EQ(all().size(), 1u);
    EXPECT_EQ(all()[0].fetch_by, base::Date{std::chrono::sys_days{today} + std::chrono::days{5}})
        << "辦法第十二條第一項";
    EXPECT_EQ(all()[0].delivery, std::nullopt);
    const auto id = take(kit::write_delivery(layout(), kit::residents(5), 1));
    EXPECT_EQ(all()[0].delivery, id);
}

TEST_P(Calendar, ADoubtIsKeptSealedAndReadAgain) {
    const auto id = load(kit::residents(5));
    EXPECT_EQ(doubt_by(*registry_, delivery(id)),
              base::Date{std::chrono::sys_days{base::taipei_date(now_)} + std::chrono::days{7}})
        << "辦法第十一條第三款";
    const std::string text = "第三列之出生日期與戶籍謄本不符，請查明";
    write([&](store::WriteTx& tx) {
        return raise_doubt(tx, *registry_, fetcher(), id, "桃婦字第1號", text, random_, now_);
    });
    const auto found = good(store_->read([&](store::ReadTx& tx) { return doubts_of(tx, *registry_, id); }));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].text, text);
    EXPECT_EQ(found[0].letter_number, "桃婦字第1號");
    const auto plain = good(store_->read([&](store::ReadTx& tx) {
        return tx.one(store::Statement{"test.sealed", "SELECT sealed_text FROM registry_doubts"},
                      [](const store::Row& row) { return std::string{base::as_text(row.bytes(0))}; });
    }));
    EXPECT_EQ(plain->find("出生日期"), std::string::npos);
    EXPECT_EQ(good(store_->read([](store::ReadTx& tx) { return doubted(tx); })), std::vector{id});
    EXPECT_EQ(entries("delivery.doubted"), 1);
}

}  // namespace
}  // namespace menhu::registry
