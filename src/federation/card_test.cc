// Sign-in by certificate: the challenge, and whom a signature over it proves. What makes a signature good is tested in
// crypto.
#include "federation/card.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "crypto/certificate.h"
#include "federation/directory.h"
#include "federation/directory_text.h"
#include "federation/seal.h"
#include "kit/authority.h"

namespace menhu::federation {
namespace {

using namespace std::chrono_literals;

class Cards : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directories(folder_);
        write("authorities.pem", root_.certificate());
        write("revocations.pem", root_.revocations({}, now_ - 1h, now_ + 24h));
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(std::string_view name, std::string_view text) const {
        std::ofstream{folder_ / name, std::ios::binary} << text;
    }
    CardSettings settings(std::string origin = "https://menhu.example") const {
        return {.origin = std::move(origin),
                .authorities = folder_ / "authorities.pem",
                .revocations = folder_ / "revocations.pem"};
    }
    std::unique_ptr<crypto::SigningToken> card(std::string serial = "0000000112345678") {
        const auto issued = root_.issue({.serial = std::move(serial), .from = now_ - 1h, .until = now_ + 24h});
        numbers_.push_back(issued.number);
        return crypto::open_software_token(issued.certificate, crypto::Secret::copy_of(issued.key)).value();
    }
    base::Result<Proven> prove(const CardSignIn& site, const crypto::SigningToken& token, std::string_view challenge,
                               base::Instant now) const {
        const auto signature = token.sign_cms(challenge).value();
        return site.prove({.challenge = challenge, .signature = signature, .certificate = {}}, now);
    }
    static std::string code(const base::Result<Proven>& result) {
        return result ? "none" : std::string{result.error().code()};
    }

    base::Instant now_ = *base::from_rfc3339("2026-11-23T01:00:00.000Z");
    base::SeededRandom random_{9};
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("menhu-card-test-" + std::to_string(getpid()));
    kit::Authority root_{"測試憑證管理中心", now_ - 24h * 100};
    std::vector<std::int64_t> numbers_;
    Seal seal_{crypto::Secret::random(32, random_)};
    CardSignIn site_{settings(), seal_};
};

TEST_F(Cards, TheHolderIsProvedByBothForms) {
    const auto token = card();
    const auto challenge = site_.challenge(random_, now_);
    EXPECT_NE(challenge.text.find("\nhttps://menhu.example\n"), std::string::npos);
    const auto proven = prove(site_, *token, challenge.text, now_ + 30s);
    ASSERT_TRUE(proven) << proven.error().describe();
    EXPECT_EQ(proven->provider(), "certificate");
    EXPECT_EQ(proven->subject(), "0000000112345678");
    EXPECT_EQ(proven->name(), "王小明");
    EXPECT_EQ(proven->method(), Method::certificate);
    EXPECT_EQ(proven->assurance(), Assurance::two_factors);
    ASSERT_TRUE(proven->once());
    EXPECT_EQ(proven->once()->until, challenge.until);
    const auto signature = token->sign(challenge.text).value();
    const auto certificate = token->certificate();
    const auto raw =
        site_.prove({.challenge = challenge.text, .signature = signature, .certificate = certificate}, now_ + 30s);
    ASSERT_TRUE(raw) << raw.error().describe();
    EXPECT_EQ(raw->once()->digest, proven->once()->digest);  // one challenge, one use, in whichever form
}

TEST_F(Cards, AChallengeIsOursAndInTimeAndForThisSite) {
    const auto token = card();
    const auto challenge = site_.challenge(random_, now_);
    EXPECT_EQ(code(prove(site_, *token, challenge.text, challenge.until - 1ms)), "none");
    EXPECT_EQ(code(prove(site_, *token, challenge.text, challenge.until)), "federation.challenge_refused");
    const Seal other_seal{crypto::Secret::random(32, random_)};
    const CardSignIn other{settings(), other_seal};
    EXPECT_EQ(code(prove(other, *token, challenge.text, now_)), "federation.challenge_refused");
    const CardSignIn elsewhere{settings("https://other.example"), seal_};
    EXPECT_EQ(code(prove(elsewhere, *token, challenge.text, now_)), "federation.challenge_refused");
    auto changed = challenge.text;
    changed[changed.find("2026")] = '3';  // a later end
    EXPECT_EQ(code(prove(site_, *token, changed, now_)), "federation.challenge_refused");
    for (const auto* text : {"", "\n", "Menhu sign-in v1\n\n\n\n"}) {
        EXPECT_EQ(code(prove(site_, *token, text, now_)), "federation.challenge_refused");
    }
}

TEST_F(Cards, ARenewedListWorksWithoutARestart) {
    const auto token = card();
    EXPECT_EQ(code(prove(site_, *token, site_.challenge(random_, now_).text, now_)), "none");
    write("revocations.pem", root_.revocations(numbers_, now_ - 1h, now_ + 24h));
    std::filesystem::last_write_time(folder_ / "revocations.pem",
                                     std::filesystem::last_write_time(folder_ / "revocations.pem") + 1s);
    EXPECT_EQ(code(prove(site_, *token, site_.challenge(random_, now_).text, now_)), "crypto.certificate_revoked");
    std::filesystem::remove(folder_ / "revocations.pem");
    EXPECT_EQ(code(prove(site_, *token, site_.challenge(random_, now_).text, now_)), "federation.certificate_files");
    EXPECT_FALSE(site_.check_files());
}

TEST_F(Cards, WhoHasNoNumberIsNobody) {
    const auto token = card("");
    EXPECT_EQ(code(prove(site_, *token, site_.challenge(random_, now_).text, now_)), "federation.no_subject_serial");
}

TEST(DirectoryText, NamesAreNoFiltersAndNoPaths) {  // RFC 4515 section 4, RFC 4514 section 4
    EXPECT_EQ(escaped_for_filter("Parens R Us (for all your parenthetical needs)"),
              "Parens R Us \\28for all your parenthetical needs\\29");
    EXPECT_EQ(escaped_for_filter("*"), "\\2a");
    EXPECT_EQ(escaped_for_filter("C:\\MyFile"), "C:\\5cMyFile");
    EXPECT_EQ(escaped_for_filter(std::string_view{"a\0b", 3}), "a\\00b");
    EXPECT_EQ(escaped_for_filter("x)(|(uid=*)"), "x\\29\\28|\\28uid=\\2a\\29");
    EXPECT_EQ(escaped_for_filter("王小明"), "王小明");
    EXPECT_EQ(escaped_for_name("Smith, James"), "Smith\\, James");
    EXPECT_EQ(escaped_for_name("a,dc=evil"), "a\\,dc\\=evil");
    EXPECT_EQ(escaped_for_name("#x"), "\\#x");
    EXPECT_EQ(escaped_for_name(" x "), "\\ x\\ ");
    EXPECT_EQ(escaped_for_name("a+b\"c;d<e>f\\g"), "a\\+b\\\"c\\;d\\<e\\>f\\\\g");
    EXPECT_EQ(escaped_for_name("Before\rAfter"), "Before\\0dAfter");
    EXPECT_EQ(with_name("(|(uid={name})(mail={name}))", "lin"), "(|(uid=lin)(mail=lin))");
}

TEST(Directories, AnEmptyPasswordIsRefusedBeforeAnythingIsSent) {
    // Nothing listens here: whatever was sent would be an error and not an answer.
    const Directory directory{{.address = "ldaps://127.0.0.1:1",
                               .authorities = {},
                               .bind_name = {},
                               .bind_password = {},
                               .base = {},
                               .filter = {},
                               .name_template = "uid={name},dc=example"}};
    const auto now = base::from_millis(0);
    for (const auto* name : {"lin", ""}) {
        const auto answer = directory.prove(name, crypto::Secret{}, now);
        ASSERT_TRUE(answer);
        EXPECT_FALSE(*answer);
    }
    EXPECT_FALSE(directory.prove("lin", crypto::Secret::copy_of(std::string_view{"a\0b", 3}), now).value());
    EXPECT_EQ(directory.prove("lin", crypto::Secret::copy_of("right"), now).error().code(),
              "federation.directory_unreachable");
}

}  // namespace
}  // namespace menhu::federation
