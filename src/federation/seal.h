#pragma once
// What this room hands to a browser and wants back unchanged: sealed (a sign-in that is under way) or marked (a
// challenge that must be readable). Both under keys derived from one of the installation, so that any of its processes
// knows them again. Inside the room. Thread rule: const calls from any thread.
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "crypto/secret.h"
#include "crypto/tag.h"

namespace menhu::federation {

class Seal {
public:
    // `key`: 32 bytes, the same for the life of the installation.
    explicit Seal(const crypto::Secret& key);

    // base64url of nonce and ciphertext; `use` is authenticated with it.
    std::string seal(std::string_view use, std::string_view plain, base::Random& random) const;
    // Nothing if it is not of this installation, or for another use, or was changed.
    std::optional<crypto::Secret> open(std::string_view use, std::string_view sealed) const;

    // base64url of a MAC over a text.
    std::string mark(std::string_view use, std::string_view text) const;
    bool is_marked(std::string_view use, std::string_view text, std::string_view mark) const;

private:
    crypto::Secret sealing_;
    crypto::TagKey marking_;
};

}  // namespace menhu::federation
