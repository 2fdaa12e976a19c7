#pragma once
// Sign-in by a certificate (自然人憑證 and its like): the server gives a challenge, the holder's card signs it, the
// server verifies signature, chain, validity and revocation (crypto/certificate.h). Which card reader and which
// middleware make the signature is the agency's choice; docs/operations.md says what they must give.
//
// Promises: a challenge is this installation's, is good for five minutes, and says for which site it is; who proved it
// may use it once (Proven::once). The files are read again when they change, so that a renewed revocation list needs no
// restart. Thread rule: const calls from any thread; they block for reading files.
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "federation/proven.h"

namespace menhu::crypto {
class CertificateTrust;
}

namespace menhu::federation {

class Seal;

struct CardSettings {
    std::string origin;                 // https://… of this site; in the challenge
    std::filesystem::path authorities;  // PEM
    std::filesystem::path revocations;  // PEM
};

struct Challenge {
    std::string text;  // what the card signs, as UTF-8 bytes
    base::Instant until{};
};

// Either a CMS SignedData, or (with the certificate, both DER) a bare signature.
struct CardProof {
    std::string_view challenge;
    base::ByteView signature;
    base::ByteView certificate;  // empty: `signature` is a CMS
};

class CardSignIn {
public:
    CardSignIn(CardSettings settings, const Seal& seal);
    ~CardSignIn();

    // Reads the files, if they have changed. A server starts without it: that a list could not be renewed must not stop
    // those who sign in another way. Errors: federation.certificate_files, those of crypto::CertificateTrust::open.
    base::Result<void> check_files() const;

    Challenge challenge(base::Random& random, base::Instant now) const;
    // Errors: federation.challenge_refused (not ours, or too late), federation.no_subject_serial, those of
    // check_files and of crypto::CertificateTrust.
    base::Result<Proven> prove(const CardProof& proof, base::Instant now) const;

private:
    struct Loaded;
    base::Result<void> load() const;  // with the lock held

    CardSettings settings_;
    const Seal& seal_;
    mutable std::mutex mutex_;  // guards loaded_
    mutable std::unique_ptr<Loaded> loaded_;
};

}  // namespace menhu::federation
