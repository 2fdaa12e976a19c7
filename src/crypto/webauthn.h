#pragma once
// What an authenticator signs: registrations and assertions of passkeys (W3C Web Authentication level 2, sections 7.1
// and 7.2; the steps that concern bytes and keys). Type, challenge and origin lie in the client data, which the caller
// reads; their hash is under the signature here.
//
// Promises: a Passkey comes out only if the authenticator data are of this site, the user was present and verified, and
// the attestation is "none" or the credential's own signature; a statement by a maker's certificate is not trusted and
// not accepted. Algorithms: ES256, EdDSA (Ed25519), RS256. Thread rule: pure; any thread.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/hash.h"

namespace menhu::crypto {

enum class PasskeyAlgorithm : std::int16_t { es256 = -7, eddsa = -8, rs256 = -257 };  // COSE, RFC 9053, RFC 8812

struct Passkey {
    base::Bytes id;  // the credential's, at most 1023 bytes
    PasskeyAlgorithm algorithm = PasskeyAlgorithm::es256;
    base::Bytes public_key;        // as libfido2 keeps it: x and y; the 32 bytes; n and e
    std::uint32_t sign_count = 0;  // 0: the authenticator does not count
};

// `site` is the relying party's id ("menhu.example.gov.tw"), `client_data_hash` the SHA-256 of clientDataJSON as it
// came. Errors (bad_input): crypto.passkey_malformed, crypto.passkey_other_site, crypto.passkey_not_verified,
// crypto.passkey_attestation.
base::Result<Passkey> verify_registration(base::ByteView attestation_object, const Digest& client_data_hash,
                                          std::string_view site);

struct Assertion {
    base::ByteView authenticator_data;
    base::ByteView signature;
    Digest client_data_hash{};
};
// The authenticator's count after this use. A count that did not grow is the mark of a copied key (7.2, step 21):
// crypto.passkey_copied. Errors: that; those above; crypto.passkey_signature.
base::Result<std::uint32_t> verify_assertion(const Passkey& passkey, const Assertion& assertion, std::string_view site);

}  // namespace menhu::crypto
