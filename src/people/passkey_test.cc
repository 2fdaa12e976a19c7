// Passkeys and one-time tokens: enrolment, sign-in, second factor, step-up, recovery.
#include "people/passkey.h"

#include "people/credential.h"
#include "people/office_test.h"
#include "people/one_time_token.h"
#include "people/passkey_device.h"
#include "people/prove.h"
#include "people/term.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class Passkeys : public OfficeTest {
protected:
    void SetUp() override {
        OfficeTest::SetUp();
        lin_ = make_account("lin", {Role::case_worker});
    }
    Presented shown(const std::string& token) const { return {.token = token, .from = "192.0.2.7"}; }
    Challenge to_enrol(const std::string& token) {
        return write(
            [&](store::WriteTx& tx) { return challenge_enrolment(tx, *office_, random_, shown(token), now_); });
    }
    Challenge to_sign_in() {
        return write([&](store::WriteTx& tx) { return challenge_sign_in(tx, *office_, random_, now_); });
    }
    Challenge to_prove(const std::string& token) {
        return write([&](store::WriteTx& tx) { return challenge_proof(tx, *office_, random_, shown(token), now_); });
    }
    base::Result<PasskeyId> add(const std::string& token, const Challenge& challenge, const NewPasskey& made) {
        auto added = try_write([&](store::WriteTx& tx) {
            return add_passkey(tx, *office_, random_, site_, shown(token), challenge.id, made, now_);
        });
        if (!added) return added.error();
        return PasskeyId{added->value()};
    }
    PasskeyId enrol(const std::string& token) {
        const auto challenge = to_enrol(token);
        return good(add(token, challenge, device_.make(challenge, "my key")));
    }
    base::Result<SignInAnswer> answer(const std::string& token, const Challenge& challenge, PasskeyAnswer given) {
        auto answered =
            answer_challenge(*store_, *office_, random_, site_, shown(token), challenge.id, std::move(given), now_);
        if (!answered) return answered.error();
        return SignInAnswer{answered->value()};
    }
    static std::string refusal(const base::Result<SignInAnswer>& answer) {
        if (!answer) return std::string{answer.error().code()};
        const auto* refused = std::get_if<SignInRefused>(&*answer);
        return refused ? std::string{refused->code} : "none";
    }
    Recovery recover() {
        const Actor by = chief();
        return write([&](store::WriteTx& tx) {
            return recover_account(tx, *office_, by, *lin_, "lost the telephone", random_, now_);
        });
    }
    base::Result<SignInAnswer> redeem(std::string_view token) {
        return SignInAnswer{good(redeem_token(*store_, *office_, random_, token, "192.0.2.7", now_)).value()};
    }
    static std::string token_in(const base::Result<SignInAnswer>& answer) { return std::get<SignedIn>(*answer).token; }
    PasswordAnswer set_password(const std::string& token, std::string_view next) {
        return good(change_password(*store_, *office_, random_, {.token = token, .from = from_console},
                                    crypto::Secret{}, secret(next), now_))
            .value();
    }

    std::optional<AccountId> lin_;
    PasskeySite site_ = passkey_site("https://menhu.example:8443").value();
    PasskeyDevice device_{random_, site_};
};
INSTANTIATE_TEST_SUITE_P(Both, Passkeys, kit::both_engines(), kit::engine_name);

TEST(PasskeySite, ComesFromAnAddressWithAName) {
    const auto origin = [](std::string_view url) {
        const auto site = passkey_site(url);
        return site ? site->id + " " + site->origin : std::string{"none"};
    };
    EXPECT_EQ(origin("https://Menhu.Example.gov.tw:8443/"), "menhu.example.gov.tw https://menhu.example.gov.tw:8443");
    EXPECT_EQ(origin("https://menhu.example:443"), "menhu.example https://menhu.example");
    EXPECT_EQ(origin("https://localhost:8443"), "localhost https://localhost:8443");
    EXPECT_EQ(origin("http://localhost:8080"), "localhost http://localhost:8080");
    for (const std::string_view url :
         {"", "menhu.example", "http://menhu.example", "https://127.0.0.1:8443", "https://[::1]:8443", "https://",
          "https://a..b", "https://-a.b", "https://a-.b", "https://a_b", "https://a:b", "https://a:", "https://a/b",
          "https://a:08443", "ftp://a"}) {
        EXPECT_EQ(origin(url), "none") << url;
    }
}

TEST_P(Passkeys, SignInWithNothingElseIsTwoFactors) {
    enrol(token_of("lin"));
    now_ += 1h;
    const auto challenge = to_sign_in();
    const auto in = answer("", challenge, device_.answer(challenge));
    ASSERT_EQ(refusal(in), "none");
    EXPECT_EQ(std::get<SignedIn>(*in).duty, Duty::none);
    EXPECT_TRUE(good(who(token_in(in))).has(Role::case_worker));
    EXPECT_EQ(fact(trail_of("people.signed_in").front(), "method"), "passkey");
    const auto known = good(store_->read([&](store::ReadTx& tx) { return credentials_of(tx, *office_, *lin_, now_); }));
    ASSERT_EQ(known.passkeys.size(), 1U);
    EXPECT_EQ(known.passkeys[0].name, "my key");
    EXPECT_EQ(known.passkeys[0].last_used_at, now_);
}

TEST_P(Passkeys, AChallengeIsGoodOnceForMinutesAndForOneThing) {
    const std::string token = token_of("lin");
    enrol(token);
    const auto once = to_sign_in();
    EXPECT_EQ(refusal(answer("", once, device_.answer(once))), "none");
    EXPECT_EQ(refusal(answer("", once, device_.answer(once))), "people.challenge_over");
    const auto late = to_sign_in();
    now_ += 5min;
    EXPECT_EQ(refusal(answer("", late, device_.answer(late))), "people.challenge_over");
    // One that was asked for by a session serves that session only, and the other way round.
    const auto bound = to_prove(token);
    EXPECT_EQ(refusal(answer("", bound, device_.answer(bound))), "people.no_session");
    const auto bound_again = to_prove(token);
    EXPECT_EQ(refusal(answer(token_of("chief"), bound_again, device_.answer(bound_again))), "people.challenge_over");
    const auto enrolment = to_enrol(token);
    EXPECT_EQ(refusal(answer(token, enrolment, device_.answer(enrolment))), "people.challenge_over");
    const auto free = to_sign_in();
    EXPECT_EQ(code_of(add(token, free, device_.make(free, "my key"))), "people.challenge_over");
}

TEST_P(Passkeys, IsASecondFactorAfterThePassword) {
    enrol(token_of("lin"));
    const std::string half = token_of("lin");
    EXPECT_EQ(good(who(half)).duty(), Duty::must_prove_second);
    const auto awaited = good(store_->read([&](store::ReadTx& tx) { return second_factors_of(tx, *lin_); }));
    EXPECT_EQ(awaited, std::vector<std::string_view>{"passkey"});
    const auto challenge = to_prove(half);
    EXPECT_EQ(challenge.passkeys.size(), 1U);
    const auto whole = answer(half, challenge, device_.answer(challenge));
    ASSERT_EQ(refusal(whole), "none");
    EXPECT_EQ(code_of(who(half)), "people.no_session");
    EXPECT_TRUE(good(who(token_in(whole))).may_act());
    EXPECT_EQ(fact(trail_of("people.signed_in").front(), "method"), "password_passkey");
}

TEST_P(Passkeys, IsAFreshProof) {
    const std::string token = token_of("lin");
    enrol(token);
    now_ += 10min;
    EXPECT_EQ(code_of(require_fresh(good(who(token)), now_)), "people.step_up_needed");
    const auto challenge = to_prove(token);
    EXPECT_EQ(refusal(answer(token, challenge, device_.answer(challenge))), "none");
    EXPECT_EQ(code_of(require_fresh(good(who(token)), now_)), "none");
}

TEST_P(Passkeys, WhatIsNotSignedForThisIsRefusedAndRecorded) {
    enrol(token_of("lin"));
    const auto tries = [&](auto change) {
        const auto challenge = to_sign_in();
        auto given = device_.answer(challenge);
        change(given, challenge);
        return refusal(answer("", challenge, std::move(given)));
    };
    EXPECT_EQ(tries([](auto&, auto&) {}), "none");
    EXPECT_EQ(tries([](auto& given, auto&) { given.signature[3] ^= 1; }), "people.passkey_refused");
    EXPECT_EQ(tries([](auto& given, auto&) { given.credential[0] ^= 1; }), "people.passkey_refused");
    EXPECT_EQ(tries([](auto& given, auto&) { given.user_handle.reset(); }), "people.passkey_refused");
    EXPECT_EQ(tries([&](auto& given, auto&) { given.user_handle = chief_->text(); }), "people.passkey_refused");
    EXPECT_EQ(tries([&](auto& given, auto&) { given.client_data = device_.client_data("webauthn.get", "AAAA"); }),
              "people.passkey_refused");
    // Signed by the device, but by a page of another site, or for another act.
    const auto signed_as = [&](std::string_view act, std::string_view origin) {
        const auto challenge = to_sign_in();
        device_.site().origin = origin;
        auto given = device_.answer_as(act, challenge);
        device_.site().origin = site_.origin;
        return refusal(answer("", challenge, std::move(given)));
    };
    EXPECT_EQ(signed_as("webauthn.get", site_.origin), "none");
    EXPECT_EQ(signed_as("webauthn.get", "https://evil.example"), "people.passkey_refused");
    EXPECT_EQ(signed_as("webauthn.create", site_.origin), "people.passkey_refused");
    device_.flags = 0x01;  // nobody gave finger, face or PIN
    EXPECT_EQ(tries([](auto&, auto&) {}), "people.passkey_refused");
    device_.flags = 0x05;
    device_.count = 0;  // a copy that counts from the start
    EXPECT_EQ(tries([](auto&, auto&) {}), "people.passkey_refused");
    EXPECT_EQ(fact(trail_of("people.sign_in_failed").front(), "why"), "passkey_copied");
}

TEST(ClientData, IsOfThisActChallengeAndSite) {
    const PasskeySite site = passkey_site("https://menhu.example").value();
    const crypto::Digest hash = crypto::sha256(base::ByteView{base::Bytes(32, 7)});
    const std::string challenge = base::to_base64url(base::Bytes(32, 7));
    const auto holds = [&](std::string text) {
        for (auto at = text.find('@'); at != std::string::npos; at = text.find('@')) text.replace(at, 1, challenge);
        return is_client_data_of(text, "webauthn.get", hash, site);
    };
    EXPECT_TRUE(holds(R"({"type":"webauthn.get","challenge":"@","origin":"https://menhu.example"})"));
    EXPECT_TRUE(holds(
        R"({"type":"webauthn.get","challenge":"@","origin":"https://menhu.example","crossOrigin":false,"x":{"y":[1]}})"));
    for (const char* wrong :
         {"", "{}", "[]", "null", R"({"type":"webauthn.create","challenge":"@","origin":"https://menhu.example"})",
          R"({"type":"webauthn.get","challenge":"@","origin":"https://menhu.example:8443"})",
          R"({"type":"webauthn.get","challenge":"@","origin":"http://menhu.example"})",
          R"({"type":"webauthn.get","challenge":"@=","origin":"https://menhu.example"})",
          R"({"type":"webauthn.get","challenge":"","origin":"https://menhu.example"})",
          R"({"type":"webauthn.get","challenge":"@","origin":"https://menhu.example","crossOrigin":true})",
          R"({"type":"webauthn.get","challenge":"@","origin":"https://menhu.example","crossOrigin":"false"})",
          R"({"type":"webauthn.get","challenge":"@","origin":"https://menhu.example","topOrigin":"https://a"})",
          R"({"type":["webauthn.get"],"challenge":"@","origin":"https://menhu.example"})",
          R"({"type":"webauthn.get","type":"webauthn.get","challenge":"@","origin":"https://menhu.example"})"}) {
        EXPECT_FALSE(holds(wrong)) << wrong;
    }
}

TEST_P(Passkeys, OneIsEnrolledOnceAndBoundToTheSessionThatAsked) {
    const std::string token = token_of("lin");
    const auto first = to_enrol(token);
    const auto made = device_.make(first, "my key");
    make_account("other", {Role::case_worker});
    EXPECT_EQ(code_of(add(token_of("other"), first, made)), "people.challenge_over");
    const auto second = to_enrol(token);
    EXPECT_EQ(code_of(add(token, second, device_.make(second, "my key"))), "none");
    const auto third = to_enrol(token);
    EXPECT_EQ(third.passkeys.size(), 1U);  // the browser is told not to make it again
    EXPECT_EQ(code_of(add(token, third, device_.make(third, "again"))), "people.passkey_exists");
    EXPECT_EQ(trail_of("people.passkey_added").size(), 1U);
}

TEST_P(Passkeys, AreRemovedByTheirOwnerAfterAFreshProof) {
    const std::string token = token_of("lin");
    const PasskeyId id = enrol(token);
    const auto remove = [&](const std::string& by) {
        return code_of(
            try_write([&](store::WriteTx& tx) { return remove_passkey(tx, *office_, shown(by), id, now_); }));
    };
    make_account("other", {Role::case_worker});
    EXPECT_EQ(remove(token_of("other")), "people.no_such_credential");
    now_ += 10min;
    EXPECT_EQ(remove(token), "people.step_up_needed");
    good(prove_again_by_password(*store_, *office_, shown(token), secret(strong), now_));
    EXPECT_EQ(remove(token), "none");
    EXPECT_EQ(good(who(token_of("lin"))).duty(), Duty::none);
}

TEST(OneTimeToken, IsReadAsPeopleTypeIt) {
    base::SeededRandom random{1};
    const std::string token = new_one_time_token(random);
    EXPECT_EQ(token.size(), 32U);  // 26 letters and digits, six hyphens
    std::string typed;
    for (const char c : token) {
        if (c == '-') {
            typed += ' ';
        } else {
            typed += c == '0' ? 'o' : c == '1' ? 'l' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    EXPECT_EQ(one_time_token_hash(typed), one_time_token_hash(token));
    EXPECT_NE(one_time_token_hash(token.substr(1)), one_time_token_hash(token));
    EXPECT_NE(new_one_time_token(random), token);
}

TEST_P(Passkeys, ARecoveryStartsTheAccountAnew) {
    const std::string old = token_of("lin");
    enrol(old);
    const Recovery recovery = recover();
    EXPECT_EQ(recovery.expires_at, now_ + 30min);
    EXPECT_EQ(code_of(who(old)), "people.no_session");  // ended at once
    const auto begun = redeem(recovery.token);
    ASSERT_EQ(refusal(begun), "none");
    EXPECT_EQ(std::get<SignedIn>(*begun).duty, Duty::must_enrol);
    const std::string token = token_in(begun);
    EXPECT_TRUE(good(who(token)).roles().empty());
    // What was known before opens nothing any more.
    EXPECT_TRUE(std::holds_alternative<SignInRefused>(try_sign_in("lin", strong)));
    const auto stale = to_sign_in();
    EXPECT_EQ(refusal(answer("", stale, device_.answer(stale))), "people.passkey_refused");
    // Not the former password again, nor a weak one.
    EXPECT_TRUE(std::holds_alternative<PasswordRefused>(set_password(token, strong)));
    EXPECT_TRUE(std::holds_alternative<PasswordRefused>(set_password(token, "short")));
    EXPECT_TRUE(std::holds_alternative<PasswordChanged>(set_password(token, "Green-Kettle-48-Snow")));
    EXPECT_EQ(good(who(token)).duty(), Duty::none);
    EXPECT_TRUE(good(who(token_of("lin", "Green-Kettle-48-Snow"))).may_act());
    EXPECT_EQ(fact(trail_of("people.token_redeemed").front(), "use"), "recovery");
    EXPECT_EQ(fact(trail_of("people.account_recovered").front(), "about_account"), lin_->text());
}

TEST_P(Passkeys, ANewAccountBeginsWithATokenAndHasNoPasswordThatSomebodyKnows) {
    const Actor by = chief();
    const auto make = [&](const NewAccount& account) {
        return try_write(
            [&](store::WriteTx& tx) { return create_account_to_activate(tx, *office_, by, account, random_, now_); });
    };
    const auto wanted = new_account("ho", {Role::case_worker});
    const Activation made = good(make(wanted)).value();
    EXPECT_EQ(made.expires_at, after(wanted.from, office_->numbers().claim_code_validity.value));
    EXPECT_EQ(fact(trail_of("people.account_created").front(), "first_password"), "activation_token");
    EXPECT_EQ(code_of(make(wanted)), "people.account_exists");
    EXPECT_EQ(code_of(make(new_account("H", {Role::case_worker}))), "people.account_ill_formed");
    EXPECT_EQ(code_of(make(new_account("hu", {Role::case_worker, Role::checker}))), "people.roles_separated");
    auto elsewhere = new_account("hu", {Role::case_worker});
    elsewhere.unit = UnitId{1};
    EXPECT_NE(code_of(make(elsewhere)), "none");
    EXPECT_EQ(trail_of("people.account_created").size(), 3U) << "what is refused leaves nothing";
    EXPECT_TRUE(std::holds_alternative<SignInRefused>(try_sign_in("ho", made.token)));
    const std::string token = token_in(redeem(made.token));
    EXPECT_EQ(good(who(token)).duty(), Duty::must_enrol);
    EXPECT_TRUE(std::holds_alternative<PasswordChanged>(set_password(token, "Green-Kettle-48-Snow")));
    EXPECT_TRUE(good(who(token_of("ho", "Green-Kettle-48-Snow"))).may_act());
    EXPECT_EQ(refusal(redeem(made.token)), "people.token_refused");
    EXPECT_EQ(fact(trail_of("people.token_redeemed").front(), "use"), "activation");
    const Actor worker = good(who(token));
    EXPECT_EQ(code_of(try_write([&](store::WriteTx& tx) {
                  return create_account_to_activate(tx, *office_, worker, new_account("hu", {Role::case_worker}),
                                                    random_, now_);
              })),
              "people.role_missing");
}

TEST_P(Passkeys, ARecoveredAccountCanGoOnWithAPasskeyAlone) {
    const std::string token = token_in(redeem(recover().token));
    const PasskeyId id = enrol(token);
    EXPECT_EQ(good(who(token)).duty(), Duty::none);
    const auto challenge = to_sign_in();
    EXPECT_EQ(refusal(answer("", challenge, device_.answer(challenge))), "none");
    // It is the only door.
    EXPECT_EQ(
        code_of(try_write([&](store::WriteTx& tx) { return remove_passkey(tx, *office_, shown(token), id, now_); })),
        "people.last_credential");
}

TEST_P(Passkeys, ATokenWorksOnceInTimeAndOnlyTheNewestOne) {
    const Recovery first = recover();
    const Recovery second = recover();
    EXPECT_EQ(refusal(redeem(first.token)), "people.token_refused");
    EXPECT_EQ(refusal(redeem(second.token)), "none");
    EXPECT_EQ(refusal(redeem(second.token)), "people.token_refused");
    const Recovery late = recover();
    now_ = late.expires_at - 1ms;
    const auto in_time = redeem(late.token);
    EXPECT_EQ(refusal(in_time), "none");
    const Recovery later = recover();
    now_ = later.expires_at;
    EXPECT_EQ(refusal(redeem(later.token)), "people.token_refused");
    EXPECT_EQ(refusal(redeem("0000-0000-0000-0000-0000-0000-00")), "people.token_refused");
    EXPECT_EQ(fact(trail_of("people.sign_in_failed").front(), "why"), "token");
}

TEST_P(Passkeys, RecoveriesAreForThoseWhoMayAndNotForOneself) {
    const auto by = [&](const Actor& actor, AccountId account) {
        return code_of(try_write(
            [&](store::WriteTx& tx) { return recover_account(tx, *office_, actor, account, "x", random_, now_); }));
    };
    EXPECT_EQ(by(chief(), *chief_), "people.own_account");
    EXPECT_EQ(by(good(who(token_of("lin"))), *chief_), "people.role_missing");
    const Actor console = write([&](store::WriteTx& tx) { return operator_actor(tx, *office_, "test", now_); });
    EXPECT_EQ(by(console, *chief_), "none");  // brings back a lost administrator
    EXPECT_EQ(by(console, *lin_), "people.role_missing");
    const Actor administrator = chief();
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, administrator, *lin_, "x", now_); });
    const Recovery recovery = recover();
    EXPECT_EQ(refusal(redeem(recovery.token)), "people.token_refused");  // of a suspended account
}

TEST_P(Passkeys, ALostPasswordIsNotForgottenByTheHistory) {
    ASSERT_EQ(office_->numbers().password_history.value, 3);
    const auto change = [&](std::string_view from, std::string_view to) {
        now_ += std::chrono::days{2};
        const auto token = token_of("lin", from);
        const auto answer = good(change_password(*store_, *office_, random_, {.token = token, .from = from_console},
                                                 secret(from), secret(to), now_));
        return std::holds_alternative<PasswordChanged>(answer.value());
    };
    ASSERT_TRUE(change(strong, "Green-Kettle-48-Snow"));
    ASSERT_TRUE(change("Green-Kettle-48-Snow", "Amber-Kettle-49-Hail"));
    const std::string begun = token_in(redeem(recover().token));
    for (const std::string_view old :
         {strong, std::string_view{"Green-Kettle-48-Snow"}, std::string_view{"Amber-Kettle-49-Hail"}}) {
        EXPECT_TRUE(std::holds_alternative<PasswordRefused>(set_password(begun, old))) << old;
    }
    EXPECT_TRUE(std::holds_alternative<PasswordChanged>(set_password(begun, "Ivory-Kettle-50-Fog")));
}

}  // namespace
}  // namespace menhu::people
