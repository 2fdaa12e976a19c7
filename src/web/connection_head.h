#pragma once
// From a request's header to a Call, and from an Answer to the bytes of a header: the parts of a connection that wait
// for nothing. Only server.cc includes it. Thread rule: pure.
#include <fmt/format.h>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/pct_string_view.hpp>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "web/connection_shared.h"
#include "web/endpoint.h"
#include "web/pages.h"

namespace menhu::web {

namespace beast = boost::beast;
namespace http = beast::http;
using Head = http::request<http::empty_body>;

inline std::string_view field(const Head& head, std::string_view name) {
    const auto found = head.find({name.data(), name.size()});
    if (found == head.end()) return {};
    return {found->value().data(), found->value().size()};
}

// %XX and '+' of a query. Nothing if it is ill-formed.
inline std::optional<std::string> decode(std::string_view text) {
    const auto view = boost::urls::make_pct_string_view({text.data(), text.size()});
    if (!view) return std::nullopt;
    boost::urls::encoding_opts options;
    options.space_as_plus = true;
    std::string out(view->decoded_size(), '\0');
    out = view->decode(options);
    return out;
}

inline bool decode_query(std::string_view query, std::vector<std::pair<std::string, std::string>>& out) {
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = decode(pair.substr(0, equals));
        auto value = decode(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1));
        if (!name || !value || out.size() >= 32) return false;
        out.emplace_back(std::move(*name), std::move(*value));
    }
    return true;
}

// The value of one cookie (RFC 6265 section 4.2); of two with the name, neither is believed.
inline std::string_view cookie(std::string_view header, std::string_view name) {
    std::string_view found;
    int seen = 0;
    while (!header.empty()) {
        auto pair = header.substr(0, header.find(';'));
        header.remove_prefix(std::min(header.size(), pair.size() + 1));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
            found = pair.substr(name.size() + 1);
            ++seen;
        }
    }
    return seen == 1 ? found : std::string_view{};
}

// The cookie of a sign-in that is under way at an outside provider. Unlike the session's it is SameSite=Lax, since the
// browser comes back from another site.
constexpr std::string_view sign_in_cookie(Transport transport) {
    return transport == Transport::tls ? "__Host-menhu-oidc" : "menhu-oidc";
}

// A page of another site must not be able to make a browser act here. The browser says where a request comes from
// (Origin, Sec-Fetch-Site); what it says must be this site. A client that is no browser says nothing.
inline bool comes_from_here(const Head& head, Transport transport) {
    const auto site = field(head, "Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin" && site != "none") return false;
    const auto origin = field(head, "Origin");
    if (origin.empty()) return true;
    const auto scheme = transport == Transport::tls ? std::string_view{"https://"} : std::string_view{"http://"};
    return origin.starts_with(scheme) && origin.substr(scheme.size()) == field(head, "Host");
}

inline std::string new_nonce(base::Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    return base::to_base64(bytes);
}

enum class Keep : std::uint8_t { alive, closed };
enum class Length : std::uint8_t { known, chunked };

// The header of the answer (RFC 9112), with what protects the reader on every one of them.
inline std::string answer_head(const Answer& answer, Transport transport, Keep keep, Length length,
                               std::string_view date) {
    std::string out;
    out.reserve(1024 + answer.body.size());
    const auto status = static_cast<http::status>(answer.status);
    const auto reason = http::obsolete_reason(status);
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", answer.status,
                   std::string_view{reason.data(), reason.size()});
    fmt::format_to(std::back_inserter(out), "Date: {}\r\n", date);
    if (answer.status != 204) fmt::format_to(std::back_inserter(out), "Content-Type: {}\r\n", answer.media);
    if (length == Length::chunked) {
        out += "Transfer-Encoding: chunked\r\n";
    } else if (answer.status != 204) {
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", answer.body.size());
    }
    bool has_cache = false;
    bool has_policy = false;
    for (const auto& [name, value] : answer.headers) {
        CHECK(value.find_first_of("\r\n") == std::string::npos);
        has_cache |= name == "Cache-Control";
        has_policy |= name == "Content-Security-Policy";
        fmt::format_to(std::back_inserter(out), "{}: {}\r\n", name, value);
    }
    if (!has_cache) out += "Cache-Control: no-store\r\n";
    if (!has_policy) out += "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
    if (transport == Transport::tls) out += "Strict-Transport-Security: max-age=31536000\r\n";
    out +=
        "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n"
        "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n"
        "Permissions-Policy: camera=(), microphone=(), geolocation=()\r\n";
    if (keep == Keep::closed) out += "Connection: close\r\n";
    out += "\r\n";
    return out;
}

}  // namespace menhu::web
