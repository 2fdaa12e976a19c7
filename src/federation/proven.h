#pragma once
// What an outside identity provider has said of who somebody is. A Proven is a right: only this room makes one, after
// the provider's word was checked; it says nothing of what that somebody may do, which is always this agency's to say
// (people: accounts and roles). Thread rule: values.
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/time.h"
#include "crypto/hash.h"

namespace menhu::federation {

// The names under which the directory and certificates stand where an OpenID provider has its id.
inline constexpr std::string_view directory_provider = "ldap";
inline constexpr std::string_view certificate_provider = "certificate";

enum class Method : std::uint8_t { openid, directory, certificate };

// two_factors: the provider has seen two kinds of proof, such as a card and its PIN.
enum class Assurance : std::uint8_t { one_factor, two_factors };

// A proof that may be used once: its digest, and until when it must be remembered that it was.
struct Once {
    crypto::Digest digest{};
    base::Instant until{};
};

class Proven {
public:
    Method method() const { return method_; }
    Assurance assurance() const { return assurance_; }
    const std::string& provider() const { return provider_; }
    const std::string& subject() const { return subject_; }  // about a person
    const std::string& name() const { return name_; }        // about a person; may be empty
    // When the person was seen by the provider; no later than the instant at which this was made.
    base::Instant proved_at() const { return proved_at_; }
    // Nothing where the proof was asked for in the same breath, as a password is.
    const std::optional<Once>& once() const { return once_; }

private:
    friend class ProvenMaker;
    Proven() = default;

    Method method_{};
    Assurance assurance_{};
    std::string provider_;
    std::string subject_;
    std::string name_;
    base::Instant proved_at_{};
    std::optional<Once> once_;
};

}  // namespace menhu::federation
