#pragma once
// Identities: by whom, outside this installation, an account's holder is known (federation). An account administrator
// binds one to an account; no account comes into being by somebody's being known outside, and no role.
//
// Promises: an identity is of one account, and an account has one of each provider; who it is stands sealed in the
// store and in the ledger; unbinding ends the account's sessions. Thread rule: as the transaction.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

struct IdentityTag;
using IdentityId = base::Id<IdentityTag>;

struct NewIdentity {
    AccountId account{0};
    std::string provider;  // "ldap", "certificate", or an OpenID provider's id
    std::string subject;   // exactly as the provider says it; at most 255 bytes
};

struct Identity {
    IdentityId id{0};
    AccountId account{0};
    std::string provider;
    std::string subject;  // about a person
    base::Instant since{};
    AccountId bound_by{0};
};

// By an account administrator who answers for the account's unit, never for the own account. Errors: people.not_found,
// people.account_closed, people.own_account, people.identity_ill_formed, people.identity_taken (the identity is
// another's, or the account has one of that provider), those of require_administrator_of.
base::Result<IdentityId> bind_identity(store::WriteTx& tx, const Office& office, const Actor& by,
                                       const NewIdentity& identity, base::Random& random, base::Instant now);
// The same; an identity that is not of this account is people.not_found.
base::Result<void> unbind_identity(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                   IdentityId identity, base::Instant now);

// By provider. For who answers for the account; the same errors.
base::Result<std::vector<Identity>> identities(store::ReadTx& tx, const Office& office, const Actor& by,
                                               AccountId account, base::Instant now);

// The subject of an account at a provider, for asking the provider; nothing if it has none.
base::Result<std::optional<std::string>> subject_of(store::ReadTx& tx, const Office& office, AccountId account,
                                                    std::string_view provider);

}  // namespace menhu::people
