#include "federation/directory.h"

#include <ldap.h>
#include <sys/time.h>

#include <array>
#include <memory>

#include "federation/directory_text.h"
#include "federation/proven_maker.h"

namespace menhu::federation {
namespace {

struct FreeLdap {
    void operator()(LDAP* it) const { ldap_unbind_ext_s(it, nullptr, nullptr); }
    void operator()(LDAPMessage* it) const { ldap_msgfree(it); }
    void operator()(berval** it) const { ldap_value_free_len(it); }
    void operator()(char* it) const { ldap_memfree(it); }
};
using Connection = std::unique_ptr<LDAP, FreeLdap>;
using Message = std::unique_ptr<LDAPMessage, FreeLdap>;

timeval as_timeval(base::Duration duration) {
    return {.tv_sec = duration.count() / 1000, .tv_usec = duration.count() % 1000 * 1000};
}

template <class Value>
void set(LDAP* connection, int option, const Value& value) {
    CHECK(ldap_set_option(connection, option, &value) == LDAP_OPT_SUCCESS);
}

base::Error failed(std::string_view step, int result) {
    const bool is_away = result == LDAP_SERVER_DOWN || result == LDAP_CONNECT_ERROR || result == LDAP_TIMEOUT ||
                         result == LDAP_UNAVAILABLE || result == LDAP_BUSY;
    return {base::Fault::unavailable,
            is_away ? std::string_view{"federation.directory_unreachable"}
                    : std::string_view{"federation.directory_failed"},
            std::string{step} + ": " + ldap_err2string(result)};
}

base::Result<Connection> connect(const DirectorySettings& settings) {
    LDAP* made = nullptr;
    if (const int result = ldap_initialize(&made, settings.address.c_str()); result != LDAP_SUCCESS) {
        return failed("address", result);
    }
    Connection connection{made};
    const timeval limit = as_timeval(settings.timeout);
    const int seconds = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(settings.timeout).count());
    set(made, LDAP_OPT_PROTOCOL_VERSION, int{LDAP_VERSION3});
    CHECK(ldap_set_option(made, LDAP_OPT_REFERRALS, LDAP_OPT_OFF) == LDAP_OPT_SUCCESS);
    CHECK(ldap_set_option(made, LDAP_OPT_RESTART, LDAP_OPT_ON) == LDAP_OPT_SUCCESS);
    set(made, LDAP_OPT_NETWORK_TIMEOUT, limit);
    set(made, LDAP_OPT_TIMEOUT, limit);
    set(made, LDAP_OPT_TIMELIMIT, seconds);
    set(made, LDAP_OPT_SIZELIMIT, 2);
    // Set for this connection, whatever ldap.conf and the environment say; the context is made last.
    set(made, LDAP_OPT_X_TLS_REQUIRE_CERT, int{LDAP_OPT_X_TLS_DEMAND});
    set(made, LDAP_OPT_X_TLS_PROTOCOL_MIN, int{LDAP_OPT_X_TLS_PROTOCOL_TLS1_2});
    if (!settings.authorities.empty()) {
        CHECK(ldap_set_option(made, LDAP_OPT_X_TLS_CACERTFILE, settings.authorities.c_str()) == LDAP_OPT_SUCCESS);
    }
    const int client = 0;
    if (ldap_set_option(made, LDAP_OPT_X_TLS_NEWCTX, &client) != LDAP_OPT_SUCCESS) {
        return failed("certificate authorities", LDAP_LOCAL_ERROR);
    }
    if (settings.address.starts_with("ldap://")) {
        if (const int result = ldap_start_tls_s(made, nullptr, nullptr); result != LDAP_SUCCESS) {
            return failed("StartTLS", result == LDAP_LOCAL_ERROR ? LDAP_CONNECT_ERROR : result);
        }
    }
    return connection;
}

// A simple bind with a time limit; answers the server's result code.
base::Result<int> bind(LDAP* connection, const std::string& name, std::string_view password, timeval limit) {
    // libldap does not write to it.
    berval credentials{.bv_len = password.size(), .bv_val = const_cast<char*>(password.data())};
    int id = 0;
    if (const int sent =
            ldap_sasl_bind(connection, name.c_str(), LDAP_SASL_SIMPLE, &credentials, nullptr, nullptr, &id);
        sent != LDAP_SUCCESS) {
        return failed("bind", sent);
    }
    LDAPMessage* got = nullptr;
    const int kind = ldap_result(connection, id, LDAP_MSG_ALL, &limit, &got);
    const Message answer{got};
    if (kind == 0) return failed("bind", LDAP_TIMEOUT);
    if (kind < 0 || !answer) return failed("bind", LDAP_SERVER_DOWN);
    int result = LDAP_OTHER;
    const int parsed = ldap_parse_result(connection, answer.get(), &result, nullptr, nullptr, nullptr, nullptr, 0);
    if (parsed != LDAP_SUCCESS) return failed("bind", parsed);
    return result;
}

// What a server says when it knows the person and says no, or knows nobody: no reason is told on.
bool is_refusal(int result) {
    switch (result) {
        case LDAP_INVALID_CREDENTIALS:
        case LDAP_INAPPROPRIATE_AUTH:
        case LDAP_NO_SUCH_OBJECT:
        case LDAP_INVALID_DN_SYNTAX:
        case LDAP_UNWILLING_TO_PERFORM:
        case LDAP_CONSTRAINT_VIOLATION:
        case LDAP_INSUFFICIENT_ACCESS:
        case LDAP_REFERRAL:
            return true;
        default:
            return false;
    }
}

struct Found {
    std::string name;     // distinguished
    std::string display;  // may be empty
};

std::string attribute_of(LDAP* connection, LDAPMessage* entry, const std::string& attribute) {
    const std::unique_ptr<berval*, FreeLdap> values{ldap_get_values_len(connection, entry, attribute.c_str())};
    if (!values || *values.get() == nullptr) return {};
    const berval& first = **values.get();
    return {first.bv_val, first.bv_len};
}

// Exactly one entry, or nothing.
base::Result<std::optional<Found>> search(LDAP* connection, const DirectorySettings& settings, std::string_view name) {
    const auto filter = with_name(settings.filter, escaped_for_filter(name));
    std::string attribute = settings.name_attribute;
    std::array<char*, 2> attributes{attribute.data(), nullptr};
    timeval limit = as_timeval(settings.timeout);
    LDAPMessage* got = nullptr;
    const int result = ldap_search_ext_s(connection, settings.base.c_str(), LDAP_SCOPE_SUBTREE, filter.c_str(),
                                         attributes.data(), 0, nullptr, nullptr, &limit, 2, &got);
    const Message answer{got};
    if (result == LDAP_SIZELIMIT_EXCEEDED) return std::optional<Found>{};  // more than one of that name
    if (result != LDAP_SUCCESS) return failed("search", result);
    if (ldap_count_entries(connection, answer.get()) != 1) return std::optional<Found>{};
    LDAPMessage* entry = ldap_first_entry(connection, answer.get());
    const std::unique_ptr<char, FreeLdap> distinguished{ldap_get_dn(connection, entry)};
    if (!distinguished) return failed("search", LDAP_DECODING_ERROR);
    return std::optional{
        Found{.name = distinguished.get(), .display = attribute_of(connection, entry, settings.name_attribute)}};
}

// A name under the base that nobody has: the bind that follows a vain search costs what another costs.
std::string nobodys_name(const DirectorySettings& settings) { return "cn=menhu-nobody," + settings.base; }

}  // namespace

base::Result<std::optional<Proven>> Directory::prove(std::string_view name, const crypto::Secret& password,
                                                     base::Instant now) const {
    // RFC 4513 section 5.1.2: a bind with a name and no password is an anonymous one, and succeeds.
    const bool is_usable = !password.empty() && password.text().find('\0') == std::string_view::npos;
    if (!is_usable || name.empty() || name.find('\0') != std::string_view::npos) return std::optional<Proven>{};
    const timeval limit = as_timeval(settings_.timeout);
    const auto connection = TRY(connect(settings_));
    Found found;
    bool is_known = true;
    if (!settings_.name_template.empty()) {
        found.name = with_name(settings_.name_template, escaped_for_name(name));
    } else {
        if (!settings_.bind_name.empty()) {
            const int service = TRY(bind(connection.get(), settings_.bind_name, settings_.bind_password.text(), limit));
            if (service != LDAP_SUCCESS) return failed("bind to search", service);
        }
        auto one = TRY(search(connection.get(), settings_, name));
        is_known = one.has_value();
        found = is_known ? *std::move(one) : Found{.name = nobodys_name(settings_), .display = {}};
    }
    const int result = TRY(bind(connection.get(), found.name, password.text(), limit));
    if (is_refusal(result)) return std::optional<Proven>{};
    if (result != LDAP_SUCCESS) return failed("bind", result);
    if (!is_known) return std::optional<Proven>{};  // a directory that lets a nobody in
    return std::optional{ProvenMaker::make({.method = Method::directory,
                                            .assurance = Assurance::one_factor,
                                            .provider = std::string{directory_provider},
                                            .subject = std::string{name},
                                            .name = std::move(found.display),
                                            .proved_at = now,
                                            .once = std::nullopt})};
}

}  // namespace menhu::federation
