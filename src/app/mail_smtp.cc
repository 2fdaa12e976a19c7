// The way to the mail server: SMTP over TLS by libcurl.
#include <curl/curl.h>

#include <cstring>
#include <memory>

#include "app/mail.h"
#include "app/mail_address.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

struct FreeCurl {
    void operator()(CURL* it) const { curl_easy_cleanup(it); }
    void operator()(curl_slist* it) const { curl_slist_free_all(it); }
};

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
    auto& left = *static_cast<std::string_view*>(from);
    const auto piece = left.substr(0, size * count);
    std::memcpy(to, piece.data(), piece.size());
    left.remove_prefix(piece.size());
    return piece.size();
}

}  // namespace

base::Result<void> send_mail(const MailSettings& settings, const std::string& to, const std::string& message) {
    if (!is_mail_address(to)) return Error{Fault::bad_input, "app.mail_refused", "form"};
    const std::unique_ptr<CURL, FreeCurl> owned{curl_easy_init()};
    CURL* handle = owned.get();
    CHECK(handle != nullptr);
    set(handle, CURLOPT_URL, settings.server.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));  // STARTTLS, or nothing
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings.authorities.empty()) {
        set(handle, CURLOPT_CAINFO, settings.authorities.c_str());
        set(handle, CURLOPT_CAPATH, nullptr);
    }
    if (!settings.user.empty()) {
        set(handle, CURLOPT_USERNAME, settings.user.c_str());
        set(handle, CURLOPT_PASSWORD, std::string{settings.password.text()}.c_str());
    }
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(handle, CURLOPT_NOSIGNAL, 1L);
    const auto limit = static_cast<long>(settings.timeout.count());
    set(handle, CURLOPT_TIMEOUT_MS, limit);
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, limit);
    const auto sender = "<" + settings.from + ">";
    const auto receiver = "<" + to + ">";
    set(handle, CURLOPT_MAIL_FROM, sender.c_str());
    const std::unique_ptr<curl_slist, FreeCurl> receivers{curl_slist_append(nullptr, receiver.c_str())};
    CHECK(receivers != nullptr);
    set(handle, CURLOPT_MAIL_RCPT, receivers.get());
    std::string_view left = message;
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_READFUNCTION, give);
    set(handle, CURLOPT_READDATA, &left);
    const CURLcode done = curl_easy_perform(handle);
    if (done == CURLE_OK) return {};
    long reply = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply);
    // What the library says names hosts at most; what the server said may name the address, and is left out.
    const auto what = std::string{curl_easy_strerror(done)} + ", reply " + std::to_string(reply);
    // 550 to 554: this mailbox will not do (RFC 5321 section 4.2.3). 530 and 535 are about us, 4xx are for now.
    if (reply >= 550 && reply <= 554) return Error{Fault::bad_input, "app.mail_refused", what};
    if (reply >= 400 || done == CURLE_LOGIN_DENIED || done == CURLE_USE_SSL_FAILED) {
        return Error{Fault::unavailable, "app.mail_server", what};
    }
    return Error{Fault::unavailable, "app.mail_unreachable", what};
}

}  // namespace menhu::app
