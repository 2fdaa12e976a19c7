// Conflicts of interest: who declared one asks no more about that person, and the case goes on with somebody else.
#include "grants/conflict.h"

#include "grants/desk_test.h"
#include "people/duty.h"

namespace menhu::grants {
namespace {

using std::chrono::days;

class ConflictTest : public DeskTest {
protected:
    void SetUp() override {
        DeskTest::SetUp();
        auto grant = new_grant();
        grant.holders = {*lin_, *wu_};
        grant.quota_day = 100;
        grant.quota_total = 100;
        shared_ = give(grant);
        person_ = ledger_->person_tag("A100000001");
        const auto duties = read([&](store::ReadTx& tx) { return people::duties_of_unit(tx, *childcare_); });
        for (const auto& duty : duties) {
            if (duty.kind == people::DutyKind::head) head_ = duty.account_name;
        }
        ASSERT_FALSE(head_.empty());
    }

    NewConflict new_conflict() const {
        NewConflict conflict;
        conflict.grant = *shared_;
        conflict.person = person_;
        conflict.case_number = "C-2026-000001";
        conflict.relation = Relation::relative;
        conflict.note = "表姊";
        return conflict;
    }
    base::Result<ConflictId> try_declare(std::string_view name, const NewConflict& what) {
        const auto by = actor(name);
        auto made = try_write([&](store::WriteTx& tx) { return declare_conflict(tx, desk_, by, what, random_, now_); });
        if (!made) return made.error();
        return made->value();
    }
    ConflictId declare(const NewConflict& what) { return good(try_declare("lin", what)); }
    std::string take(std::string_view name, ConflictId id) {
        const auto by = actor(name);
        return attempt([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(take_case(tx, desk_, by, id, now_));
            return 0;
        });
    }
    std::string withdraw(std::string_view name, ConflictId id, std::string_view reason = "誤認同名之人") {
        const auto by = actor(name);
        return attempt([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(withdraw_conflict(tx, desk_, by, id, reason, now_));
            return 0;
        });
    }
    std::vector<Conflict> seen_by(std::string_view name) {
        const auto by = actor(name);
        return read([&](store::ReadTx& tx) { return conflicts(tx, desk_, by, now_); });
    }
    std::size_t waiting_for(std::string_view name) {
        const auto by = actor(name);
        return read([&](store::ReadTx& tx) { return cases_to_take(tx, by, now_); }).size();
    }
    Ask about(const crypto::Tag& person) const {
        Ask ask = ask_;
        ask.grant = *shared_;
        ask.person = person;
        return ask;
    }

    std::optional<GrantId> shared_;
    crypto::Tag person_{};
    std::string head_;
};

TEST_P(ConflictTest, WhoDeclaredItAsksNoMore) {
    EXPECT_EQ(outcome(about(person_)), "permit");
    declare(new_conflict());
    EXPECT_EQ(outcome(about(person_)), "grants.conflict_declared");
    EXPECT_EQ(outcome(about(ledger_->person_tag("A100000002"))), "permit");
    EXPECT_EQ(outcome(actor("wu"), about(person_)), "permit");
    // Found by name, so that only the answer tells who it is.
    const auto decision = decided(actor("lin"), [&] {
        Ask ask = about(person_);
        ask.person.reset();
        return ask;
    }());
    const auto why = read([&](store::ReadTx& tx) {
        return check_person(tx, std::get<Permit>(decision), {.district = "68000010", .person = person_});
    });
    EXPECT_EQ(why, Why::conflict_declared);
    EXPECT_EQ(code_of(try_declare("lin", new_conflict())), "grants.conflict_declared_already");
}

TEST_P(ConflictTest, ItHoldsUnderEveryGrant) {
    declare(new_conflict());
    Ask ask = about(person_);
    ask.grant = *grant_;
    EXPECT_EQ(outcome(ask), "grants.conflict_declared");
}

TEST_P(ConflictTest, TheEntrySaysWhoButNotAboutWhom) {
    declare(new_conflict());
    const auto entry = trail_of("grants.conflict_declared").front();
    EXPECT_EQ(entry.account, lin_->number());
    EXPECT_EQ(entry.person, person_);
    EXPECT_EQ(fact(entry, "relation"), "relative");
    for (const auto& [name, value] : entry.facts) EXPECT_FALSE(value.contains("表姊") || value.contains("C-2026"));
    const auto secret =
        read([&](store::ReadTx& tx) { return ledger::open_secret(tx, *ledger_, entry.log, entry.index); });
    EXPECT_TRUE(std::string_view{secret.text()}.contains("表姊"));
}

TEST_P(ConflictTest, TheCaseGoesToAColleagueWhoTakesIt) {
    auto what = new_conflict();
    what.hand_to = *lin_;
    EXPECT_EQ(code_of(try_declare("lin", what)), "grants.conflict_hand_to");
    what.hand_to = *he_;  // holds no grant of this
    EXPECT_EQ(code_of(try_declare("lin", what)), "grants.conflict_hand_to");
    what.hand_to = *wu_;
    const auto id = declare(what);
    EXPECT_EQ(waiting_for("wu"), 1U);
    EXPECT_EQ(waiting_for("lin"), 0U);
    EXPECT_EQ(waiting_for(head_), 0U);
    const auto seen = seen_by("wu");
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front().case_number, "C-2026-000001");
    EXPECT_EQ(seen.front().may, std::vector<ConflictAct>{ConflictAct::take});
    EXPECT_EQ(take("lin", id), "grants.conflict_not_yours");
    EXPECT_EQ(take("he", id), "grants.conflict_not_yours");
    EXPECT_EQ(take("wu", id), "none");
    EXPECT_EQ(take("wu", id), "grants.conflict_taken");
    EXPECT_EQ(waiting_for("wu"), 0U);
    EXPECT_EQ(entries("grants.conflict_taken"), 1);
}

TEST_P(ConflictTest, WithoutAColleagueTheHeadSeesToIt) {
    const auto id = declare(new_conflict());
    EXPECT_EQ(waiting_for(head_), 1U);
    EXPECT_EQ(waiting_for("wu"), 0U);  // may take it, and is not told to
    EXPECT_EQ(take(head_, id), "none");
    EXPECT_EQ(waiting_for(head_), 0U);
}

TEST_P(ConflictTest, AColleagueInConflictToo) {
    EXPECT_EQ(code_of(try_declare("wu", new_conflict())), "none");
    auto what = new_conflict();
    what.hand_to = *wu_;
    EXPECT_EQ(code_of(try_declare("lin", what)), "grants.conflict_hand_to");
    const auto id = declare(new_conflict());
    EXPECT_EQ(take("wu", id), "grants.conflict_not_yours");
}

TEST_P(ConflictTest, OnlyTheHeadWithdrawsIt) {
    const auto id = declare(new_conflict());
    EXPECT_EQ(withdraw("lin", id), "people.role_missing");
    add("otherhead", *women_, {Role::unit_head});
    EXPECT_EQ(withdraw("otherhead", id), "grants.conflict_not_yours");
    EXPECT_EQ(withdraw(head_, id, "  "), "grants.conflict_text");
    EXPECT_EQ(outcome(about(person_)), "grants.conflict_declared");
    EXPECT_EQ(withdraw(head_, id), "none");
    EXPECT_EQ(withdraw(head_, id), "grants.conflict_withdrawn");
    EXPECT_EQ(outcome(about(person_)), "permit");
    EXPECT_EQ(entries("grants.conflict_withdrawn"), 1);
    // It may be declared again.
    EXPECT_EQ(code_of(try_declare("lin", new_conflict())), "none");
}

TEST_P(ConflictTest, WhoSeesWhat) {
    declare(new_conflict());
    EXPECT_EQ(seen_by("lin").size(), 1U);
    EXPECT_EQ(seen_by("lin").front().note, "表姊");
    EXPECT_EQ(seen_by(head_).size(), 1U);
    EXPECT_EQ(seen_by("he").size(), 0U);
    add("cha", *women_, {Role::checker});
    const auto seen = seen_by("cha");
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front().case_number, std::nullopt);
    EXPECT_EQ(seen.front().note, std::nullopt);
    EXPECT_TRUE(seen.front().may.empty());
}

INSTANTIATE_TEST_SUITE_P(Both, ConflictTest, kit::both_engines(), kit::engine_name);

}  // namespace
}  // namespace menhu::grants
