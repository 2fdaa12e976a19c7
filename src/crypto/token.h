#pragma once
// Tokens that prove by being known: session tokens, CSRF values, one-time passwords. Thread rule: pure.
#include <string>
#include <string_view>

#include "base/random.h"
#include "crypto/hash.h"

namespace menhu::crypto {

// 32 bytes of chance as 43 characters of URL-safe base64.
std::string random_token(base::Random& random);

// What is stored instead of a token. A plain hash is enough, because a token has 256 bits of chance.
inline Digest token_hash(std::string_view token) { return sha256(token); }

// A first password that a person has to type: `groups` groups of four letters and digits without look-alikes, joined by
// '-', 19.9 bits each.
std::string random_password(base::Random& random, int groups = 4);

}  // namespace menhu::crypto
