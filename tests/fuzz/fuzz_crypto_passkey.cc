// What a browser sends of a passkey: no bytes make a registration or an assertion pass that nobody signed, and the
// reader of CBOR never reads outside. The first byte chooses which.
#include <cstdlib>

#include "crypto/cbor.h"
#include "crypto/webauthn.h"

using namespace menhu;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const base::ByteView bytes{data + 1, size - 1};
    const crypto::Digest hash = crypto::sha256("client data");
    if (data[0] % 3 == 0) {
        crypto::CborReader reader{bytes};
        while (!reader.is_at_end() && reader.skip()) {
        }
        return 0;
    }
    if (data[0] % 3 == 1) {
        const auto passkey = crypto::verify_registration(bytes, hash, "localhost");
        if (passkey && (passkey->id.empty() || passkey->id.size() > 1023 || passkey->public_key.empty())) std::abort();
        return 0;
    }
    // A key of all ones signs nothing that can be guessed.
    const crypto::Passkey passkey{.id = base::Bytes(16, 1),
                                  .algorithm = crypto::PasskeyAlgorithm::eddsa,
                                  .public_key = base::Bytes(32, 1),
                                  .sign_count = 0};
    const std::size_t half = bytes.size() / 2;
    const auto count = crypto::verify_assertion(
        passkey, {.authenticator_data = bytes.first(half), .signature = bytes.subspan(half), .client_data_hash = hash},
        "localhost");
    if (count) std::abort();
    return 0;
}
