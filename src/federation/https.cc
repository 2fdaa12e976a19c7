#include "federation/https.h"

#include <curl/curl.h>

#include <memory>

namespace menhu::federation {
namespace {

constexpr std::size_t longest_answer = std::size_t{1} << 20;

struct FreeCurl {
    void operator()(CURL* it) const { curl_easy_cleanup(it); }
    void operator()(curl_slist* it) const { curl_slist_free_all(it); }
};
using Handle = std::unique_ptr<CURL, FreeCurl>;
using Lines = std::unique_ptr<curl_slist, FreeCurl>;

std::size_t take(char* data, std::size_t size, std::size_t count, void* to) {
    auto& body = *static_cast<std::string*>(to);
    if (body.size() + size * count > longest_answer) return 0;  // ends the transfer
    body.append(data, size * count);
    return size * count;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

void add_line(Lines& lines, const char* line) {
    curl_slist* longer = curl_slist_append(lines.get(), line);
    CHECK(longer != nullptr);
    static_cast<void>(lines.release());
    lines.reset(longer);
}

Handle new_handle(const HttpsSettings& settings, const std::string& address, std::string& body) {
    Handle handle{curl_easy_init()};
    CHECK(handle != nullptr);
    set(handle.get(), CURLOPT_URL, address.c_str());
    set(handle.get(), CURLOPT_PROTOCOLS_STR, "https");
    set(handle.get(), CURLOPT_FOLLOWLOCATION, 0L);
    set(handle.get(), CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle.get(), CURLOPT_SSL_VERIFYHOST, 2L);
    set(handle.get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings.authorities.empty()) {
        set(handle.get(), CURLOPT_CAINFO, settings.authorities.c_str());
        set(handle.get(), CURLOPT_CAPATH, nullptr);  // these and no others
    }
    set(handle.get(), CURLOPT_PROXY, settings.proxy.c_str());  // "" leaves the environment out
    set(handle.get(), CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(handle.get(), CURLOPT_NOSIGNAL, 1L);
    const auto limit = static_cast<long>(settings.timeout.count());
    set(handle.get(), CURLOPT_TIMEOUT_MS, limit);
    set(handle.get(), CURLOPT_CONNECTTIMEOUT_MS, limit);
    set(handle.get(), CURLOPT_MAXFILESIZE, static_cast<long>(longest_answer));
    set(handle.get(), CURLOPT_WRITEFUNCTION, take);
    set(handle.get(), CURLOPT_WRITEDATA, &body);
    return handle;
}

base::Result<HttpsAnswer> perform(CURL* handle, std::string& body) {
    const CURLcode done = curl_easy_perform(handle);
    if (done != CURLE_OK) {
        return base::Error{base::Fault::unavailable, "federation.provider_unreachable", curl_easy_strerror(done)};
    }
    HttpsAnswer answer;
    CHECK(curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status) == CURLE_OK);
    answer.body = std::move(body);
    return answer;
}

}  // namespace

base::Result<HttpsAnswer> Https::get(const std::string& address) const {
    std::string body;
    const auto handle = new_handle(settings_, address, body);
    Lines lines;
    add_line(lines, "Accept: application/json");
    set(handle.get(), CURLOPT_HTTPHEADER, lines.get());
    return perform(handle.get(), body);
}

base::Result<HttpsAnswer> Https::post(const std::string& address, FormFields fields,
                                      const crypto::Secret& authorization) const {
    std::string body;
    const auto handle = new_handle(settings_, address, body);
    std::string form = form_encoded(fields);
    set(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(form.size()));
    set(handle.get(), CURLOPT_POSTFIELDS, form.c_str());
    Lines lines;
    add_line(lines, "Accept: application/json");
    std::string line;
    if (!authorization.empty()) {
        line = "Authorization: " + std::string{authorization.text()};
        add_line(lines, line.c_str());
    }
    set(handle.get(), CURLOPT_HTTPHEADER, lines.get());
    auto answer = perform(handle.get(), body);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(form.data()), form.size()});  // a code or a secret is in it
    crypto::wipe({reinterpret_cast<std::uint8_t*>(line.data()), line.size()});
    return answer;
}

void prepare_https() { CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); }

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const bool is_unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                   c == '-' || c == '.' || c == '_' || c == '~';
        if (is_unreserved) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', digits[byte >> 4U], digits[byte & 15U]};
        }
    }
    return out;
}

std::string form_encoded(FormFields fields) {
    std::string out;
    for (const auto& [name, value] : fields) {
        if (!out.empty()) out += '&';
        out += percent_encoded(name) + '=' + percent_encoded(value);
    }
    return out;
}

}  // namespace menhu::federation
