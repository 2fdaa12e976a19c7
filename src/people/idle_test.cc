#include "people/idle.h"

#include "people/account_term.h"
#include "people/office_test.h"
#include "people/reviewed_change.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class Idle : public OfficeTest {
protected:
    void SetUp() override {
        OfficeTest::SetUp();
        lin_ = make_account("lin", {Role::case_worker});
        wu_ = make_account("wu", {Role::case_worker});
    }
    std::int64_t suspend(std::int64_t limit = 100) {
        return write([&](store::WriteTx& tx) { return suspend_idle(tx, *office_, limit, now_); });
    }
    std::vector<IdleAccount> soon() {
        return good(store_->read([&](store::ReadTx& tx) { return idle_soon(tx, *office_, now_); }));
    }
    Standing standing(AccountId account) {
        return good(store_->read([&](store::ReadTx& tx) { return find_account(tx, account, now_); }))->standing;
    }
    State state(AccountId account) {
        return good(store_->read([&](store::ReadTx& tx) { return term_at(tx, account, now_); }))->state;
    }
    std::optional<AccountId> lin_;
    std::optional<AccountId> wu_;
};
INSTANTIATE_TEST_SUITE_P(Both, Idle, kit::both_engines(), kit::engine_name);

TEST(IdleAt, CountsFromTheLatestOfWhatWasUsed) {
    const law::Profile profile = law::Profile::load(law::taoyuan_profile()).value();
    const law::Numbers& numbers = profile.numbers();
    const auto start = instant("2026-11-30T01:02:03.004Z");
    const LastUse use{.term_from = start, .valid_from = start - 24h, .last_signed_in = std::nullopt};
    EXPECT_EQ(idle_at(numbers, use), instant("2027-02-28T01:02:03.004Z"));  // a month without the day ends on its last
    EXPECT_EQ(idle_warned_at(numbers, use), instant("2027-01-28T01:02:03.004Z"));
    EXPECT_EQ(idle_at(numbers, {.term_from = start, .valid_from = start, .last_signed_in = start + 48h}),
              instant("2027-03-02T01:02:03.004Z"));
    EXPECT_EQ(idle_at(numbers, {.term_from = start, .valid_from = start + 72h, .last_signed_in = start + 48h}),
              instant("2027-03-03T01:02:03.004Z"));
}

TEST_P(Idle, AnAccountThatNobodyUsesIsWarnedOfAndSuspendedOnTheMillisecond) {
    const auto start = now_;
    now_ += 30 * 24h;
    token_of("wu");  // is used
    const auto idle = instant("2027-02-23T01:00:00.000Z");
    ASSERT_EQ(idle_at(office_->numbers(), {.term_from = start, .valid_from = start, .last_signed_in = std::nullopt}),
              idle);
    now_ = instant("2027-01-23T00:59:59.999Z");
    EXPECT_TRUE(soon().empty());
    now_ += 1ms;
    // The chief too has not signed in since the start.
    ASSERT_EQ(soon().size(), 2U);
    EXPECT_EQ(soon()[1].account, *lin_);
    EXPECT_EQ(soon()[1].idle_at, idle);
    now_ = idle - 1ms;
    EXPECT_EQ(suspend(), 0);
    EXPECT_EQ(standing(*lin_), Standing::active);
    now_ = idle;
    EXPECT_TRUE(std::holds_alternative<SignInRefused>(try_sign_in("lin", strong))) << "before the job has run";
    EXPECT_EQ(suspend(1), 1);
    EXPECT_EQ(suspend(), 1);
    EXPECT_EQ(suspend(), 0);
    EXPECT_EQ(standing(*lin_), Standing::suspended);
    EXPECT_EQ(standing(*wu_), Standing::active);
    EXPECT_TRUE(soon().size() == 1 && soon()[0].account == *wu_);
    const auto entered = trail_of("people.account_idle_suspended");
    ASSERT_EQ(entered.size(), 2U);
    EXPECT_EQ(fact(entered[0], "idle_at"), "2027-02-23T01:00:00.000Z");
}

TEST_P(Idle, ThoseConcernedAreToldOnce) {
    now_ = instant("2027-02-01T01:00:00.000Z");
    const auto warn = [&] { return write([&](store::WriteTx& tx) { return warn_idle(tx, *office_, random_, now_); }); };
    EXPECT_EQ(warn(), 3);
    EXPECT_EQ(warn(), 3);
    std::int64_t notices = 0;
    good(store_->read([&](store::ReadTx& tx) {
        return tx.each({"test.notices", "SELECT COUNT(*) FROM people_notices WHERE kind = 'account_idle_soon'"}, {},
                       [&](const store::Row& row) { notices = row.integer(0); });
    }));
    EXPECT_EQ(notices, 5);  // three holders; the chief administers the accounts of the two others
}

TEST_P(Idle, WhatIsRecordedAheadSurvivesASuspensionAndAReview) {
    const auto by = chief();
    const auto leaves = instant("2027-03-01T01:00:00.000Z");
    write([&](store::WriteTx& tx) {
        return plan_change(
            tx, *office_, by, *lin_,
            {.from = leaves, .unit = *section_, .roles = {Role::case_worker}, .state = State::closed, .reason = "離職"},
            Planned::keep, now_);
    });
    const auto carried = write([&](store::WriteTx& tx) {
        return carry_out_reviewed(tx, *office_, by,
                                  {.account = *lin_,
                                   .state = State::open,
                                   .roles = {Role::designated_person},
                                   .decided_by = *wu_,
                                   .review = "0000000000001"},
                                  now_);
    });
    EXPECT_EQ(carried, Carried::done);
    now_ = instant("2027-02-24T01:00:00.000Z");
    EXPECT_GE(suspend(), 1);
    EXPECT_EQ(state(*lin_), State::suspended);
    now_ = leaves - 1ms;
    EXPECT_EQ(state(*lin_), State::suspended);
    now_ = leaves;
    EXPECT_EQ(state(*lin_), State::closed);
    EXPECT_EQ(good(store_->read([&](store::ReadTx& tx) { return term_at(tx, *lin_, now_); }))->roles,
              Roles{Role::designated_person});
}

}  // namespace
}  // namespace menhu::people
