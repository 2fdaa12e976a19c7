#include "people/sealing.h"

#include <algorithm>

#include "crypto/aead.h"

namespace menhu::people {
namespace {

std::string aad_of(std::string_view what, AccountId account) {
    return "menhu people " + std::string{what} + " " + account.text();
}

}  // namespace

base::Bytes seal(const Office& office, std::string_view what, AccountId account, base::ByteView plain,
                 base::Random& random) {
    const crypto::Nonce nonce = crypto::random_nonce(random);
    const base::Bytes sealed =
        crypto::Aead{office.sealing_key()}.seal(nonce, base::as_bytes(aad_of(what, account)), plain);
    base::Bytes out{nonce.begin(), nonce.end()};
    out.insert(out.end(), sealed.begin(), sealed.end());
    return out;
}

base::Result<crypto::Secret> unseal(const Office& office, std::string_view what, AccountId account,
                                    base::ByteView sealed) {
    crypto::Nonce nonce;
    if (sealed.size() < nonce.size()) return base::Error{base::Fault::corrupt, "crypto.seal_broken", "too short"};
    std::ranges::copy(sealed.first(nonce.size()), nonce.begin());
    return crypto::Aead{office.sealing_key()}.open(nonce, base::as_bytes(aad_of(what, account)),
                                                   sealed.subspan(nonce.size()));
}

}  // namespace menhu::people
