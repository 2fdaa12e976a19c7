#include "grants/holder.h"

#include "grants/desk_test.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;

class Holders : public DeskTest {
protected:
    template <class Work>
    std::string attempt(Work work) {
        return code_of(try_write(work));
    }
    std::vector<people::AccountId> holders() {
        return read([&](store::ReadTx& tx) { return find_grant(tx, *grant_, now_); })->holders;
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Holders, kit::both_engines(), kit::engine_name);

TEST_P(Holders, SomebodyWhoLeavesHoldsNothingFromTheInstantOn) {
    const auto start = now_;
    const auto chief = actor("chief");
    const auto gone =
        write([&](store::WriteTx& tx) { return remove_holder(tx, desk_, chief, *lin_, start + 1h, now_); });
    EXPECT_EQ(gone, (std::vector{*grant_}));
    EXPECT_EQ(entries("grants.holder_removed"), 1);
    now_ = start + 1h - 1ms;
    EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(holders(), (std::vector{*lin_}));
    now_ = start + 1h;
    EXPECT_EQ(outcome(ask_), "grants.not_a_holder");
    EXPECT_TRUE(holders().empty());
    EXPECT_TRUE(read([&](store::ReadTx& tx) { return grants_held_at(tx, *lin_, now_); }).empty());
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return remove_holder(tx, desk_, chief, *lin_, start, now_); }),
              "grants.period_ill_formed");
    const auto lin = actor("lin");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return remove_holder(tx, desk_, lin, *wu_, now_, now_); }),
              "people.role_missing");
}

TEST_P(Holders, AGrantIsHandedToSomebodyElseOfTheUnitAndBack) {
    const auto start = now_;
    const auto chief = actor("chief");
    const auto replace = [&](people::AccountId from, people::AccountId to, base::Instant at) {
        return attempt([&, from, to, at](store::WriteTx& tx) {
            return replace_holder(tx, desk_, chief, *grant_, from, to, at, now_);
        });
    };
    EXPECT_EQ(replace(*lin_, *he_, start + 1h), "grants.holder_not_in_unit");
    EXPECT_EQ(replace(*lin_, chief.account(), start + 1h), "grants.own_grant");
    EXPECT_EQ(replace(*lin_, *wu_, start + 1h), "none");
    EXPECT_EQ(outcome(actor("wu"), ask_), "grants.not_a_holder");
    now_ = start + 1h;
    EXPECT_EQ(outcome(actor("wu"), ask_), "permit");
    EXPECT_EQ(outcome(ask_), "grants.not_a_holder");
    EXPECT_EQ(replace(*wu_, *lin_, now_ + 1h), "none");
    now_ += 1h;
    EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(outcome(actor("wu"), ask_), "grants.not_a_holder");
    EXPECT_EQ(entries("grants.holder_added"), 2);
}

TEST_P(Holders, WhatIsStillAheadIsTakenBack) {
    const auto start = now_;
    const auto chief = actor("chief");
    write([&](store::WriteTx& tx) { return replace_holder(tx, desk_, chief, *grant_, *lin_, *wu_, start + 1h, now_); });
    const auto kept = write([&](store::WriteTx& tx) { return keep_holder(tx, desk_, chief, *lin_, start + 1h, now_); });
    EXPECT_EQ(kept, 1);
    EXPECT_EQ(entries("grants.holder_kept"), 1);
    now_ = start + 2h;
    EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(outcome(actor("wu"), ask_), "grants.not_a_holder");
}

}  // namespace
}  // namespace menhu::grants
