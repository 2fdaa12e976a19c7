// The second factor, step-up, sign-in rules, separations at use, and who is signed in elsewhere; clock standing still.
#include "people/prove.h"

#include "crypto/totp.h"
#include "people/credential.h"
#include "people/my_sessions.h"
#include "people/office_test.h"
#include "people/start_session.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class Prove : public OfficeTest {
protected:
    void SetUp() override {
        OfficeTest::SetUp();
        lin_ = make_account("lin", {Role::case_worker});
    }
    Presented shown(const std::string& token, std::string_view from = "192.0.2.7") const {
        return {.token = token, .from = from};
    }
    // Enrols codes by time in a session; answers the secret.
    crypto::Secret enrol(const std::string& token) {
        const auto offer =
            write([&](store::WriteTx& tx) { return offer_totp(tx, *office_, random_, shown(token), now_); });
        crypto::Secret key = secret_of(offer.secret);
        const std::string code = crypto::totp_code(key, crypto::totp_step(now_));
        write([&](store::WriteTx& tx) { return confirm_totp(tx, *office_, shown(token), code, random_, now_); });
        now_ += 30s;  // the code just used is not used again
        return key;
    }
    static crypto::Secret secret_of(std::string_view base32) {
        constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        base::Bytes bytes;
        unsigned held = 0;
        int bits = 0;
        for (const char c : base32) {
            held = (held << 5U | static_cast<unsigned>(letters.find(c))) & 0xFFFFU;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.push_back(static_cast<std::uint8_t>(held >> static_cast<unsigned>(bits)));
            }
        }
        return crypto::Secret::copy_of(bytes);
    }
    std::string code(const crypto::Secret& key) const { return crypto::totp_code(key, crypto::totp_step(now_)); }
    SignInAnswer prove(const std::string& token, std::string_view code) {
        return good(prove_by_code(*store_, *office_, random_, shown(token), code, now_)).value();
    }
    static std::string refusal(const SignInAnswer& answer) {
        const auto* refused = std::get_if<SignInRefused>(&answer);
        return refused ? std::string{refused->code} : "none";
    }
    static const SignedIn& in(const SignInAnswer& answer) { return std::get<SignedIn>(answer); }
    void rules(std::string_view text) {
        const std::string whole = "[[sign_in]]\nroles = [\"case_worker\"]\n" + std::string{text} +
                                  "\nclause = \"F2.2\"\narticle = \"x\"\norigin = \"choice\"\n";
        auto loaded = law::SignInRules::load({"own.toml", whole}, profile_);
        if (!loaded) throw std::runtime_error{law::describe(loaded.error())};
        profile_.replace_sign_in_rules(*std::move(loaded));
    }
    base::Result<Actor> from(const std::string& token, std::string_view address) {
        return store_->read([&](store::ReadTx& tx) { return identify(tx, *office_, shown(token, address), now_); });
    }
    std::optional<AccountId> lin_;
};
INSTANTIATE_TEST_SUITE_P(Both, Prove, kit::both_engines(), kit::engine_name);

TEST_P(Prove, APasswordAloneDoesNothingOnceThereIsASecondFactor) {
    const std::string first = token_of("lin");
    const auto key = enrol(first);
    EXPECT_EQ(good(who(first)).duty(), Duty::none);  // it enrolled the factor, so it has it

    const SignInAnswer half = try_sign_in("lin", strong);
    EXPECT_EQ(in(half).duty, Duty::must_prove_second);
    const std::string token = in(half).token;
    const Actor actor = good(who(token));
    EXPECT_FALSE(actor.may_act());
    EXPECT_TRUE(actor.roles().empty());
    EXPECT_EQ(code_of(require(actor, Role::case_worker)), "people.must_prove_second");
    EXPECT_EQ(code_of(may_enrol(actor, now_)), "people.must_prove_second");

    const SignInAnswer whole = prove(token, code(key));
    EXPECT_EQ(in(whole).duty, Duty::none);
    EXPECT_EQ(code_of(who(token)), "people.no_session");  // another token since
    EXPECT_TRUE(good(who(in(whole).token)).has(Role::case_worker));
    EXPECT_EQ(fact(trail_of("people.signed_in").front(), "method"), "password_totp");
    EXPECT_EQ(trail_of("people.first_factor_proved").size(), 1U);
}

TEST_P(Prove, AHalfSessionWaitsForMinutesOnlyAndCannotBeExtendedOrChangeThePassword) {
    const auto key = enrol(token_of("lin"));
    const std::string token = in(try_sign_in("lin", strong)).token;
    EXPECT_EQ(code_of(try_write([&](store::WriteTx& tx) { return extend_session(tx, *office_, shown(token), now_); })),
              "people.must_prove_second");
    EXPECT_EQ(code_of(change_password(*store_, *office_, random_, shown(token), secret(strong),
                                      secret("Green-Kettle-48-Snow"), now_)),
              "people.must_prove_second");
    now_ += 5min - 1ms;
    EXPECT_EQ(good(who(token)).duty(), Duty::must_prove_second);
    good(acts(token));  // acting does not prolong it
    now_ += 1ms;
    EXPECT_EQ(code_of(who(token)), "people.session_expired");
}

TEST_P(Prove, ACodeWorksOnceAndWrongOnesLockLikePasswords) {
    const auto key = enrol(token_of("lin"));
    const std::string once = code(key);
    EXPECT_EQ(refusal(prove(in(try_sign_in("lin", strong)).token, once)), "none");
    // Seen over the shoulder: the same code again.
    const std::string token = in(try_sign_in("lin", strong)).token;
    EXPECT_EQ(refusal(prove(token, once)), "people.code_wrong");
    // A right password in between does not set the count back.
    EXPECT_EQ(refusal(prove(in(try_sign_in("lin", strong)).token, "000000")), "people.code_wrong");
    EXPECT_EQ(refusal(prove(in(try_sign_in("lin", strong)).token, "000001")), "people.code_wrong");
    const std::string last = in(try_sign_in("lin", strong)).token;
    EXPECT_EQ(refusal(prove(last, "000002")), "people.code_wrong");
    EXPECT_EQ(refusal(prove(last, "000003")), "people.sign_in_locked");
    EXPECT_EQ(code_of(who(last)), "people.no_session");
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.sign_in_locked");
    now_ += 15min - 1ms;
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.sign_in_locked");
    now_ += 1ms;
    EXPECT_EQ(refusal(prove(in(try_sign_in("lin", strong)).token, code(key))), "none");
}

TEST_P(Prove, WhoMustHaveASecondFactorEnrolsItBeforeAnythingElse) {
    rules("second_factor = true");
    const SignInAnswer answer = try_sign_in("lin", strong);
    EXPECT_EQ(in(answer).duty, Duty::must_enrol);
    const std::string token = in(answer).token;
    EXPECT_EQ(code_of(require(good(who(token)), Role::case_worker)), "people.must_enrol");
    const auto key = enrol(token);
    EXPECT_EQ(good(who(token)).duty(), Duty::none);
    // The last one cannot be taken away again.
    EXPECT_EQ(code_of(try_write([&](store::WriteTx& tx) { return remove_totp(tx, *office_, shown(token), now_); })),
              "people.last_credential");
}

TEST_P(Prove, ARoleThatComesToNeedASecondFactorNeedsItAtOnce) {
    const std::string token = token_of("lin");
    EXPECT_EQ(good(who(token)).duty(), Duty::none);
    rules("second_factor = true");
    EXPECT_EQ(good(who(token)).duty(), Duty::must_enrol);
}

TEST_P(Prove, AProofIsFreshForTheProfilesMinutesToTheMillisecond) {
    const std::string token = token_of("lin");
    now_ += 10min - 1ms;
    EXPECT_EQ(code_of(require_fresh(good(who(token)), now_)), "none");
    now_ += 1ms;
    EXPECT_EQ(code_of(require_fresh(good(who(token)), now_)), "people.step_up_needed");
    EXPECT_EQ(code_of(may_enrol(good(who(token)), now_)), "people.step_up_needed");
    const auto wrong = good(prove_again_by_password(*store_, *office_, shown(token), secret("Wrong-Kettle-1"), now_));
    EXPECT_EQ(refusal(wrong.value()), "people.sign_in_refused");
    EXPECT_EQ(code_of(require_fresh(good(who(token)), now_)), "people.step_up_needed");
    const auto again = good(prove_again_by_password(*store_, *office_, shown(token), secret(strong), now_));
    EXPECT_EQ(refusal(again.value()), "none");
    EXPECT_EQ(code_of(require_fresh(good(who(token)), now_)), "none");
    EXPECT_EQ(fact(trail_of("people.proved_again").front(), "method"), "password");

    const auto key = enrol(token);
    good(acts(token));
    now_ += 10min;
    EXPECT_EQ(code_of(require_fresh(good(who(token)), now_)), "people.step_up_needed");
    EXPECT_EQ(refusal(good(prove_again_by_code(*store_, *office_, shown(token), code(key), now_)).value()), "none");
    EXPECT_EQ(code_of(require_fresh(good(who(token)), now_)), "none");
}

TEST_P(Prove, WhoCannotProveItFiveTimesLosesTheSession) {
    const std::string token = token_of("lin");
    for (int i = 0; i < 4; ++i) {
        const auto wrong = good(prove_again_by_password(*store_, *office_, shown(token), secret("Wrong-1"), now_));
        EXPECT_EQ(refusal(wrong.value()), "people.sign_in_refused");
    }
    const auto last = good(prove_again_by_password(*store_, *office_, shown(token), secret("Wrong-1"), now_));
    EXPECT_EQ(refusal(last.value()), "people.sign_in_locked");
    EXPECT_EQ(code_of(who(token)), "people.no_session");
    EXPECT_EQ(fact(trail_of("people.session_ended").front(), "why"), "locked");
}

TEST_P(Prove, HoursHoldAtSignInAndAtEveryUse) {
    // 2026-11-23 is a Monday; 01:00 UTC is 09:00 in Taipei.
    rules("hours = \"08:00-18:00\"\nweekdays = [\"monday\", \"tuesday\"]");
    const std::string token = token_of("lin");
    EXPECT_EQ(good(who(token)).standing(), Standing::active);
    now_ = instant("2026-11-23T09:59:59.999Z");
    const std::string late = token_of("lin");
    EXPECT_TRUE(good(who(late)).has(Role::case_worker));
    now_ += 1ms;  // 18:00
    const Actor outside = good(who(late));
    EXPECT_EQ(outside.standing(), Standing::outside_hours);
    EXPECT_EQ(code_of(require(outside, Role::case_worker)), "people.outside_hours");
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.outside_hours");
    EXPECT_EQ(fact(trail_of("people.sign_in_failed").front(), "why"), "outside_hours");
    EXPECT_EQ(refusal(try_sign_in("lin", "Wrong-Kettle-2")), "people.sign_in_refused");  // only who is right is told
    now_ = instant("2026-11-25T01:00:00.000Z");                                          // Wednesday
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.outside_hours");
    now_ = instant("2026-11-24T00:00:00.000Z");  // Tuesday, 08:00
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "none");
}

TEST_P(Prove, NetworksHoldAtSignInAndAtEveryUse) {
    rules("networks = [\"192.0.2.0/24\", \"2001:db8::/32\"]");
    const std::string token = token_of("lin");  // from 192.0.2.7
    EXPECT_EQ(good(from(token, "192.0.2.200")).standing(), Standing::active);
    EXPECT_EQ(good(from(token, "2001:db8::9")).standing(), Standing::active);
    EXPECT_EQ(good(from(token, "::ffff:192.0.2.1")).standing(), Standing::active);
    for (const std::string_view address : {"192.0.3.1", "2001:db9::1", "unknown"}) {
        EXPECT_EQ(good(from(token, address)).standing(), Standing::outside_network) << address;
    }
    EXPECT_EQ(code_of(require(good(from(token, "198.51.100.1")), Role::case_worker)), "people.outside_network");
    // Nor is an address that nobody gave in a network; and from outside nothing keeps the session alive.
    EXPECT_EQ(good(who(token)).standing(), Standing::outside_network);
    const auto extend = [&](std::string_view address) {
        return attempt([&](store::WriteTx& tx) { return extend_session(tx, *office_, shown(token, address), now_); });
    };
    EXPECT_EQ(extend("198.51.100.1"), "people.outside_network");
    EXPECT_EQ(extend(""), "people.outside_network");
    EXPECT_EQ(code_of(change_password(*store_, *office_, random_, shown(token, "198.51.100.1"), secret(strong),
                                      secret("Green-Kettle-48-Snow"), now_)),
              "people.outside_network");
    EXPECT_EQ(extend("192.0.2.9"), "none");
    EXPECT_EQ(good(from(token, from_console)).standing(), Standing::active);
    const auto refused = good(sign_in(*store_, *office_, random_, "lin", secret(strong), "198.51.100.1", now_));
    EXPECT_EQ(refusal(refused.value()), "people.outside_network");
}

TEST_P(Prove, ASecondPlaceIsNoticedAndByRuleRefused) {
    const std::string first = token_of("lin");
    EXPECT_TRUE(trail_of("people.signed_in_elsewhere").empty());
    const std::string second = token_of("lin");
    EXPECT_EQ(fact(trail_of("people.signed_in_elsewhere").front(), "others"), "1");
    const auto elsewhere = [&](const std::string& token) {
        return good(
            store_->read([&](store::ReadTx& tx) { return sessions_elsewhere(tx, *office_, shown(token), now_); }));
    };
    EXPECT_EQ(elsewhere(first), 1);
    rules("elsewhere = \"refused\"");
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.elsewhere_refused");
    write([&](store::WriteTx& tx) { return sign_out(tx, *office_, first, now_); });
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.elsewhere_refused");
    now_ += 15min;  // the other is idle
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "none");
    EXPECT_EQ(code_of(who(second)), "people.session_expired");
}

TEST_P(Prove, SessionsAreListedAndEndedByTheirOwnerOnly) {
    const std::string here = token_of("lin");
    now_ += 1min;
    const std::string there =
        std::get<SignedIn>(
            good(sign_in(*store_, *office_, random_, "lin", secret(strong), "2001:db8::5", now_)).value())
            .token;
    const auto list = [&](const std::string& token) {
        return good(store_->read([&](store::ReadTx& tx) { return my_sessions(tx, *office_, shown(token), now_); }));
    };
    const auto mine = list(here);
    ASSERT_EQ(mine.size(), 2U);
    EXPECT_EQ(mine[0].from, "2001:db8::5");
    EXPECT_EQ(mine[0].place, MySession::Place::elsewhere);
    EXPECT_EQ(mine[0].method, "password");
    EXPECT_EQ(mine[1].from, "192.0.2.7");
    EXPECT_EQ(mine[1].place, MySession::Place::here);
    make_account("other", {Role::case_worker});
    const std::string others = token_of("other");
    const auto end = [&](const std::string& token, SessionId id) {
        return code_of(
            try_write([&](store::WriteTx& tx) { return end_my_session(tx, *office_, shown(token), id, now_); }));
    };
    EXPECT_EQ(end(others, mine[0].id), "people.not_your_session");
    EXPECT_EQ(code_of(who(there)), "none");
    EXPECT_EQ(end(here, mine[0].id), "none");
    EXPECT_EQ(code_of(who(there)), "people.no_session");
    EXPECT_EQ(end(here, mine[0].id), "people.no_such_session");
    EXPECT_EQ(list(here).size(), 1U);
}

TEST_P(Prove, WhereASessionCameFromIsSealed) {
    token_of("lin");
    const auto found = good(store_->read([&](store::ReadTx& tx) {
        constexpr store::Statement statement{"test.sources", "SELECT source_sealed FROM people_sessions ORDER BY id"};
        return tx.all(statement, [](const store::Row& row) { return row.maybe_bytes(0); });
    }));
    for (const auto& sealed : found) {
        ASSERT_TRUE(sealed);
        EXPECT_EQ(std::string(base::as_text(*sealed)).find("192.0.2"), std::string::npos);
    }
}

TEST_P(Prove, SeparatedRolesMayDoNothingHoweverTheyCameTogether) {
    const std::string token = token_of("lin");
    // Behind the product's back: the case worker becomes a checker, too.
    write([&](store::WriteTx& tx) -> base::Result<std::int64_t> {
        constexpr store::Statement statement{
            "test.roles",
            "INSERT INTO people_account_terms (account_id, number, from_at, unit_id, roles, state, valid_from, "
            "valid_until, recorded_at, recorded_by, application_id) SELECT account_id, number + 1, $2, unit_id, $3, "
            "state, valid_from, valid_until, $2, 0, NULL FROM people_account_terms WHERE account_id = $1"};
        return tx.run(statement, lin_->number(), now_, Roles{Role::case_worker, Role::checker}.bits());
    });
    const Actor actor = good(who(token));
    EXPECT_EQ(actor.standing(), Standing::separated);
    EXPECT_TRUE(actor.roles().empty());
    EXPECT_EQ(code_of(require(actor, Role::case_worker)), "people.account_inactive");
    EXPECT_EQ(refusal(try_sign_in("lin", strong)), "people.sign_in_refused");
}

TEST_P(Prove, APasswordOfAnotherCostIsMadeAnewAtSignIn) {
    const auto hash = [&] {
        return good(store_->read([&](store::ReadTx& tx) {
                   constexpr store::Statement statement{
                       "test.hash",
                       "SELECT hash FROM people_passwords WHERE account_id = $1 ORDER BY number DESC LIMIT 1"};
                   return tx.one(
                       statement, [](const store::Row& row) { return std::string{row.text(0)}; }, lin_->number());
               }))
            .value();
    };
    const std::string before = hash();
    token_of("lin");
    EXPECT_EQ(hash(), before);
    const auto dearer = good(Office::open(*ledger_, profile_, installation_, crypto::Secret::random(32, random_),
                                          random_, {.memory_kib = 16, .passes = 2}));
    EXPECT_EQ(refusal(good(sign_in(*store_, *dearer, random_, "lin", secret(strong), "192.0.2.7", now_)).value()),
              "none");
    EXPECT_NE(hash(), before);
    EXPECT_NE(hash().find("m=16,t=2"), std::string::npos);
    token_of("lin");  // and the password is the same
}

}  // namespace
}  // namespace menhu::people
