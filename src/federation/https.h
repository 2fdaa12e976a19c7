#pragma once
// Requests to an identity provider over HTTPS. Inside the room.
//
// Promises: the certificate and its name are verified, TLS 1.2 or later; no redirect is followed and no proxy used that
// was not set here; an answer is at most 1 MiB; every request ends by the time limit. Thread rule: const calls from any
// thread; they block.
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "base/time.h"
#include "crypto/secret.h"

namespace menhu::federation {

struct HttpsSettings {
    std::filesystem::path authorities;  // PEM; empty: those that the machine trusts
    std::string proxy;                  // empty: none, whatever the environment says
    base::Duration timeout = std::chrono::seconds{10};
};

struct HttpsAnswer {
    long status = 0;
    std::string body;
};

using FormFields = std::span<const std::pair<std::string_view, std::string_view>>;

class Https {
public:
    explicit Https(HttpsSettings settings) : settings_{std::move(settings)} {}
    // Errors: federation.provider_unreachable (the detail is the library's).
    base::Result<HttpsAnswer> get(const std::string& address) const;
    // application/x-www-form-urlencoded; `authorization` is the value of that header, or empty.
    base::Result<HttpsAnswer> post(const std::string& address, FormFields fields,
                                   const crypto::Secret& authorization) const;

private:
    HttpsSettings settings_;
};

// Once, before the first request and before there are other threads.
void prepare_https();

// %XX for everything but the unreserved characters of RFC 3986.
std::string percent_encoded(std::string_view text);
// "a=b&c=d"
std::string form_encoded(FormFields fields);

}  // namespace menhu::federation
