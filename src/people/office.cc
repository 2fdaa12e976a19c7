#include "people/office.h"

#include "crypto/kdf.h"

namespace menhu::people {

Office::Office(const ledger::Ledger& ledger, const law::Profile& profile, Installation installation,
               const crypto::Secret& name_key, crypto::PasswordCost cost, std::string nobodys_hash)
    : ledger_{ledger},
      profile_{profile},
      installation_{installation},
      name_key_{name_key},
      sealing_key_{crypto::hkdf_sha256(name_key, "menhu people credentials v1")},
      cost_{cost},
      nobodys_hash_{std::move(nobodys_hash)} {}

base::Result<std::unique_ptr<Office>> Office::open(const ledger::Ledger& ledger, const law::Profile& profile,
                                                   Installation installation, const crypto::Secret& name_key,
                                                   base::Random& random, crypto::PasswordCost cost) {
    CHECK(name_key.size() == 32);
    const crypto::Secret nobodys = crypto::Secret::random(32, random);
    std::string hash = TRY(crypto::hash_password(nobodys, cost, random));
    return std::unique_ptr<Office>{new Office{ledger, profile, installation, name_key, cost, std::move(hash)}};
}

crypto::Tag Office::name_tag(std::string_view account_name) const {
    return name_key_.tag({base::as_bytes("menhu account name\n"), base::as_bytes(folded_name(account_name))});
}

std::string folded_name(std::string_view typed) {
    std::string folded{typed};
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return folded;
}

}  // namespace menhu::people
