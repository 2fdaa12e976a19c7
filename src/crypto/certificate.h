#pragma once
// Signatures made with a certificate, as by a citizen's card (自然人憑證): a CMS SignedData (RFC 5652), or the bare
// signature with the certificate beside it, over a challenge.
//
// Promises: the signature is over exactly the challenge; one signer; the certificate chains to an authority that was
// given, every certificate of the chain is valid at the instant that was given and not revoked by a list that is valid
// then (no list for an issuer: refused); keys below 112 bits and SHA-1 are refused; the key may make signatures (key
// usage) and is not an authority's. Real time is never looked at. Thread rule: const calls from any thread.
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/secret.h"

struct x509_store_st;

namespace menhu::crypto {

// Whose certificate it is. All of it is about a person.
struct CertificateHolder {
    std::string name;            // common name of the subject
    std::string subject_serial;  // attribute serialNumber of the subject (X.520, 2.5.4.5); empty if it has none
    std::string issuer;          // common name of the issuer
    std::string number;          // of the certificate, hexadecimal
};

class CertificateTrust {
public:
    // Both are PEM, many in one text. `authorities`: the roots that are trusted and the intermediates; a root is a
    // certificate that signed itself. `revocations`: one list (CRL) for each authority.
    // Errors: crypto.authorities_unusable, crypto.revocations_unusable.
    static base::Result<CertificateTrust> open(std::string_view authorities, std::string_view revocations);

    // `cms` is DER, with the challenge inside it or apart. Errors: crypto.certificate_ill_formed,
    // crypto.certificate_signature, crypto.certificate_untrusted, crypto.certificate_expired,
    // crypto.certificate_revoked, crypto.certificate_unfit, crypto.revocations_stale.
    base::Result<CertificateHolder> verify_cms(base::ByteView cms, std::string_view challenge, base::Instant now) const;
    // `certificate` is DER; the signature is RSASSA-PKCS1-v1_5 or ECDSA with SHA-256. The same errors.
    base::Result<CertificateHolder> verify_raw(base::ByteView certificate, base::ByteView signature,
                                               std::string_view challenge, base::Instant now) const;

private:
    struct Free {
        void operator()(x509_store_st* store) const;
    };
    explicit CertificateTrust(std::unique_ptr<x509_store_st, Free> store) : store_{std::move(store)} {}
    std::unique_ptr<x509_store_st, Free> store_;
};

// What signs a challenge on the user's side: a card behind its middleware, or a key in a file.
class SigningToken {
public:
    virtual ~SigningToken() = default;
    virtual base::Bytes certificate() const = 0;  // DER
    // Error: crypto.token_failed.
    virtual base::Result<base::Bytes> sign(std::string_view challenge) const = 0;
    // A CMS SignedData with the challenge apart. Error: crypto.token_failed.
    virtual base::Result<base::Bytes> sign_cms(std::string_view challenge) const = 0;
};

// A key and a certificate in PEM, for trying the sign-in without a card. Error: crypto.token_unusable (not readable, or
// they do not belong together).
base::Result<std::unique_ptr<SigningToken>> open_software_token(std::string_view certificate, const Secret& key);

}  // namespace menhu::crypto
