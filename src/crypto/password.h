#pragma once
// Passwords: Argon2id (RFC 9106) in the PHC string form "$argon2id$v=19$m=…,t=…,p=1$salt$hash".
//
// Slow and hungry on purpose (about 0.1 s and 64 MiB at the usual cost): never on the writer's thread. Thread rule:
// pure; any thread.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace menhu::crypto {

struct PasswordCost {
    std::uint32_t memory_kib = 64 * 1024;  // at least 8
    std::uint32_t passes = 3;              // at least 1
};

// Error: crypto.out_of_memory.
base::Result<std::string> hash_password(const Secret& password, const PasswordCost& cost, base::Random& random);

// A malformed `phc` does not verify.
bool verify_password(const Secret& password, const std::string& phc);

// Whether `phc` was made at another cost than this, so that it should be made again at the next sign-in.
bool needs_rehash(const std::string& phc, const PasswordCost& cost);

}  // namespace menhu::crypto
