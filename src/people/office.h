#pragma once
// The office: what every act of this room needs beside its transaction. Made once by app, lives as long as the
// database. Immutable after open(); any thread.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "crypto/password.h"
#include "crypto/secret.h"
#include "crypto/tag.h"
#include "law/profile.h"

namespace menhu::ledger {
class Ledger;
}

namespace menhu::people {

// A demonstration may hand out passwords that need no change at first sign-in; a production installation never does.
enum class Installation : std::uint8_t { production, demonstration };

// A name as it is looked up: ASCII capitals made small, so that "Lin" and "lin" are one account and one lock.
std::string folded_name(std::string_view typed);

class Office {
public:
    // `name_key`: 32 bytes, the same for the life of the installation; under it the names that somebody typed at
    // sign-in are committed to, and from it the key is derived that seals credentials. `cost` is of every password that
    // is set from now on. Computes one Argon2id hash (the one that unknown accounts are checked against), so it takes
    // as long as a sign-in. The ledger and the profile outlive the office. Errors: those of crypto::hash_password.
    static base::Result<std::unique_ptr<Office>> open(const ledger::Ledger& ledger, const law::Profile& profile,
                                                      Installation installation, const crypto::Secret& name_key,
                                                      base::Random& random, crypto::PasswordCost cost = {});
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    const ledger::Ledger& ledger() const { return ledger_; }
    const law::Profile& profile() const { return profile_; }
    const law::Numbers& numbers() const { return profile_.numbers(); }
    Installation installation() const { return installation_; }

    // For this room. The commitment to a name as typed; the hash that nobody's password matches.
    crypto::Tag name_tag(std::string_view account_name) const;
    const std::string& nobodys_hash() const { return nobodys_hash_; }
    const crypto::PasswordCost& password_cost() const { return cost_; }
    // For sealing.h.
    const crypto::Secret& sealing_key() const { return sealing_key_; }

private:
    Office(const ledger::Ledger& ledger, const law::Profile& profile, Installation installation,
           const crypto::Secret& name_key, crypto::PasswordCost cost, std::string nobodys_hash);

    const ledger::Ledger& ledger_;
    const law::Profile& profile_;
    Installation installation_;
    crypto::TagKey name_key_;
    crypto::Secret sealing_key_;
    crypto::PasswordCost cost_;
    std::string nobodys_hash_;
};

}  // namespace menhu::people
