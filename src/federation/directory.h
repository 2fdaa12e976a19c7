#pragma once
// The agency's directory: a password is proved by a bind over LDAPS or StartTLS.
//
// Promises: never in clear and never without the server's certificate and name verified; an empty password is refused
// before anything is sent (RFC 4513 section 5.1.2: such a bind succeeds and proves nothing); a name is escaped wherever
// it stands; a referral is not followed; every call ends by the time limit. Somebody who is not in the directory costs
// the same calls as somebody who is. Thread rule: const calls from any thread; they block, so never in a write closure.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "crypto/secret.h"
#include "federation/proven.h"

namespace menhu::federation {

struct DirectorySettings {
    std::string address;                // ldaps://host[:port]; ldap://host[:port] begins with StartTLS
    std::filesystem::path authorities;  // PEM; empty: those that the machine trusts
    // Search, then bind: as whom to search (empty: anonymously), below what, by which filter with {name} in it.
    std::string bind_name;
    crypto::Secret bind_password;
    std::string base;
    std::string filter;
    // Or bind at once as this name with {name} in it; then the three above are not used.
    std::string name_template;
    std::string name_attribute = "cn";  // for showing
    base::Duration timeout = std::chrono::seconds{5};
};

class Directory {
public:
    explicit Directory(DirectorySettings settings) : settings_{std::move(settings)} {}

    // Nothing: the directory says no (a wrong password, no such person, two of that name, a locked one). Errors:
    // federation.directory_unreachable, federation.directory_failed (detail: the library's).
    base::Result<std::optional<Proven>> prove(std::string_view name, const crypto::Secret& password,
                                              base::Instant now) const;

private:
    DirectorySettings settings_;
};

}  // namespace menhu::federation
