#include "people/account_term.h"

#include "people/office_test.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class Terms : public OfficeTest {
protected:
    void SetUp() override {
        OfficeTest::SetUp();
        lin_ = make_account("lin", {Role::case_worker});
        other_ = make_section("b-section", "乙科");
    }
    std::string plan(const PlannedChange& change, Planned planned = Planned::keep) {
        const Actor by = chief();
        return code_of(
            try_write([&](store::WriteTx& tx) { return plan_change(tx, *office_, by, *lin_, change, planned, now_); }));
    }
    std::optional<AccountTerm> ahead() {
        return good(store_->read([&](store::ReadTx& tx) { return planned_term(tx, *lin_, now_); }));
    }
    std::optional<Account> find() {
        return good(store_->read([&](store::ReadTx& tx) { return find_account(tx, *lin_, now_); }));
    }
    std::vector<AccountTerm> all() {
        return good(store_->read([&](store::ReadTx& tx) { return account_terms(tx, *lin_); }));
    }
    std::optional<AccountId> lin_;
    std::optional<UnitId> other_;
};
INSTANTIATE_TEST_SUITE_P(Both, Terms, kit::both_engines(), kit::engine_name);

TEST_P(Terms, WhatIsPlannedTakesEffectByItselfToTheMillisecond) {
    const base::Instant start = now_;
    const std::string token = token_of("lin");
    const base::Instant day = start + 10min;
    EXPECT_EQ(plan({.from = day, .unit = *other_, .roles = {Role::checker}, .state = State::open, .reason = "調職"}),
              "none");
    now_ = day - 1ms;
    EXPECT_EQ(good(who(token)).unit(), *section_);
    EXPECT_TRUE(good(who(token)).has(Role::case_worker));
    now_ = day;
    EXPECT_EQ(good(who(token)).unit(), *other_);
    EXPECT_EQ(good(who(token)).unit_name(), "乙科");
    EXPECT_EQ(good(who(token)).roles(), Roles{Role::checker});
    EXPECT_EQ(find()->unit, *other_);
    EXPECT_FALSE(ahead());
    // What was, stays answerable.
    const auto before = good(store_->read([&](store::ReadTx& tx) { return find_account(tx, *lin_, day - 1ms); }));
    EXPECT_EQ(before->unit, *section_);
    EXPECT_EQ(before->roles, Roles{Role::case_worker});
}

TEST_P(Terms, NobodyTakesThePlaceOfAPlanUnawares) {
    const base::Instant day = now_ + 24h;
    const PlannedChange leaves{
        .from = day, .unit = *section_, .roles = {Role::case_worker}, .state = State::closed, .reason = "離職"};
    EXPECT_EQ(plan(leaves), "none");
    EXPECT_EQ(plan(leaves), "people.change_planned");
    const Actor by = chief();
    const auto give = [&](Planned planned) {
        return code_of(try_write(
            [&](store::WriteTx& tx) { return set_roles(tx, *office_, by, *lin_, {Role::checker}, now_, planned); }));
    };
    EXPECT_EQ(give(Planned::keep), "people.change_planned");
    EXPECT_EQ(find()->roles, Roles{Role::case_worker});
    EXPECT_EQ(give(Planned::supersede), "none");
    EXPECT_EQ(find()->roles, Roles{Role::checker});
    EXPECT_EQ(fact(trail_of("people.roles_set").front(), "superseded"), base::to_rfc3339(day));
    now_ = day;
    EXPECT_EQ(find()->standing, Standing::active);
}

TEST_P(Terms, ASuspensionIsNeverHeldUpByAPlanAndTheEndStillComes) {
    const base::Instant day = now_ + 24h;
    EXPECT_EQ(
        plan({.from = day, .unit = *section_, .roles = {Role::case_worker}, .state = State::closed, .reason = "離職"}),
        "none");
    const Actor by = chief();
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, by, *lin_, "查明中", now_); });
    EXPECT_EQ(find()->standing, Standing::suspended);
    ASSERT_TRUE(ahead());
    EXPECT_EQ(ahead()->state, State::closed);
    write([&](store::WriteTx& tx) { return restore(tx, *office_, by, *lin_, "查明", now_); });
    EXPECT_EQ(find()->standing, Standing::active);
    now_ = day;
    EXPECT_EQ(find()->standing, Standing::closed);
}

TEST_P(Terms, APlanIsTakenBack) {
    const base::Instant day = now_ + 24h;
    const Actor by = chief();
    const auto drop = [&] {
        return code_of(try_write(
            [&](store::WriteTx& tx) { return drop_planned_change(tx, *office_, by, *lin_, "改留任", now_); }));
    };
    EXPECT_EQ(drop(), "people.not_found");
    EXPECT_EQ(
        plan({.from = day, .unit = *other_, .roles = {Role::case_worker}, .state = State::suspended, .reason = "留停"}),
        "none");
    EXPECT_EQ(ahead()->from, day);
    EXPECT_EQ(drop(), "none");
    EXPECT_FALSE(ahead());
    now_ = day;
    EXPECT_EQ(find()->unit, *section_);
    EXPECT_EQ(find()->standing, Standing::active);
    ASSERT_EQ(all().size(), 3U);
    for (const AccountTerm& term : all()) EXPECT_GE(term.from, term.recorded_at);
}

TEST_P(Terms, ThePastIsNotRewrittenAndRulesHold) {
    EXPECT_EQ(
        plan({.from = now_ - 1ms, .unit = *section_, .roles = {Role::checker}, .state = State::open, .reason = "x"}),
        "people.account_ill_formed");
    EXPECT_EQ(plan({.from = now_, .unit = *section_, .roles = {}, .state = State::open, .reason = "x"}),
              "people.account_ill_formed");
    EXPECT_EQ(plan({.from = now_,
                    .unit = *section_,
                    .roles = {Role::case_worker, Role::checker},
                    .state = State::open,
                    .reason = "x"}),
              "people.roles_separated");
    EXPECT_EQ(plan({.from = now_, .unit = UnitId{7}, .roles = {Role::checker}, .state = State::open, .reason = "x"}),
              "people.not_found");
    const Actor lin = good(who(token_of("lin")));
    const PlannedChange change{
        .from = now_, .unit = *section_, .roles = {Role::checker}, .state = State::open, .reason = "x"};
    EXPECT_EQ(code_of(try_write([&](store::WriteTx& tx) {
                  return plan_change(tx, *office_, lin, *chief_, change, Planned::keep, now_);
              })),
              "people.role_missing");
    const Actor by = chief();
    EXPECT_EQ(code_of(try_write([&](store::WriteTx& tx) {
                  return plan_change(tx, *office_, by, *chief_, change, Planned::keep, now_);
              })),
              "people.own_account");
    const auto updated = try_write([&](store::WriteTx& tx) -> base::Result<std::int64_t> {
        return tx.run(store::Statement{"test.rewrite", "UPDATE people_account_terms SET roles = 0"});
    });
    EXPECT_NE(code_of(updated), "none");
}

}  // namespace
}  // namespace menhu::people
