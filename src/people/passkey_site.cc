// The site of passkeys, and the client data that name it. Pure.
#include <algorithm>

#include "base/bytes.h"
#include "crypto/secret.h"
#include "format/json.h"
#include "format/network.h"
#include "people/passkey.h"

namespace menhu::people {
namespace {

// RFC 1123 section 2.1: labels of letters, digits and hyphens.
bool is_host_name(std::string_view host) {
    if (host.empty() || host.size() > 253) return false;
    std::size_t label = 0;
    char before = '.';
    for (const char c : host) {
        if (c == '.') {
            if (label == 0 || before == '-') return false;
            label = 0;
        } else {
            const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if ((!is_letter && c != '-') || (c == '-' && label == 0) || ++label > 63) return false;
        }
        before = c;
    }
    return label > 0 && before != '-';
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 && text.front() != '0' &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<PasskeySite> passkey_site(std::string_view public_url) {
    const bool is_https = public_url.starts_with("https://");
    if (!is_https && !public_url.starts_with("http://")) return std::nullopt;
    auto rest = public_url.substr(is_https ? 8 : 7);
    if (rest.ends_with('/')) rest.remove_suffix(1);
    const auto colon = rest.find(':');
    std::string host = folded_name(rest.substr(0, colon));
    if (!is_host_name(host) || format::parse_network_address(host)) return std::nullopt;
    if (!is_https && host != "localhost") return std::nullopt;
    std::string origin = (is_https ? "https://" : "http://") + host;
    if (colon != std::string_view::npos) {
        const auto port = rest.substr(colon + 1);
        if (!is_port(port)) return std::nullopt;
        // RFC 6454 section 4: the usual port is not said.
        if (port != (is_https ? std::string_view{"443"} : std::string_view{"80"})) origin.append(":").append(port);
    }
    return PasskeySite{.id = std::move(host), .origin = std::move(origin)};
}

bool is_client_data_of(std::string_view client_data, std::string_view act, const crypto::Digest& challenge_hash,
                       const PasskeySite& site) {
    const auto json = format::parse_json(client_data, {.bytes = 4096, .depth = 8, .values = 200});
    if (!json || json->object() == nullptr) return false;
    const auto text_of = [&](std::string_view name) -> std::string_view {
        const auto* const member = json->find(name);
        return member != nullptr && member->text() != nullptr ? std::string_view{*member->text()} : std::string_view{};
    };
    if (text_of("type") != act || text_of("origin") != site.origin) return false;
    // A page of another site that holds this one in a frame gets nothing.
    const auto* const crossed = json->find("crossOrigin");
    if (crossed != nullptr && (crossed->boolean() == nullptr || *crossed->boolean())) return false;
    if (json->find("topOrigin") != nullptr) return false;
    const auto challenge = base::from_base64url(text_of("challenge"));
    return challenge && crypto::constant_time_equal(crypto::sha256(base::ByteView{*challenge}), challenge_hash);
}

}  // namespace menhu::people
