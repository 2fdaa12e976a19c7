#include "people/session.h"

#include "people/office_test.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class Session : public OfficeTest {
protected:
    void SetUp() override {
        OfficeTest::SetUp();
        lin_ = make_account("lin", {Role::case_worker});
        token_ = token_of("lin");
        start_ = now_;
    }
    base::Result<SessionLimits> extend() {
        auto answer = try_write([&](store::WriteTx& tx) {
            return extend_session(tx, *office_, {.token = token_, .from = from_console}, now_);
        });
        if (!answer) return answer.error();
        return SessionLimits{answer->value()};
    }
    std::int64_t expire() {
        return write([&](store::WriteTx& tx) { return expire_sessions(tx, *office_, now_); });
    }
    std::optional<AccountId> lin_;
    std::string token_;
    base::Instant start_{};
};
INSTANTIATE_TEST_SUITE_P(Both, Session, kit::both_engines(), kit::engine_name);

TEST_P(Session, UnknownTokensAreNobodys) {
    for (const std::string& token : {std::string{}, std::string{"x"}, std::string(43, 'A'), token_ + "A",
                                     token_.substr(1), std::string(43, '!')}) {
        EXPECT_EQ(code_of(who(token)), "people.no_session");
    }
    EXPECT_TRUE(is_sign_in_needed(who("").error()));
}

TEST_P(Session, IdleLimitHoldsToTheMillisecond) {
    now_ = start_ + 15min - 1ms;
    EXPECT_EQ(code_of(who(token_)), "none");
    now_ = start_ + 15min;
    EXPECT_EQ(code_of(who(token_)), "people.session_expired");
    EXPECT_TRUE(is_sign_in_needed(who(token_).error()));
}

TEST_P(Session, ActsSlideTheIdleLimitAndLooksDoNot) {
    now_ = start_ + 14min;
    EXPECT_EQ(good(who(token_)).session()->slide, SessionLimits::Slide::due);
    good(who(token_));
    EXPECT_EQ(good(who(token_)).session()->idle_expires_at, start_ + 15min);
    EXPECT_EQ(good(acts(token_)).session()->idle_expires_at, start_ + 29min);
    EXPECT_EQ(good(who(token_)).session()->idle_expires_at, start_ + 29min);
}

TEST_P(Session, TheSlideIsWrittenAtMostEveryFifteenSeconds) {
    now_ = start_ + 15s - 1ms;
    EXPECT_EQ(good(acts(token_)).session()->idle_expires_at, start_ + 15min);
    now_ = start_ + 15s;
    EXPECT_EQ(good(acts(token_)).session()->idle_expires_at, start_ + 15min + 15s);
}

TEST_P(Session, AbsoluteLimitEndsABusySession) {
    for (now_ = start_; now_ < start_ + 10h; now_ += 10min) {
        ASSERT_EQ(code_of(acts(token_)), "none");
    }
    now_ = start_ + 10h - 1ms;
    EXPECT_EQ(code_of(who(token_)), "none");
    now_ = start_ + 10h;
    EXPECT_EQ(code_of(who(token_)), "people.session_expired");
}

TEST_P(Session, ExtendsExactlyOnce) {
    now_ = start_ + 14min;
    const SessionLimits limits = good(extend());
    EXPECT_EQ(limits.idle_expires_at, now_ + 15min);
    EXPECT_EQ(limits.absolute_expires_at, start_ + 10h + 15min);
    EXPECT_EQ(limits.extension, SessionLimits::Extension::used);
    EXPECT_EQ(code_of(extend()), "people.extension_used");
    EXPECT_EQ(good(who(token_)).session()->extension, SessionLimits::Extension::used);
    EXPECT_EQ(trail_of("people.session_extended").size(), 1U);
    now_ = limits.idle_expires_at;
    EXPECT_EQ(code_of(extend()), "people.session_expired");
}

TEST_P(Session, SignOutEndsItOnce) {
    for (int i = 0; i < 2; ++i) {
        write([&](store::WriteTx& tx) { return sign_out(tx, *office_, token_, now_); });
        EXPECT_EQ(code_of(who(token_)), "people.no_session");
    }
    const auto entered = trail_of("people.signed_out");
    ASSERT_EQ(entered.size(), 1U);
    EXPECT_EQ(entered.front().account, lin_->number());
}

TEST_P(Session, ExpiryIsEnteredOnceWithItsInstant) {
    now_ = start_ + 15min - 1ms;
    EXPECT_EQ(expire(), 0);
    now_ = start_ + 16min;
    EXPECT_EQ(expire(), 2);  // the administrator's too
    EXPECT_EQ(expire(), 0);
    const auto entered = trail_of("people.session_expired");
    ASSERT_EQ(entered.size(), 2U);
    EXPECT_EQ(fact(entered.front(), "expired_at"), base::to_rfc3339(start_ + 15min));
    EXPECT_EQ(code_of(who(token_)), "people.no_session");
}

TEST_P(Session, ASuspendedAccountIsStillNamedAndMayDoNothing) {
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, chief(), *lin_, "測試", now_); });
    const Actor actor = good(who(token_));
    EXPECT_EQ(actor.account(), *lin_);
    EXPECT_EQ(actor.standing(), Standing::suspended);
    EXPECT_FALSE(actor.may_act());
    EXPECT_TRUE(actor.roles().empty());
    EXPECT_EQ(code_of(require(actor, Role::case_worker)), "people.account_inactive");
    EXPECT_EQ(code_of(extend()), "people.account_inactive");
    now_ += 14min;
    EXPECT_EQ(good(acts(token_)).session()->idle_expires_at, start_ + 15min);  // it slides no more
    // Restored, the account signs in anew; the old session does not come back.
    write([&](store::WriteTx& tx) { return restore(tx, *office_, chief(), *lin_, "測試", now_); });
    EXPECT_EQ(code_of(who(token_)), "people.no_session");
    EXPECT_EQ(good(who(token_of("lin"))).standing(), Standing::active);
}

TEST_P(Session, TheAccountsEndTurnsOnTheMillisecondInsideASession) {
    const base::Instant end = start_ + 5min;
    write([&](store::WriteTx& tx) {
        return set_validity(tx, *office_, chief(), *lin_, start_ - 24h, std::optional{end}, now_);
    });
    now_ = end - 1ms;
    EXPECT_TRUE(good(who(token_)).may_act());
    now_ = end;
    EXPECT_EQ(good(who(token_)).standing(), Standing::expired);
    EXPECT_TRUE(good(who(token_)).roles().empty());
}

TEST_P(Session, CsrfBelongsToItsToken) {
    const std::string other = token_of("lin");
    EXPECT_TRUE(csrf_matches(token_, csrf_token(token_)));
    EXPECT_FALSE(csrf_matches(token_, csrf_token(other)));
    EXPECT_FALSE(csrf_matches(token_, token_));
    EXPECT_FALSE(csrf_matches(token_, ""));
}

TEST_P(Session, TheTokenItselfIsNowhereInTheStore) {
    const auto row = good(store_->read([&](store::ReadTx& tx) {
        return tx.all(store::Statement{"test.hashes", "SELECT token_hash FROM people_sessions ORDER BY id"},
                      [](const store::Row& found) { return *found.maybe_bytes(0); });
    }));
    ASSERT_EQ(row.size(), 2U);
    for (const base::Bytes& hash : row) {
        EXPECT_EQ(hash.size(), 32U);
        EXPECT_NE(hash, *base::from_base64url(token_));
    }
}

}  // namespace
}  // namespace menhu::people
