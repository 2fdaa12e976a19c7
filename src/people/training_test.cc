#include "people/training.h"

#include <gmock/gmock.h>

#include "kit/bureau.h"
#include "kit/fail_at_every_call.h"

namespace menhu::people {
namespace {

using kit::instant;
using ::testing::SizeIs;

class Trainings : public kit::BureauTest {
protected:
    Trainings() : BureauTest{{}} {}

    void SetUp() override {
        BureauTest::SetUp();
        head_ = add("head", *childcare_, {Role::unit_head});
        assign(*childcare_, DutyKind::head, *head_);
    }

    NewTraining training(AccountId account) const {
        return {.account = account,
                .on = day("2026-11-20"),
                .hours = 3,
                .title = "資通安全職能訓練",
                .provider = "數位發展部",
                .evidence = "證書 115-1"};
    }
    static base::Date day(std::string_view iso) { return base::from_iso(iso).value(); }

    TrainingId enter(std::string_view by, const NewTraining& training) {
        const auto actor_ = actor(by);
        return write([&](store::WriteTx& tx) { return add_training(tx, *office_, actor_, training, random_, now_); });
    }
    std::string try_enter(std::string_view by, const NewTraining& training) {
        const auto actor_ = actor(by);
        return attempt([&](store::WriteTx& tx) { return add_training(tx, *office_, actor_, training, random_, now_); });
    }
    std::string confirm(std::string_view by, TrainingId id) {
        const auto actor_ = actor(by);
        return attempt([&](store::WriteTx& tx) { return confirm_training(tx, *office_, actor_, id, now_); });
    }
    std::string withdraw(std::string_view by, TrainingId id, std::string_view reason = "登錄錯誤") {
        const auto actor_ = actor(by);
        return attempt([&](store::WriteTx& tx) { return withdraw_training(tx, *office_, actor_, id, reason, now_); });
    }
    std::vector<Training> of_year(int year, std::optional<AccountId> account = std::nullopt) {
        return read([&](store::ReadTx& tx) { return training_of_year(tx, year, account); });
    }
    std::int64_t hours(AccountId account, std::string_view from = "2026-01-01", std::string_view to = "2026-12-31") {
        const auto all = read([&](store::ReadTx& tx) { return trained_hours(tx, day(from), day(to)); });
        std::int64_t found = 0;
        for (const auto& one : all) {
            if (one.account == account) found = one.hours;
        }
        EXPECT_EQ(read([&](store::ReadTx& tx) { return trained_hours_of(tx, account, day(from), day(to)); }), found);
        return found;
    }

    std::optional<AccountId> head_;
};

TEST_P(Trainings, WhoAnswersForAPersonEntersIt) {
    for (const char* by : {"chief", "head", "director", "deputy"}) enter(by, training(*lin_));
    EXPECT_EQ(hours(*lin_), 12);
    EXPECT_EQ(entries("people.training_added"), 4);
    // A colleague, the head of another unit's people, and somebody who is not there.
    EXPECT_EQ(try_enter("wu", training(*lin_)), "people.training_not_yours");
    EXPECT_EQ(try_enter("head", training(*he_)), "people.training_not_yours");
    EXPECT_EQ(try_enter("chief", training(AccountId{1})), "people.not_found");
    EXPECT_EQ(entries("people.training_added"), 4);
    const auto record = of_year(2026, *lin_).front();
    EXPECT_EQ(record.state, TrainingState::counted);
    EXPECT_EQ(record.entered_by_name, "測試 chief");
    EXPECT_EQ(record.title, "資通安全職能訓練");
    EXPECT_EQ(record.on, day("2026-11-20"));
}

TEST_P(Trainings, OnesOwnIsClaimedUntilConfirmed) {
    const auto claim = enter("lin", training(*lin_));
    EXPECT_EQ(hours(*lin_), 0);
    const auto waiting = [&] { return read([&](store::ReadTx& tx) { return unconfirmed_training(tx, now_); }); };
    ASSERT_THAT(waiting(), SizeIs(1));
    EXPECT_EQ(waiting().front().id, claim);
    EXPECT_EQ(waiting().front().unit, *childcare_);
    EXPECT_EQ(of_year(2026).front().state, TrainingState::claimed);
    EXPECT_EQ(confirm("lin", claim), "people.training_own");
    EXPECT_EQ(confirm("wu", claim), "people.training_not_yours");
    EXPECT_EQ(confirm("head", claim), "none");
    EXPECT_THAT(waiting(), SizeIs(0));
    EXPECT_EQ(hours(*lin_), 3);
    EXPECT_EQ(of_year(2026).front().confirmed_by_name, "測試 head");
    EXPECT_EQ(confirm("chief", claim), "people.training_not_claimed");
    // A head's own is confirmed by somebody else.
    const auto own = enter("head", training(*head_));
    EXPECT_EQ(hours(*head_), 0);
    EXPECT_EQ(confirm("head", own), "people.training_own");
    EXPECT_EQ(confirm("director", own), "none");
    EXPECT_EQ(entries("people.training_confirmed"), 2);
}

TEST_P(Trainings, WithdrawnItStaysAndDoesNotCount) {
    const auto id = enter("chief", training(*lin_));
    EXPECT_EQ(withdraw("lin", id), "people.training_not_yours");
    EXPECT_EQ(withdraw("head", id, ""), "people.training_ill_formed");
    EXPECT_EQ(withdraw("head", id), "none");
    EXPECT_EQ(hours(*lin_), 0);
    const auto record = of_year(2026).front();
    EXPECT_EQ(record.state, TrainingState::withdrawn);
    EXPECT_EQ(record.reason, "登錄錯誤");
    EXPECT_EQ(record.closed_at, now_);
    EXPECT_EQ(withdraw("head", id), "people.training_withdrawn");
    EXPECT_EQ(confirm("head", id), "people.training_not_claimed");
    // A claim is the claimant's to take back.
    EXPECT_EQ(withdraw("lin", enter("lin", training(*lin_))), "none");
    EXPECT_EQ(withdraw("head", TrainingId{1}), "people.not_found");
    EXPECT_EQ(entries("people.training_withdrawn"), 2);
}

TEST_P(Trainings, RowsAreOnlyEverAdded) {
    const auto id = enter("chief", training(*lin_));
    withdraw("head", id);
    for (const char* sql : {"UPDATE people_training SET hours = 9", "DELETE FROM people_training",
                            "UPDATE people_training_acts SET reason = 'x'", "DELETE FROM people_training_acts"}) {
        EXPECT_NE(run(sql), "none") << sql;
    }
    EXPECT_EQ(number("SELECT hours FROM people_training"), 3);
}

TEST_P(Trainings, WhatIsIllFormedIsRefused) {
    const auto refused = [&](auto change) {
        auto one = training(*lin_);
        change(one);
        return try_enter("chief", one);
    };
    const std::string wrong = "people.training_ill_formed";
    EXPECT_EQ(refused([](NewTraining& one) { one.on = day("2026-11-24"); }), wrong);  // tomorrow in Taipei
    EXPECT_EQ(refused([](NewTraining& one) { one.on = base::Date{}; }), wrong);
    EXPECT_EQ(refused([](NewTraining& one) { one.hours = 0; }), wrong);
    EXPECT_EQ(refused([](NewTraining& one) { one.hours = 201; }), wrong);
    EXPECT_EQ(refused([](NewTraining& one) { one.title = ""; }), wrong);
    EXPECT_EQ(refused([](NewTraining& one) { one.title = std::string(201, 'x'); }), wrong);
    EXPECT_EQ(refused([](NewTraining& one) { one.evidence = ""; }), wrong);
    EXPECT_EQ(refused([](NewTraining& one) { one.evidence = "\xFF"; }), wrong);
    EXPECT_EQ(refused([](NewTraining& one) { one.provider = ""; }), "none");  // may be unknown
    EXPECT_EQ(refused([](NewTraining& one) { one.on = day("2026-11-23"); }), "none");
}

TEST_P(Trainings, HoursCountInTheYearOfTheirDay) {
    now_ = instant("2027-01-15T01:00:00.000Z");
    for (const auto& [on, count] :
         {std::pair{"2025-12-31", 1}, {"2026-01-01", 2}, {"2026-12-31", 4}, {"2027-01-01", 8}}) {
        auto one = training(*lin_);
        one.on = day(on);
        one.hours = count;
        enter("chief", one);
    }
    EXPECT_EQ(hours(*lin_), 6);
    EXPECT_EQ(hours(*lin_, "2026-01-01", "2026-06-30"), 2);
    EXPECT_THAT(of_year(2026), SizeIs(2));
    EXPECT_THAT(of_year(2027), SizeIs(1));
    EXPECT_THAT(of_year(2026, *wu_), SizeIs(0));
}

TEST_P(Trainings, TheProfileSaysHowManyHours) {
    EXPECT_EQ(training_hours_required(profile_, {Role::designated_person}), 3);  // F2.7
    EXPECT_EQ(training_hours_required(profile_, {Role::case_worker, Role::designated_person}), 3);
    EXPECT_EQ(training_hours_required(profile_, {Role::case_worker}), 0);
    EXPECT_EQ(training_hours_required(profile_, {}), 0);
}

TEST_P(Trainings, WhoMayNotActEntersNothing) {
    const auto held = token_of("lin");
    const auto chief = actor("chief");
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, chief, *lin_, "測試", now_); });
    const auto suspended = read([&](store::ReadTx& tx) { return identify(tx, *office_, held, now_); });
    EXPECT_EQ(attempt([&](store::WriteTx& tx) {
                  return add_training(tx, *office_, suspended, training(*lin_), random_, now_);
              }),
              "people.account_inactive");
}

TEST_P(Trainings, ARecordIsThereWithItsEntryOrNotAtAll) {
    const auto chief = actor("chief");
    kit::Faults faults;
    auto settings = store_.settings();
    faults.into(settings);
    reopen(settings);
    const int calls = kit::fail_at_every_call(
        faults,
        [&] {
            return store_
                ->write([&](store::WriteTx& tx) {
                    return add_training(tx, *office_, chief, training(*lin_), random_, now_);
                })
                .has_value();
        },
        [&](const kit::Outcome& outcome) {
            const std::int64_t whole = outcome.succeeded ? 1 : 0;
            EXPECT_EQ(entries("people.training_added"), whole) << outcome.what;
            EXPECT_EQ(number("SELECT COUNT(*) FROM people_training"), whole) << outcome.what;
        });
    EXPECT_GT(calls, 4);
}

INSTANTIATE_TEST_SUITE_P(Both, Trainings, kit::both_engines(), kit::engine_name);

}  // namespace
}  // namespace menhu::people
