#pragma once
// people_identities and people_used_proofs. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "crypto/hash.h"
#include "crypto/tag.h"
#include "people/ids.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

// The commitment to an identity by which it is found: exact, since two subjects may differ in the case of a letter.
crypto::Tag identity_tag(const Office& office, std::string_view provider, std::string_view subject);

namespace rows {

struct IdentityRow {
    std::int64_t id = 0;
    AccountId account{0};
    std::string provider;
    base::Bytes subject;  // sealed
    base::Instant since{};
    AccountId bound_by{0};
};

base::Result<std::optional<IdentityRow>> identity(store::ReadTx& tx, std::string_view provider, const crypto::Tag& tag);
base::Result<std::vector<IdentityRow>> identities(store::ReadTx& tx, AccountId account);
base::Result<void> insert_identity(store::WriteTx& tx, const IdentityRow& identity, const crypto::Tag& tag);
base::Result<void> delete_identity(store::WriteTx& tx, std::int64_t id);

// Whether the proof was new; it is not any more. Forgets those whose time is over.
base::Result<bool> use_proof(store::WriteTx& tx, const crypto::Digest& digest, base::Instant until, base::Instant now);

std::span<const store::Statement> identity_statements();

}  // namespace rows
}  // namespace menhu::people
