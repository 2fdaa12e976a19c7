// Signatures by certificate: what is believed, and everything that is not.
#include "crypto/certificate.h"

#include <gtest/gtest.h>

#include "kit/authority.h"

namespace menhu::crypto {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view challenge = "Menhu sign-in v1\nhttps://menhu.example\n2026-11-23T01:02:00.000Z\nabc\ndef";

class Certificates : public testing::Test {
protected:
    static base::Instant at(std::string_view text) { return *base::from_rfc3339(text); }

    kit::Holder holder() const { return {.from = now_ - 24h, .until = now_ + 24h * 365}; }
    std::string authorities() const { return root_.certificate() + issuer_.certificate(); }
    std::string revocations(const std::vector<std::int64_t>& numbers = {}) const {
        return root_.revocations({}, now_ - 1h, now_ + 24h) + issuer_.revocations(numbers, now_ - 1h, now_ + 24h);
    }
    CertificateTrust trust(const std::vector<std::int64_t>& numbers = {}) const {
        return CertificateTrust::open(authorities(), revocations(numbers)).value();
    }
    static std::unique_ptr<SigningToken> token_of(const kit::Issued& issued) {
        return open_software_token(issued.certificate, Secret::copy_of(issued.key)).value();
    }
    // Both ways, which must agree.
    std::string code(const CertificateTrust& trust, const kit::Issued& issued, base::Instant now) const {
        const auto token = token_of(issued);
        const auto raw = trust.verify_raw(token->certificate(), token->sign(challenge).value(), challenge, now);
        const auto cms = trust.verify_cms(token->sign_cms(challenge).value(), challenge, now);
        const auto name = [](const auto& result) {
            return result ? std::string{"none"} : std::string{result.error().code()};
        };
        EXPECT_EQ(name(raw), name(cms));
        return name(cms);
    }

    base::Instant now_ = at("2026-11-23T01:00:00.000Z");
    kit::Authority root_{"GRCA 測試", now_ - 24h * 400};
    mutable kit::Authority issuer_{"MOICA 測試", now_ - 24h * 300, root_};
};

TEST_F(Certificates, TheHolderIsNamed) {
    for (const auto key : {kit::Holder::Key::p256, kit::Holder::Key::rsa_2048}) {
        auto who = holder();
        who.key = key;
        const auto token = token_of(issuer_.issue(who));
        for (const auto& result :
             {trust().verify_cms(token->sign_cms(challenge).value(), challenge, now_),
              trust().verify_raw(token->certificate(), token->sign(challenge).value(), challenge, now_)}) {
            ASSERT_TRUE(result) << result.error().describe();
            EXPECT_EQ(result->name, "王小明");
            EXPECT_EQ(result->subject_serial, "0000000112345678");
            EXPECT_EQ(result->issuer, "MOICA 測試");
        }
    }
}

TEST_F(Certificates, OnlyThisChallengeAndThisKey) {
    const auto token = token_of(issuer_.issue(holder()));
    const auto other = token_of(issuer_.issue(holder()));
    const auto trusted = trust();
    EXPECT_EQ(trusted.verify_cms(token->sign_cms("another").value(), challenge, now_).error().code(),
              "crypto.certificate_signature");
    EXPECT_EQ(trusted.verify_raw(token->certificate(), token->sign("another").value(), challenge, now_).error().code(),
              "crypto.certificate_signature");
    EXPECT_EQ(trusted.verify_raw(token->certificate(), other->sign(challenge).value(), challenge, now_).error().code(),
              "crypto.certificate_signature");
    auto bytes = token->sign_cms(challenge).value();
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 7) {  // a bit of every part, in turn
        bytes[i] ^= 1U;
        accepted += trusted.verify_cms(bytes, challenge, now_) ? 1 : 0;
        bytes[i] ^= 1U;
    }
    EXPECT_LE(accepted, bytes.size() / 7 / 10);  // what is not signed, such as an unused field, may change
    bytes.push_back(0);
    EXPECT_EQ(trusted.verify_cms(bytes, challenge, now_).error().code(), "crypto.certificate_ill_formed");
    EXPECT_EQ(trusted.verify_cms({}, challenge, now_).error().code(), "crypto.certificate_ill_formed");
    EXPECT_EQ(trusted.verify_raw({}, {}, challenge, now_).error().code(), "crypto.certificate_ill_formed");
}

TEST_F(Certificates, TheTimeIsTheCallers) {
    const auto issued = issuer_.issue(holder());
    const auto lists = root_.revocations({}, now_ - 24h * 30, now_ + 24h * 3650) +
                       issuer_.revocations({}, now_ - 24h * 30, now_ + 24h * 3650);
    const auto trusted = CertificateTrust::open(authorities(), lists).value();
    EXPECT_EQ(code(trusted, issued, now_), "none");
    EXPECT_EQ(code(trusted, issued, now_ - 25h), "crypto.certificate_expired");
    EXPECT_EQ(code(trusted, issued, now_ + 24h * 366), "crypto.certificate_expired");
}

TEST_F(Certificates, RevocationIsAskedAndMustBeInForce) {
    const auto issued = issuer_.issue(holder());
    EXPECT_EQ(code(trust({issued.number}), issued, now_), "crypto.certificate_revoked");
    EXPECT_EQ(code(trust(), issued, now_ + 25h), "crypto.revocations_stale");
    const auto without = CertificateTrust::open(authorities(), root_.revocations({}, now_ - 1h, now_ + 24h)).value();
    EXPECT_EQ(code(without, issued, now_), "crypto.revocations_stale");
}

TEST_F(Certificates, OnlyTheAuthoritiesThatWereGiven) {
    kit::Authority stranger{"MOICA 測試", now_ - 24h * 300};
    EXPECT_EQ(code(trust(), stranger.issue(holder()), now_), "crypto.certificate_untrusted");
    EXPECT_EQ(CertificateTrust::open("", revocations()).error().code(), "crypto.authorities_unusable");
    EXPECT_EQ(CertificateTrust::open(issuer_.certificate(), revocations()).error().code(),
              "crypto.authorities_unusable");  // no root
    EXPECT_EQ(CertificateTrust::open(issuer_.issue(holder()).certificate, revocations()).error().code(),
              "crypto.authorities_unusable");
    EXPECT_EQ(CertificateTrust::open(authorities(), "").error().code(), "crypto.revocations_unusable");
}

TEST_F(Certificates, OnlyForSignaturesAndStrongEnough) {
    auto who = holder();
    who.use = kit::Holder::Use::encryption;
    EXPECT_NE(code(trust(), issuer_.issue(who), now_), "none");
    who = holder();
    who.kind = kit::Holder::Kind::authority;
    EXPECT_NE(code(trust(), root_.issue(who), now_), "none");
    who = holder();
    who.key = kit::Holder::Key::rsa_1024;
    EXPECT_EQ(code(trust(), issuer_.issue(who), now_), "crypto.certificate_unfit");
}

TEST_F(Certificates, ATokenIsAKeyWithItsCertificate) {
    const auto one = issuer_.issue(holder());
    const auto other = issuer_.issue(holder());
    EXPECT_EQ(open_software_token(one.certificate, Secret::copy_of(other.key)).error().code(), "crypto.token_unusable");
    EXPECT_EQ(open_software_token("", Secret::copy_of(one.key)).error().code(), "crypto.token_unusable");
}

}  // namespace
}  // namespace menhu::crypto
