#pragma once
// One-time codes by time: TOTP (RFC 6238) over HMAC-SHA-1, six digits, steps of thirty seconds, as authenticator
// applications make them. Thread rule: pure.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/time.h"
#include "crypto/secret.h"

namespace menhu::crypto {

constexpr std::size_t totp_secret_size = 20;  // 160 bits, RFC 4226 section 4, R6

Secret new_totp_secret(base::Random& random);
// Base 32 (RFC 4648) without padding, for typing and for the otpauth:// address. The text is a secret too.
std::string totp_secret_text(const Secret& secret);

// The step that an instant lies in.
std::int64_t totp_step(base::Instant now);
// "042137"
std::string totp_code(const Secret& secret, std::int64_t step);
// The step whose code `typed` is: of the present one, the one before and the one after (RFC 6238 section 5.2), the
// newest first and only after `last_used`, so that a code works once. Constant time for each step. A space in the
// middle of `typed` does not count.
std::optional<std::int64_t> match_totp(const Secret& secret, std::string_view typed, base::Instant now,
                                       std::int64_t last_used);

}  // namespace menhu::crypto
