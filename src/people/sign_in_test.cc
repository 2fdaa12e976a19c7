#include "people/sign_in.h"

#include <atomic>
#include <thread>

#include "people/office_test.h"
#include "people/one_time_token.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class SignIn : public OfficeTest {
protected:
    std::string_view refusal(const SignInAnswer& answer) {
        if (const auto* refused = std::get_if<SignInRefused>(&answer)) return refused->code;
        return "signed in";
    }
    std::vector<std::string_view> fail(std::string_view name, int times) {
        std::vector<std::string_view> codes;
        for (int i = 0; i < times; ++i) codes.push_back(refusal(try_sign_in(name, "Wrong-Kettle-47-Rain")));
        return codes;
    }
};
INSTANTIATE_TEST_SUITE_P(Both, SignIn, kit::both_engines(), kit::engine_name);

TEST_P(SignIn, GivesASessionWithTheProfilesLimits) {
    const AccountId account = make_account("lin", {Role::case_worker});
    const SignInAnswer answer = try_sign_in("LIN", strong);  // capitals do not matter
    ASSERT_TRUE(std::holds_alternative<SignedIn>(answer));
    const auto& in = std::get<SignedIn>(answer);
    EXPECT_EQ(in.account, account);
    EXPECT_EQ(in.token.size(), 43U);
    EXPECT_EQ(in.limits.idle_expires_at, now_ + 15min);
    EXPECT_EQ(in.limits.absolute_expires_at, now_ + 10h);
    EXPECT_EQ(in.limits.extension, SessionLimits::Extension::left);
    EXPECT_EQ(in.duty, Duty::none);
    const Actor actor = good(who(in.token));
    EXPECT_EQ(actor.account(), account);
    EXPECT_EQ(actor.account_name(), "lin");
    EXPECT_EQ(actor.unit_name(), "甲科");
    EXPECT_TRUE(actor.has(Role::case_worker));
    EXPECT_FALSE(actor.has(Role::checker));
    const auto entered = trail_of("people.signed_in");
    ASSERT_EQ(entered.size(), 2U);  // the administrator's before
    EXPECT_EQ(entered.front().account, account.number());
    EXPECT_NE(entered.front().month, 0);  // where from is sealed
    const auto found = good(store_->read([&](store::ReadTx& tx) { return find_account(tx, "lin", now_); }));
    EXPECT_EQ(found->last_signed_in, now_);
}

TEST_P(SignIn, AnswersTheSameWhateverIsWrong) {
    make_account("lin", {Role::case_worker});
    const AccountId wu = make_account("wu", {Role::case_worker});
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, chief(), wu, "測試", now_); });
    const auto unknown = std::get<SignInRefused>(try_sign_in("nobody", strong));
    for (const auto& answer :
         {try_sign_in("lin", "Wrong-Kettle-47-Rain"), try_sign_in("wu", strong),
          try_sign_in("wu", "Wrong-Kettle-47-Rain"), try_sign_in("", ""), try_sign_in("lin'; --", strong)}) {
        const auto refused = std::get<SignInRefused>(answer);
        EXPECT_EQ(refused.code, "people.sign_in_refused");
        EXPECT_EQ(refused.code, unknown.code);
        EXPECT_EQ(refused.reason_zh, unknown.reason_zh);
        EXPECT_EQ(refused.reason_en, unknown.reason_en);
        EXPECT_EQ(refused.locked_until, unknown.locked_until);
    }
}

TEST_P(SignIn, FailuresAreEnteredWithoutTheTypedName) {
    make_account("lin", {Role::case_worker});
    fail("my-secret-typed-into-the-wrong-field", 1);
    fail("lin", 1);
    const auto entered = trail_of("people.sign_in_failed");
    ASSERT_EQ(entered.size(), 2U);
    for (const auto& entry : entered) {
        const auto leaf = good(ledger::encode_leaf({.kind = entry.kind,
                                                    .account = entry.account,
                                                    .unit = entry.unit,
                                                    .grant = {},
                                                    .purpose = {},
                                                    .case_commitment = {},
                                                    .person = {},
                                                    .counts = {},
                                                    .facts = entry.facts,
                                                    .secret = {}},
                                                   entry.at, 0, {}));
        EXPECT_FALSE(base::as_text(leaf).contains("secret-typed"));
        EXPECT_EQ(fact(entry, "name_tag").size(), 32U);
    }
    EXPECT_NE(fact(entered[0], "name_tag"), fact(entered[1], "name_tag"));
    EXPECT_EQ(fact(entered[1], "why"), "unknown");
    EXPECT_EQ(entered[1].account, 0);
    EXPECT_EQ(fact(entered[0], "why"), "wrong");
}

TEST_P(SignIn, FiveFailuresLockForFifteenMinutesToTheMillisecond) {
    make_account("lin", {Role::case_worker});
    for (const std::string_view name : {"lin", "no-such-account"}) {
        const auto codes = fail(name, 5);
        EXPECT_EQ(codes, (std::vector<std::string_view>{"people.sign_in_refused", "people.sign_in_refused",
                                                        "people.sign_in_refused", "people.sign_in_refused",
                                                        "people.sign_in_locked"}))
            << name;
    }
    const base::Instant start = now_;
    EXPECT_EQ(std::get<SignInRefused>(try_sign_in("lin", strong)).locked_until, start + 15min);
    now_ = start + 15min - 1ms;
    EXPECT_EQ(refusal(try_sign_in("Lin", strong)), "people.sign_in_locked");  // nor with capitals
    now_ = start + 15min;
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "signed in");
    EXPECT_EQ(trail_of("people.sign_in_locked").size(), 2U);
}

TEST_P(SignIn, TheLockIsNotProlongedByAttemptsAndCountsAnewAfterwards) {
    make_account("lin", {Role::case_worker});
    fail("lin", 5);
    const base::Instant start = now_;
    now_ = start + 10min;
    fail("lin", 20);
    now_ = start + 15min;
    EXPECT_EQ(fail("lin", 4).back(), "people.sign_in_refused");
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "signed in");
    EXPECT_EQ(fail("lin", 4).back(), "people.sign_in_refused");  // the success has cleared the count
    EXPECT_EQ(fail("lin", 1).back(), "people.sign_in_locked");
}

TEST_P(SignIn, TheLockSurvivesANewStart) {
    make_account("lin", {Role::case_worker});
    fail("lin", 5);
    store_.reopen(store_.settings());
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.sign_in_locked");
}

TEST_P(SignIn, GuessesAtTheSameTimeAreStillFive) {
    make_account("lin", {Role::case_worker});
    std::vector<std::jthread> guessers;
    std::atomic<int> refused = 0;
    std::atomic<int> locked = 0;
    for (int i = 0; i < 24; ++i) {
        guessers.emplace_back([&, i] {
            base::SeededRandom random{static_cast<std::uint64_t>(100 + i)};
            const auto answer =
                good(sign_in(*store_, *office_, random, "lin", secret("Wrong-Kettle-47-Rain"), "192.0.2.8", now_));
            ++(refusal(answer.value()) == "people.sign_in_locked" ? locked : refused);
        });
    }
    guessers.clear();
    EXPECT_EQ(refused, 4);
    EXPECT_EQ(locked, 20);
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.sign_in_locked");
}

TEST_P(SignIn, ARightPasswordThatComesLateToALockIsRefused) {
    const AccountId account = make_account("lin", {Role::case_worker});
    fail("lin", 5);
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.sign_in_locked");
    // A recovery by an administrator opens the lock.
    const Actor by = chief();
    write([&](store::WriteTx& tx) { return recover_account(tx, *office_, by, account, "x", random_, now_); });
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "signed in");
}

}  // namespace
}  // namespace menhu::people
