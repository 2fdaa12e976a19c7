#pragma once
// Passkeys (W3C Web Authentication level 2): challenges, enrolment, sign-in with nothing else, second factor, step-up.
//
// Promises: a challenge is good once, for the profile's minutes, for what it was asked for, and only in the session
// that asked; a passkey that verified its user is a sign-in by two factors. A count that did not grow is recorded and
// refused. Thread rule: as the transaction; what takes a Database blocks for one commit.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "people/office.h"
#include "people/session.h"
#include "people/sign_in.h"
#include "store/database.h"

namespace menhu::people {

struct PasskeyTag;
using PasskeyId = base::Id<PasskeyTag>;
struct ChallengeTag;
using ChallengeId = base::Id<ChallengeTag>;

// For whom passkeys are made: the domain, and the address as the browser says it (RFC 6454).
struct PasskeySite {
    std::string id;      // "menhu.example.gov.tw"
    std::string origin;  // "https://menhu.example.gov.tw:8443"
};
// From "https://menhu.example.gov.tw:8443/"; nothing if it is no such address, or one of numbers, which no passkey can
// be bound to. http is allowed for localhost only (a secure context, as browsers see it).
std::optional<PasskeySite> passkey_site(std::string_view public_url);

struct Challenge {
    ChallengeId id;
    std::string challenge;              // 32 bytes of chance, base64url
    std::vector<base::Bytes> passkeys;  // credential ids: those that may answer, or that are enrolled already
    std::string user_handle;            // of an enrolment: by this the authenticator knows the account
    base::Duration good_for{};
};

// For a sign-in that begins with a passkey; whoever asks.
base::Result<Challenge> challenge_sign_in(store::WriteTx& tx, const Office& office, base::Random& random,
                                          base::Instant now);
// For the holder of a session: the second factor that is outstanding, or a fresh proof. Errors: those of identify;
// people.no_such_credential; those of require_able but for the second factor.
base::Result<Challenge> challenge_proof(store::WriteTx& tx, const Office& office, base::Random& random,
                                        const Presented& presented, base::Instant now);
// For another passkey. Errors: people.too_many_passkeys; those of may_enrol (credential.h).
base::Result<Challenge> challenge_enrolment(store::WriteTx& tx, const Office& office, base::Random& random,
                                            const Presented& presented, base::Instant now);

// What the browser sends, decoded.
struct PasskeyAnswer {
    base::Bytes credential;
    std::string client_data;  // JSON, as it was hashed
    base::Bytes authenticator_data;
    base::Bytes signature;
    std::optional<std::string> user_handle;
};
// Refusals: people.passkey_refused, people.sign_in_locked, those of start_session. Errors: people.challenge_over; those
// of identify, if the challenge was a session's.
base::Result<store::Committed<SignInAnswer>> answer_challenge(store::Database& database, const Office& office,
                                                              base::Random& random, const PasskeySite& site,
                                                              const Presented& presented, ChallengeId challenge,
                                                              PasskeyAnswer answer, base::Instant now);

struct NewPasskey {
    base::Bytes credential;
    std::string client_data;
    base::Bytes attestation_object;
    std::string name;  // by which its owner knows it
};
// Errors: people.challenge_over, people.passkey_exists, those of crypto::verify_registration and may_enrol.
base::Result<PasskeyId> add_passkey(store::WriteTx& tx, const Office& office, base::Random& random,
                                    const PasskeySite& site, const Presented& presented, ChallengeId challenge,
                                    const NewPasskey& made, base::Instant now);
// Errors: people.no_such_credential, people.last_credential, those of may_enrol.
base::Result<void> remove_passkey(store::WriteTx& tx, const Office& office, const Presented& presented,
                                  PasskeyId passkey, base::Instant now);

// Is it the client data of this act ("webauthn.get", "webauthn.create"), challenge and site (5.8.1)? Pure.
bool is_client_data_of(std::string_view client_data, std::string_view act, const crypto::Digest& challenge_hash,
                       const PasskeySite& site);

}  // namespace menhu::people
