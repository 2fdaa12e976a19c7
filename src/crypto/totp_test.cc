#include "crypto/totp.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <set>

namespace menhu::crypto {
namespace {

base::Instant seconds(std::int64_t since_1970) { return base::from_millis(since_1970 * 1000); }

// RFC 6238 appendix B, its eight digits cut to the last six.
TEST(Totp, MakesTheCodesOfTheStandard) {
    const Secret secret = Secret::copy_of("12345678901234567890");
    const std::array<std::pair<std::int64_t, std::string_view>, 6> known{{{59, "287082"},
                                                                          {1111111109, "081804"},
                                                                          {1111111111, "050471"},
                                                                          {1234567890, "005924"},
                                                                          {2000000000, "279037"},
                                                                          {20000000000, "353130"}}};
    for (const auto& [at, code] : known) EXPECT_EQ(totp_code(secret, totp_step(seconds(at))), code);
}

TEST(Totp, SecretsAreBase32) {
    EXPECT_EQ(totp_secret_text(Secret::copy_of("12345678901234567890")), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(totp_secret_text(Secret::copy_of("foobar")), "MZXW6YTBOI");
    EXPECT_EQ(totp_secret_text(Secret::copy_of("f")), "MY");
    base::SeededRandom random{1};
    EXPECT_EQ(totp_secret_text(new_totp_secret(random)).size(), 32U);
}

TEST(Totp, TakesOneStepBeforeAndAfterAndNoneTwice) {
    base::SeededRandom random{3};
    const Secret secret = new_totp_secret(random);
    const auto now = seconds(1'800'000'015);
    const auto step = totp_step(now);
    for (const std::int64_t by : {-1, 0, 1}) {
        EXPECT_EQ(match_totp(secret, totp_code(secret, step + by), now, 0), step + by);
    }
    EXPECT_FALSE(match_totp(secret, totp_code(secret, step - 2), now, 0));
    EXPECT_FALSE(match_totp(secret, totp_code(secret, step + 2), now, 0));
    EXPECT_FALSE(match_totp(secret, totp_code(secret, step), now, step));
    EXPECT_FALSE(match_totp(secret, totp_code(secret, step - 1), now, step));
    EXPECT_EQ(match_totp(secret, totp_code(secret, step + 1), now, step), step + 1);
    const std::string code = totp_code(secret, step);
    EXPECT_EQ(match_totp(secret, code.substr(0, 3) + " " + code.substr(3), now, 0), step);
    for (const std::string& not_a_code : {std::string{}, code.substr(1), code + "0", std::string{"abcdef"}}) {
        EXPECT_FALSE(match_totp(secret, not_a_code, now, 0)) << not_a_code;
    }
}

// Another program's codes: oathtool (OATH Toolkit), for many secrets and instants.
TEST(Totp, AgreesWithOathtool) {
    base::SeededRandom random{11};
    for (int i = 0; i < 40; ++i) {
        const Secret secret = new_totp_secret(random);
        const auto at = static_cast<std::int64_t>(random.below(4'000'000'000U));
        const std::string command =
            "oathtool --totp=sha1 -b --now=@" + std::to_string(at) + " " + totp_secret_text(secret) + " 2>&1";
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe{::popen(command.c_str(), "r"), ::pclose};
        ASSERT_TRUE(pipe);
        std::array<char, 64> line{};
        ASSERT_NE(std::fgets(line.data(), line.size(), pipe.get()), nullptr);
        EXPECT_EQ(std::string{line.data()}, totp_code(secret, totp_step(seconds(at))) + "\n") << "at " << at;
    }
}

}  // namespace
}  // namespace menhu::crypto
