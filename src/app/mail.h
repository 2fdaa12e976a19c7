#pragma once
// Notices by mail: the words, the way to the mail server, and the job that sends what waits.
//
// Promises: nothing about a person is in a mail but the address on it: it says that something waits, of which kind and
// by when, and where to look; the way is encrypted and the server's certificate and name are verified, or nothing is
// sent. Thread rule: send_notices on one thread at a time; it blocks for the network, never inside a transaction.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/config.h"
#include "app/house.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/secret.h"
#include "people/notices_waiting.h"

namespace menhu::app {

struct MailSettings {
    std::string server;  // smtps://host[:port], or smtp://host[:port] which begins with STARTTLS
    std::filesystem::path authorities;
    std::string user;  // empty: the server asks for none
    crypto::Secret password;
    std::string from;
    std::string origin;
    std::string agency_zh;
    std::string agency_en;
    base::Duration timeout{};
};

// Nothing if no server is set. Errors: those of read_secret_file.
base::Result<std::optional<MailSettings>> mail_settings(const Config& config, const law::Profile& profile);

// The whole message (RFC 5322), in Chinese and English, with its lines ended by CRLF.
std::string notice_message(const MailSettings& settings, const people::Notice& notice, base::Instant now);

// Hands one message to the server. Errors: app.mail_refused (this address will not do), app.mail_unreachable,
// app.mail_server (it does not take mail from here).
base::Result<void> send_mail(const MailSettings& settings, const std::string& to, const std::string& message);

struct MailRun {
    std::int64_t sent = 0;
    std::int64_t failed = 0;           // for now or for good
    std::optional<base::Error> error;  // the last
};
// Everything whose turn it is. One that fails does not stop the others; a server that is away does.
MailRun send_notices(House& house, const MailSettings& settings, base::Clock& clock);

}  // namespace menhu::app
