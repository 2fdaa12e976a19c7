#pragma once
// Passkeys between the interface and people. Pure; any thread.
#include <expected>

#include "people/actor.h"
#include "people/passkey.h"
#include "web/views_credentials.h"

namespace menhu::web {

PasskeyRequestOptions request_options(const people::PasskeySite& site, const people::Challenge& challenge);
PasskeyCreationOptions creation_options(const people::PasskeySite& site, std::string_view agency,
                                        const people::Challenge& challenge, const people::Actor& actor);

// Decoded; what is wrong if a part is not base64url.
std::expected<people::PasskeyAnswer, Invalid> read_assertion(const PasskeyAssertion& assertion);
std::expected<people::NewPasskey, Invalid> read_registration(const PasskeyRegistration& registration);

}  // namespace menhu::web
