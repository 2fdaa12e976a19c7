#include "federation/seal.h"

#include <algorithm>

#include "base/bytes.h"
#include "crypto/aead.h"
#include "crypto/kdf.h"

namespace menhu::federation {

Seal::Seal(const crypto::Secret& key)
    : sealing_{crypto::hkdf_sha256(key, "menhu federation seal")},
      marking_{crypto::hkdf_sha256(key, "menhu federation mark")} {}

std::string Seal::seal(std::string_view use, std::string_view plain, base::Random& random) const {
    const auto nonce = crypto::random_nonce(random);
    crypto::Aead aead{sealing_};
    base::Bytes bytes(nonce.begin(), nonce.end());
    const auto sealed = aead.seal(nonce, base::as_bytes(use), base::as_bytes(plain));
    bytes.insert(bytes.end(), sealed.begin(), sealed.end());
    return base::to_base64url(bytes);
}

std::optional<crypto::Secret> Seal::open(std::string_view use, std::string_view sealed) const {
    const auto bytes = base::from_base64url(sealed);
    crypto::Nonce nonce{};
    if (!bytes || bytes->size() < nonce.size() + crypto::Aead::overhead) return std::nullopt;
    std::copy_n(bytes->begin(), nonce.size(), nonce.begin());
    crypto::Aead aead{sealing_};
    auto plain = aead.open(nonce, base::as_bytes(use), base::ByteView{*bytes}.subspan(nonce.size()));
    if (!plain) return std::nullopt;
    return *std::move(plain);
}

std::string Seal::mark(std::string_view use, std::string_view text) const {
    return base::to_base64url(marking_.mac({base::as_bytes(use), base::as_bytes("\n"), base::as_bytes(text)}));
}

bool Seal::is_marked(std::string_view use, std::string_view text, std::string_view mark) const {
    return crypto::constant_time_equal(base::as_bytes(this->mark(use, text)), base::as_bytes(mark));
}

}  // namespace menhu::federation
