#pragma once
// The office: what every act of this room needs beside its transaction. Made once by app, lives as long as the
// database. Immutable after open(); any thread.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "law/profile.h"

namespace menhu::crypto {
class Secret;
}
namespace menhu::ledger {
class Ledger;
}

namespace menhu::people {

// A demonstration may hand out passwords that need no change at first sign-in; a production installation never does.
enum class Installation : std::uint8_t { production, demonstration };

class Office {
public:
    // `name_key`: 32 bytes, the same for the life of the installation; under it the names that somebody typed at
    // sign-in are committed to in the ledger. Computes one Argon2id hash (the one that unknown accounts are checked
    // against), so it takes as long as a sign-in. The ledger and the profile outlive the office. Errors: of crypto.
    static base::Result<std::unique_ptr<Office>> open(const ledger::Ledger& ledger, const law::Profile& profile,
                                                      Installation installation, const crypto::Secret& name_key,
                                                      base::Random& random);
    ~Office();
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    const ledger::Ledger& ledger() const;
    const law::Profile& profile() const;
    const law::Numbers& numbers() const { return profile().numbers(); }
    Installation installation() const;

private:
    friend class SignInDesk;
    struct Inside;
    explicit Office(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace menhu::people
