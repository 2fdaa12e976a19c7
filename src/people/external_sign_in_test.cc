// Sign-in of somebody who was proved outside. Proofs come from real signatures of a test authority, since nothing but
// federation makes a Proven.
#include "people/external_sign_in.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "crypto/certificate.h"
#include "federation/federation.h"
#include "kit/authority.h"
#include "people/identity.h"
#include "people/notice.h"
#include "people/office_test.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class Outside : public OfficeTest {
protected:
    void SetUp() override {
        OfficeTest::SetUp();
        std::filesystem::create_directories(folder_);
        std::ofstream{folder_ / "ca.pem"} << root_.certificate();
        std::ofstream{folder_ / "crl.pem"} << root_.revocations({}, now_ - 1h, now_ + 24h * 30);
        federation::Settings settings;
        settings.card = federation::CardSettings{
            .origin = "https://menhu.test", .authorities = folder_ / "ca.pem", .revocations = folder_ / "crl.pem"};
        federation_ =
            std::make_unique<federation::Federation>(std::move(settings), crypto::Secret::random(32, random_));
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    federation::Proven proven(const std::string& serial) {
        const auto issued = root_.issue({.serial = serial, .from = now_ - 1h, .until = now_ + 24h * 30});
        const auto token = crypto::open_software_token(issued.certificate, crypto::Secret::copy_of(issued.key)).value();
        const auto challenge = federation_->card()->challenge(random_, now_);
        const auto signature = good(token->sign_cms(challenge.text));
        return good(
            federation_->card()->prove({.challenge = challenge.text, .signature = signature, .certificate = {}}, now_));
    }
    SignInAnswer sign_in_as(const federation::Proven& who, std::string_view token = {}) {
        return good(sign_in_proven(*store_, *office_, random_, who, {.token = token, .from = "192.0.2.9"}, now_))
            .value();
    }
    static std::string code(const SignInAnswer& answer) {
        const auto* refused = std::get_if<SignInRefused>(&answer);
        return refused == nullptr ? "none" : std::string{refused->code};
    }
    base::Result<store::Committed<IdentityId>> try_bind(const Actor& by, AccountId account, std::string subject,
                                                        std::string provider = "certificate") {
        return store_->write([&](store::WriteTx& tx) {
            return bind_identity(tx, *office_, by,
                                 {.account = account, .provider = provider, .subject = std::move(subject)}, random_,
                                 now_);
        });
    }
    IdentityId bind(AccountId account, std::string subject) {
        return good(try_bind(chief(), account, std::move(subject))).value();
    }

    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("menhu-outside-test-" + std::to_string(getpid()));
    kit::Authority root_{"測試憑證管理中心", now_ - 24h * 100};
    std::unique_ptr<federation::Federation> federation_;
};
INSTANTIATE_TEST_SUITE_P(Both, Outside, kit::both_engines(), kit::engine_name);

TEST_P(Outside, WhoIsBoundSignsInWithTheRolesOfTheAccount) {
    const auto lin = make_account("lin", {Role::case_worker});
    bind(lin, "0000000100000001");
    const auto answer = sign_in_as(proven("0000000100000001"));
    ASSERT_EQ(code(answer), "none");
    const auto actor = good(who(std::get<SignedIn>(answer).token));
    EXPECT_EQ(actor.account(), lin);
    EXPECT_TRUE(actor.has(Role::case_worker));
    const auto made = trail_of("people.signed_in");
    EXPECT_EQ(fact(made.front(), "method"), "certificate");
    const auto bound = trail_of("people.identity_bound");
    ASSERT_EQ(bound.size(), 1U);
    EXPECT_EQ(fact(bound[0], "about_account"), lin.text());
    for (const auto& [name, value] : bound[0].facts)
        EXPECT_EQ(value.find("0000000100000001"), std::string::npos) << name;
}

TEST_P(Outside, WhoIsBoundToNothingIsToldAndNoAccountComesIntoBeing) {
    make_account("lin", {Role::case_worker});
    EXPECT_EQ(code(sign_in_as(proven("0000000100000009"))), "people.identity_unbound");
    const auto refused = trail_of("people.proof_refused");
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(fact(refused[0], "why"), "unbound");
    EXPECT_EQ(good(store_->read([&](store::ReadTx& tx) { return accounts(tx, now_); })).size(), 2U);
}

TEST_P(Outside, AProofServesOnce) {
    bind(make_account("lin", {Role::case_worker}), "0000000100000001");
    const auto proof = proven("0000000100000001");
    EXPECT_EQ(code(sign_in_as(proof)), "none");
    EXPECT_EQ(code(sign_in_as(proof)), "people.proof_used");
    EXPECT_EQ(fact(trail_of("people.proof_refused").front(), "why"), "used");
    EXPECT_EQ(code(sign_in_as(proven("0000000100000001"))), "none");  // a new one
}

TEST_P(Outside, WithinASessionItIsAFreshProofOfThatSession) {
    const auto lin = make_account("lin", {Role::case_worker});
    bind(lin, "0000000100000001");
    bind(make_account("wu", {Role::case_worker}), "0000000100000002");
    const auto token = std::get<SignedIn>(sign_in_as(proven("0000000100000001"))).token;
    now_ += office_->numbers().step_up.value;
    EXPECT_LE(good(who(token)).session()->fresh_until, now_);
    const auto again = sign_in_as(proven("0000000100000001"), token);
    EXPECT_EQ(std::get<SignedIn>(again).token, token);  // no other session
    EXPECT_GT(good(who(token)).session()->fresh_until, now_);
    EXPECT_EQ(fact(trail_of("people.proved_again").front(), "method"), "certificate");
    // Another person's card at the same desk starts that one's own session; a token that is over is no session.
    EXPECT_NE(std::get<SignedIn>(sign_in_as(proven("0000000100000002"), token)).token, token);
    EXPECT_EQ(good(who(token)).account(), lin);
    write([&](store::WriteTx& tx) { return sign_out(tx, *office_, token, now_); });
    EXPECT_NE(std::get<SignedIn>(sign_in_as(proven("0000000100000001"), token)).token, token);
}

TEST_P(Outside, SuspendedAndLockedOnesStayOut) {
    const auto lin = make_account("lin", {Role::case_worker});
    bind(lin, "0000000100000001");
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, chief(), lin, "test", now_); });
    EXPECT_EQ(code(sign_in_as(proven("0000000100000001"))), "people.sign_in_refused");
    const auto wu = make_account("wu", {Role::case_worker});
    bind(wu, "0000000100000002");
    for (std::int64_t i = 0; i < office_->numbers().sign_in_failures.value; ++i) try_sign_in("wu", "wrong");
    EXPECT_EQ(code(sign_in_as(proven("0000000100000002"))), "people.sign_in_locked");
    now_ += office_->numbers().sign_in_lock.value;
    EXPECT_EQ(code(sign_in_as(proven("0000000100000002"))), "none");
}

TEST_P(Outside, AnIdentityIsOfOneAccountAndAnAccountHasOneOfAProvider) {
    const auto lin = make_account("lin", {Role::case_worker});
    const auto wu = make_account("wu", {Role::case_worker});
    bind(lin, "0000000100000001");
    EXPECT_EQ(code_of(try_bind(chief(), wu, "0000000100000001")), "people.identity_taken");
    EXPECT_EQ(code_of(try_bind(chief(), lin, "0000000100000002")), "people.identity_taken");
    EXPECT_EQ(code_of(try_bind(chief(), lin, "lin.mh", "ldap")), "none");
    EXPECT_EQ(code_of(try_bind(chief(), wu, "Lin.MH", "ldap")), "none");  // another subject: case counts
    EXPECT_EQ(code_of(try_bind(chief(), wu, "", "moi")), "people.identity_ill_formed");
    EXPECT_EQ(code_of(try_bind(chief(), wu, "a\nb", "moi")), "people.identity_ill_formed");
    EXPECT_EQ(code_of(try_bind(chief(), wu, std::string(256, 'x'), "moi")), "people.identity_ill_formed");
    EXPECT_EQ(code_of(try_bind(chief(), AccountId{5}, "x", "moi")), "people.not_found");
}

TEST_P(Outside, OnlyAnAdministratorBindsAndNeverForOneself) {
    const auto lin = make_account("lin", {Role::case_worker});
    const auto by_lin = good(who(token_of("lin")));
    EXPECT_EQ(code_of(try_bind(by_lin, lin, "x")), "people.role_missing");
    EXPECT_EQ(code_of(try_bind(chief(), chief().account(), "x")), "people.own_account");
}

TEST_P(Outside, UnbindingEndsTheSessionsAndTheWayIn) {
    const auto lin = make_account("lin", {Role::case_worker});
    const auto identity = bind(lin, "0000000100000001");
    const auto answer = sign_in_as(proven("0000000100000001"));
    const auto token = std::get<SignedIn>(answer).token;
    const auto listed =
        good(store_->read([&](store::ReadTx& tx) { return identities(tx, *office_, chief(), lin, now_); }));
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].subject, "0000000100000001");
    EXPECT_EQ(listed[0].bound_by, chief().account());
    write([&](store::WriteTx& tx) { return unbind_identity(tx, *office_, chief(), lin, identity, now_); });
    EXPECT_EQ(code_of(who(token)), "people.no_session");
    EXPECT_EQ(code(sign_in_as(proven("0000000100000001"))), "people.identity_unbound");
    EXPECT_EQ(code_of(try_write(
                  [&](store::WriteTx& tx) { return unbind_identity(tx, *office_, chief(), lin, identity, now_); })),
              "people.not_found");
    bind(make_account("wu", {Role::case_worker}), "0000000100000001");  // free again
}

TEST_P(Outside, AnAccountOfNoDirectoryIsLeftToItsPassword) {
    make_account("lin", {Role::case_worker});
    const auto ask = [&](std::string_view name, DirectorySignIn how) {
        return good(sign_in_by_directory(*store_, *office_, random_, how, name, secret(strong), "192.0.2.9", now_));
    };
    EXPECT_FALSE(ask("lin", {.directory = nullptr}));
    EXPECT_FALSE(ask("nobody", {.directory = nullptr}));
    const auto wu = make_account("wu", {Role::case_worker});
    good(try_bind(chief(), wu, "wu.cy", "ldap"));
    // The directory is gone from the settings: the local password does not come back by itself.
    EXPECT_EQ(code(ask("wu", {.directory = nullptr})->value()), "people.sign_in_refused");
    EXPECT_EQ(fact(trail_of("people.sign_in_failed").front(), "why"), "wrong");
    EXPECT_FALSE(ask("wu", {.directory = nullptr, .local_passwords = LocalPasswords::accepted}));
}

TEST_P(Outside, ADirectoryThatIsDownIsSaidPlainly) {
    const auto wu = make_account("wu", {Role::case_worker});
    good(try_bind(chief(), wu, "wu.cy", "ldap"));
    federation::DirectorySettings settings;
    settings.address = "ldaps://127.0.0.1:1";
    settings.name_template = "uid={name},dc=example";
    const federation::Directory directory{std::move(settings)};
    const auto asked = sign_in_by_directory(*store_, *office_, random_, {.directory = &directory}, "wu", secret(strong),
                                            "192.0.2.9", now_);
    EXPECT_EQ(code_of(asked), "federation.directory_unreachable");
    EXPECT_TRUE(trail_of("people.sign_in_failed").empty());  // nobody failed
}

}  // namespace
}  // namespace menhu::people
