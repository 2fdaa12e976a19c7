// What the configuration says of other servers, their secrets, and the words of a mail.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "app/config.h"
#include "app/federate.h"
#include "app/mail.h"
#include "app/mail_address.h"
#include "base/bytes.h"

namespace menhu::app {
namespace {

constexpr std::string_view good_provider =
    "[server]\norigin = \"https://menhu.example\"\n"
    "[oidc.moi]\nname_zh = \"測試\"\nissuer = \"https://id.example\"\nclient_id = \"menhu\"\n";

std::vector<std::string> problems(const std::string& text) {
    std::vector<std::string> found;
    for (const auto& problem : read_config(text, "/x").problems) found.push_back(problem.en);
    return found;
}
bool complains(const std::string& text, std::string_view of) {
    return std::ranges::any_of(problems(text),
                               [&](const std::string& one) { return one.find(of) != std::string::npos; });
}
std::string with(std::string_view text, std::string_view line) { return std::string{text} + std::string{line} + "\n"; }

TEST(OidcSettings, AGoodOneIsRead) {
    const auto reading = read_config(with(good_provider, "max_age_seconds = 0\ntwo_factors = \"always\""), "/x");
    EXPECT_TRUE(reading.problems.empty());
    ASSERT_EQ(reading.config.oidc.size(), 1U);
    const auto& provider = reading.config.oidc[0];
    EXPECT_EQ(provider.id, "moi");
    EXPECT_EQ(provider.scopes, "openid profile");
    const auto settings = federation_settings(reading.config).value();
    EXPECT_EQ(settings.providers[0].redirect, "https://menhu.example/api/v1/sign-in/oidc/moi/callback");
    EXPECT_EQ(settings.providers[0].name_en, "測試");  // where no English one is given
    EXPECT_EQ(settings.providers[0].algorithms.size(), 4U);
    EXPECT_FALSE(settings.providers[0].max_age);
    EXPECT_EQ(settings.providers[0].two_factors, federation::OpenIdSettings::TwoFactors::always);
    EXPECT_FALSE(settings.directory);
    EXPECT_FALSE(settings.card);
}

TEST(OidcSettings, WhatIsWrongIsSaid) {
    EXPECT_TRUE(complains("[oidc.moi]\nissuer = \"https://id.example\"\n", "client_id must be given"));
    EXPECT_TRUE(complains("[oidc.moi]\nissuer = \"http://id.example\"\n", "https:// address"));
    EXPECT_TRUE(complains("[oidc.moi]\nissuer = \"https://id.example\"\n", "server.origin must be given"));
    EXPECT_TRUE(complains("[oidc.ldap]\n", "is not ldap"));
    EXPECT_TRUE(complains("[oidc.\"A b\"]\n", "its name takes"));
    EXPECT_TRUE(complains("[oidc]\nmoi = 1\n", "oidc.moi must be a table"));
    EXPECT_TRUE(complains("oidc = 1\n", "oidc must hold tables"));
    EXPECT_TRUE(complains(with(good_provider, "client_secret = \"x\""), "no setting oidc.moi.client_secret"));
    EXPECT_TRUE(complains(with(good_provider, "algorithms = \"RS256 none\""), "algorithms are of"));
    EXPECT_TRUE(complains(with(good_provider, "algorithms = \"\""), "algorithms must be given"));
    EXPECT_TRUE(complains(with(good_provider, "scopes = \"profile\""), "scopes must hold openid"));
    EXPECT_TRUE(complains(with(good_provider, "two_factors = \"maybe\""), "two_factors must be one of"));
    EXPECT_TRUE(complains(with(good_provider, "max_age_seconds = -1"), "max_age_seconds must be 0 to"));
    EXPECT_TRUE(complains("[server]\norigin = \"menhu.example\"\n", "server.origin must be https://"));
    EXPECT_TRUE(complains("[server]\norigin = \"https://menhu.example/x\"\n", "server.origin must be https://"));
}

TEST(OtherServers, NothingInClearAndWhatBelongsTogether) {
    EXPECT_TRUE(complains("[ldap]\naddress = \"http://x\"\n", "ldaps:// or ldap://"));
    EXPECT_TRUE(complains("[ldap]\naddress = \"ldaps://x\"\n", "ldap.base must be given"));
    EXPECT_TRUE(complains("[ldap]\naddress = \"ldaps://x\"\nbase = \"dc=x\"\nfilter = \"(uid=lin)\"\n", "hold {name}"));
    EXPECT_TRUE(complains("[ldap]\naddress = \"ldaps://x\"\nname_template = \"uid=lin\"\n", "name_template must hold"));
    EXPECT_TRUE(complains("[ldap]\naddress = \"ldaps://x\"\nbase = \"dc=x\"\nbind_name = \"cn=x\"\n", "together"));
    EXPECT_TRUE(problems("[ldap]\naddress = \"ldaps://x\"\nbase = \"dc=x\"\n").empty());
    EXPECT_TRUE(
        complains("[certificate]\nauthorities = \"a.pem\"\n", "certificate.revocations must be given together"));
    EXPECT_TRUE(complains("[mail]\nserver = \"mail.example\"\n", "smtps:// or smtp://"));
    EXPECT_TRUE(complains("[mail]\nserver = \"smtp://mail.example\"\n", "mail.from must be"));
    EXPECT_TRUE(complains("[mail]\nserver = \"smtp://x\"\nfrom = \"a@b.tw\"\nuser = \"u\"\n", "together"));
}

TEST(SecretFiles, AreTheirOwnersAlone) {
    const auto path = std::filesystem::temp_directory_path() / ("menhu-secret-" + std::to_string(getpid()));
    std::ofstream{path} << "word\n";
    chmod(path.c_str(), 0600);
    EXPECT_EQ(read_secret_file(path).value().text(), "word");
    chmod(path.c_str(), 0640);
    EXPECT_EQ(read_secret_file(path).error().code(), "app.secret_file_mode");
    chmod(path.c_str(), 0600);
    std::ofstream{path} << "\n";
    EXPECT_EQ(read_secret_file(path).error().code(), "app.secret_file");
    std::filesystem::remove(path);
    EXPECT_EQ(read_secret_file(path).error().code(), "app.secret_file");
    EXPECT_EQ(read_secret_file(std::filesystem::temp_directory_path()).error().code(), "app.secret_file");
}

TEST(MailAddresses, NothingThatEndsAHeaderOrAnAddress) {
    for (const auto* good : {"a@b", "lin.mh+x@example.gov.tw", "o'neil@example.com"})
        EXPECT_TRUE(is_mail_address(good));
    for (const auto* bad : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "<a@b>", "a@b,c@d", "王@b.tw",
                            "\"a\"@b", "a@b;c"}) {
        EXPECT_FALSE(is_mail_address(bad)) << bad;
    }
    EXPECT_FALSE(is_mail_address(std::string(250, 'a') + "@b.tw"));
}

TEST(Mail, OfEveryKindAndAboutNobody) {
    MailSettings settings;
    settings.from = "menhu@example.gov.tw";
    settings.origin = "https://menhu.example";
    settings.agency_zh = "測試機關";
    settings.agency_en = "Test agency";
    const auto now = *base::from_rfc3339("2026-11-23T13:00:00.000Z");
    std::vector<std::string> bodies;
    for (int i = 0; i <= static_cast<int>(people::NoticeKind::training_short); ++i) {
        const people::Notice notice{.id = 7,
                                    .account = people::AccountId{9},
                                    .kind = static_cast<people::NoticeKind>(i),
                                    .about = "0000000000001",
                                    .due = *base::from_rfc3339("2026-12-01T16:00:00.000Z"),
                                    .attempts = 1,
                                    .address = "lin@example.gov.tw"};
        const auto message = notice_message(settings, notice, now);
        EXPECT_NE(message.find("Date: Mon, 23 Nov 2026 13:00:00 +0000\r\n"), std::string::npos);
        EXPECT_NE(message.find("To: <lin@example.gov.tw>\r\n"), std::string::npos);
        std::string_view rest = message;
        while (!rest.empty()) {  // RFC 5322 section 2.1.1: CRLF, and lines that every server takes
            const auto end = rest.find("\r\n");
            ASSERT_NE(end, std::string_view::npos);
            EXPECT_LE(end, 98U);
            EXPECT_EQ(rest.substr(0, end).find('\n'), std::string_view::npos);
            rest.remove_prefix(end + 2);
        }
        auto encoded = message.substr(message.find("\r\n\r\n") + 4);
        std::erase_if(encoded, [](char c) { return c == '\r' || c == '\n'; });
        const auto decoded = base::from_base64(encoded);
        ASSERT_TRUE(decoded);
        const std::string body{base::as_text(*decoded)};
        EXPECT_NE(body.find("https://menhu.example/"), std::string::npos);
        EXPECT_NE(body.find("Due: 2026-12-02"), std::string::npos);  // the day in Taipei
        EXPECT_EQ(body.find("lin"), std::string::npos);
        EXPECT_EQ(body.find("0000000000001"), std::string::npos);
        EXPECT_NE(body.front(), '\n');  // every kind has its words
        bodies.push_back(body);
    }
    std::ranges::sort(bodies);
    EXPECT_EQ(std::ranges::unique(bodies).size(), 0U);
}

}  // namespace
}  // namespace menhu::app
