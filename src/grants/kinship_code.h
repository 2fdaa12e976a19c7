#pragma once
// The code of a kinship authorisation: handed over on paper or by voice, so it is short and forgives how it is typed.
// Inside the room. Pure; any thread.
#include <string>
#include <string_view>

#include "base/random.h"
#include "crypto/hash.h"
#include "ledger/ledger.h"

namespace menhu::grants {

// Ten symbols of Crockford's base 32, 50 bits of chance, in two groups: "7KQ2M-9XWTC".
std::string new_kinship_code(base::Random& random);
// What is kept of it. Keyed, since so little chance would not hold against whoever took a copy of the table. Spaces and
// hyphens do not count, nor does the case; O is read as 0, I and L as 1.
crypto::Digest kinship_code_hash(const ledger::Ledger& ledger, std::string_view typed);

}  // namespace menhu::grants
