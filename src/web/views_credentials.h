#pragma once
// Credentials, sessions and step-up as the interface reads and answers them. Bytes are base64url without padding; the
// options of passkeys are those of WebAuthn (W3C Web Authentication level 2, 5.4 and 5.5) with names in snake_case.
// Values; any thread.
#include "web/views.h"

namespace menhu::web {

// ---- proving who one is ----

struct CodeRequest {
    Text<6, 7> code;  // six digits; a space in the middle is allowed
};
BOOST_DESCRIBE_STRUCT(CodeRequest, (), (code))

struct StepUpRequest {
    std::optional<Text<1, 256>> password;
    std::optional<Text<6, 7>> code;  // one of the two
};
BOOST_DESCRIBE_STRUCT(StepUpRequest, (), (password, code))

struct RedeemRequest {
    Text<20, 64> token;
};
BOOST_DESCRIBE_STRUCT(RedeemRequest, (), (token))

// ---- passkeys ----

struct PasskeyDescriptor {
    std::string type;  // "public-key"
    std::string id;
};
BOOST_DESCRIBE_STRUCT(PasskeyDescriptor, (), (type, id))

struct PasskeyRequestView {
    std::string challenge;
    std::string rp_id;
    std::int64_t timeout = 0;  // milliseconds
    std::string user_verification;
    std::vector<PasskeyDescriptor> allow_credentials;  // empty: any that the device has for this site
};
BOOST_DESCRIBE_STRUCT(PasskeyRequestView, (), (challenge, rp_id, timeout, user_verification, allow_credentials))

struct PasskeyRequestOptions {
    std::string challenge_id;
    PasskeyRequestView public_key;
};
BOOST_DESCRIBE_STRUCT(PasskeyRequestOptions, (), (challenge_id, public_key))

struct PasskeyAssertionResponse {
    Text<1, 4096> client_data;
    Text<1, 4096> authenticator_data;
    Text<1, 2048> signature;
    std::optional<Text<0, 128>> user_handle;
};
BOOST_DESCRIBE_STRUCT(PasskeyAssertionResponse, (), (client_data, authenticator_data, signature, user_handle))

struct PasskeyAssertion {
    Text<1, 1400> id;
    PasskeyAssertionResponse response;
};
BOOST_DESCRIBE_STRUCT(PasskeyAssertion, (), (id, response))

struct PasskeySignInRequest {
    IdText challenge_id;
    PasskeyAssertion credential;
};
BOOST_DESCRIBE_STRUCT(PasskeySignInRequest, (), (challenge_id, credential))

struct PasskeySite {
    std::string id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PasskeySite, (), (id, name))

struct PasskeyUser {
    std::string id;
    std::string name;
    std::string display_name;
};
BOOST_DESCRIBE_STRUCT(PasskeyUser, (), (id, name, display_name))

struct PasskeyParameter {
    std::string type;
    std::int64_t alg = 0;  // COSE: -7 ES256, -8 EdDSA, -257 RS256
};
BOOST_DESCRIBE_STRUCT(PasskeyParameter, (), (type, alg))

struct PasskeySelection {
    std::string resident_key;
    std::string user_verification;
};
BOOST_DESCRIBE_STRUCT(PasskeySelection, (), (resident_key, user_verification))

struct PasskeyCreationView {
    std::string challenge;
    PasskeySite rp;
    PasskeyUser user;
    std::vector<PasskeyParameter> pub_key_cred_params;
    std::int64_t timeout = 0;  // milliseconds
    std::string attestation;
    PasskeySelection authenticator_selection;
    std::vector<PasskeyDescriptor> exclude_credentials;
};
BOOST_DESCRIBE_STRUCT(PasskeyCreationView, (),
                      (challenge, rp, user, pub_key_cred_params, timeout, attestation, authenticator_selection,
                       exclude_credentials))

struct PasskeyCreationOptions {
    std::string challenge_id;
    PasskeyCreationView public_key;
};
BOOST_DESCRIBE_STRUCT(PasskeyCreationOptions, (), (challenge_id, public_key))

struct PasskeyAttestationResponse {
    Text<1, 4096> client_data;
    Text<1, 16384> attestation_object;
};
BOOST_DESCRIBE_STRUCT(PasskeyAttestationResponse, (), (client_data, attestation_object))

struct PasskeyAttestation {
    Text<1, 1400> id;
    PasskeyAttestationResponse response;
};
BOOST_DESCRIBE_STRUCT(PasskeyAttestation, (), (id, response))

struct PasskeyRegistration {
    IdText challenge_id;
    Text<1, 60> name;  // by which its owner knows it
    PasskeyAttestation credential;
};
BOOST_DESCRIBE_STRUCT(PasskeyRegistration, (), (challenge_id, name, credential))

// ---- what an account has ----

struct PasswordView {
    std::string set_at;
    std::string due_at;  // from then on it must be changed
};
BOOST_DESCRIBE_STRUCT(PasswordView, (), (set_at, due_at))

struct TotpView {
    std::string enrolled_at;
};
BOOST_DESCRIBE_STRUCT(TotpView, (), (enrolled_at))

struct PasskeyView {
    std::string id;
    std::string name;
    std::string created_at;
    std::optional<std::string> last_used_at;
};
BOOST_DESCRIBE_STRUCT(PasskeyView, (), (id, name, created_at, last_used_at))

struct CredentialsView {
    std::optional<PasswordView> password;
    std::optional<TotpView> totp;
    std::vector<PasskeyView> passkeys;
    bool second_factor_required = false;         // by the rules for the account's roles
    std::optional<std::string> passkey_address;  // where passkeys work, if not at the address of this page
};
BOOST_DESCRIBE_STRUCT(CredentialsView, (), (password, totp, passkeys, second_factor_required, passkey_address))

struct TotpOffer {
    std::string secret;  // base 32, shown once
    std::string uri;     // otpauth://…, for a picture
};
BOOST_DESCRIBE_STRUCT(TotpOffer, (), (secret, uri))

// ---- sessions ----

struct SessionRowView {
    std::string id;
    std::string started_at;
    std::string last_at;  // to within 15 seconds
    std::string method;   // "password", "password_totp", "password_passkey", "passkey", "token", …
    std::string source;   // network address
    bool here = false;
};
BOOST_DESCRIBE_STRUCT(SessionRowView, (), (id, started_at, last_at, method, source, here))

struct SessionList {
    std::vector<SessionRowView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (items, total, next))

// ---- recovery ----

struct RecoveryRequest {
    Text<4, 400> reason;  // in words without names; sealed
};
BOOST_DESCRIBE_STRUCT(RecoveryRequest, (), (reason))

struct RecoveryView {
    std::string token;  // shown once
    std::string expires_at;
};
BOOST_DESCRIBE_STRUCT(RecoveryView, (), (token, expires_at))

}  // namespace menhu::web
